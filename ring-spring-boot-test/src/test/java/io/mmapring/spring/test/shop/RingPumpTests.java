package io.mmapring.spring.test.shop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

/** Listeners in the test's thread. */
@RingTest
class RingPumpTests {

	@MockitoBean
	private Limits limits;

	@Autowired
	private Orders orders;

	@Autowired
	private RingPump pump;

	@Autowired
	private RingListenerRegistry registry;

	@Autowired
	private Books books;

	@AfterEach
	void takeTheRest() {
		this.registry.all().forEach((container) -> {
			container.start();
			container.resume();
		});
		this.pump.drain();
		this.books.clear();
	}

	@Test
	void takesNothingUnlessAsked() {
		this.orders.placed(OrderPlaced.of(1));
		then(this.limits).should(never()).allow(any());
		given(this.limits.allow(any())).willReturn(true);
		assertThat(this.pump.drain()).as("risk, ledger and shared on orders, copies on ledger").isEqualTo(4);
		then(this.limits).should().allow(OrderPlaced.of(1));
		assertThat(this.pump.drain()).isZero();
	}

	@Test
	void drainsInOrderAlsoWhatListenersPublish() {
		given(this.limits.allow(any())).willAnswer((call) -> {
			this.books.entries.add("risk " + call.getArgument(0, OrderPlaced.class).id());
			return true;
		});
		this.orders.placed(OrderPlaced.of(1));
		this.orders.placed(OrderPlaced.of(2));
		this.pump.drain();
		assertThat(this.books.entries).containsExactly("risk 1", "risk 2", "ledger 1", "ledger 2", "copy 1", "copy 2");
	}

	@Test
	void listenersRunInTheTestsThread() {
		this.orders.placed(OrderPlaced.of(1));
		this.pump.drain();
		assertThat(this.books.threads).containsExactly(Thread.currentThread());
		assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)).doesNotContain("risk", "ledger");
	}

	@Test
	void drainsOneRingOnly() {
		this.orders.placed(OrderPlaced.of(1));
		this.pump.drain("orders");
		assertThat(this.books.entries).containsExactly("ledger 1");
		this.pump.drain("ledger");
		assertThat(this.books.entries).containsExactly("ledger 1", "copy 1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.pump.drain("other"))
			.withMessage("ring='other' (expected: one of [ledger, orders], whose listeners run)");
	}

	@Test
	void takesOneEvent() {
		this.orders.placed(OrderPlaced.of(1));
		this.orders.placed(OrderPlaced.of(2));
		assertThat(this.pump.next("ledger")).as("stays behind risk").isFalse();
		assertThat(this.pump.next("risk")).isTrue();
		assertThat(this.pump.next("ledger")).isTrue();
		assertThat(this.pump.next("ledger")).as("stays behind risk").isFalse();
		assertThat(this.books.entries).containsExactly("ledger 1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.pump.next("other"))
			.withMessageStartingWith("listener='other' (expected: one of [");
	}

	@Test
	void anExceptionIsFollowedUpAsConfigured() {
		given(this.limits.allow(OrderPlaced.of(2))).willReturn(true);
		this.orders.placed(OrderPlaced.of(1));
		this.orders.placed(OrderPlaced.of(2));
		this.pump.drain();
		assertThat(this.registry.get("risk").lastError()).isNotNull();
		assertThat(this.registry.get("risk").state()).isEqualTo(RingListenerState.RUNNING);
		then(this.limits).should().allow(OrderPlaced.of(2));
	}

	@Test
	void whenStrictAnExceptionFailsTheTest() {
		this.orders.placed(OrderPlaced.of(1));
		assertThatThrownBy(() -> this.pump.strict().drain()).isInstanceOf(AssertionError.class)
			.hasMessageStartingWith("listener 'risk' of ring 'orders' failed: state=RUNNING errors=1")
			.hasMessageContaining("order 1 is over the limits");
		assertThat(this.pump.strict().drain()).isZero();
	}

	@Test
	void whenPausedAListenerTakesNothing() {
		this.registry.pause("risk");
		this.orders.placed(OrderPlaced.of(1));
		this.pump.drain();
		assertThat(this.books.entries).isEmpty();
		this.registry.resume("risk");
		this.pump.drain();
		assertThat(this.books.entries).containsExactly("ledger 1", "copy 1");
	}

	@Test
	void whenStoppedAndStartedAListenerGoesOn() {
		this.registry.stop("ledger");
		assertThat(this.registry.get("ledger").state()).isEqualTo(RingListenerState.STOPPED);
		this.orders.placed(OrderPlaced.of(1));
		this.pump.drain();
		assertThat(this.books.entries).isEmpty();
		this.registry.start("ledger");
		this.pump.drain();
		assertThat(this.books.entries).containsExactly("ledger 1", "copy 1");
	}

	@Test
	void aListenerMayNotCallThePump() {
		given(this.limits.allow(any())).willAnswer((call) -> this.pump.drain() > 0);
		this.orders.placed(OrderPlaced.of(1));
		assertThatThrownBy(() -> this.pump.strict().drain()).hasMessageContaining("a listener called the pump");
	}

	@Test
	void whileNothingIsTakenTheRingFillsUp(@Autowired RingTemplate template) {
		long sent = 0;
		while (template.trySend("ledger", OrderPlaced.of(sent))) {
			sent++;
		}
		assertThat(sent).isEqualTo(4096);
		assertThat(this.pump.drain("ledger")).isEqualTo(sent);
		assertThat(template.trySend("ledger", OrderPlaced.of(sent))).isTrue();
	}

	@Test
	void sharedEventsAreAllTaken() {
		for (int i = 0; i < 20; i++) {
			this.orders.placed(OrderPlaced.of(i));
		}
		this.pump.drain();
		assertThat(this.books.shared).hasSize(20);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		Books books(RingTemplate template) {
			return new Books(template);
		}

	}

	/** More listeners. */
	static class Books {

		private final List<String> entries = new ArrayList<>();

		private final Set<Thread> threads = new HashSet<>();

		private final Set<Long> shared = new HashSet<>();

		private final RingTemplate template;

		Books(RingTemplate template) {
			this.template = template;
		}

		@RingListener(ring = "orders", id = "ledger", group = "ledger", after = "risk")
		void book(OrderPlaced order) {
			this.entries.add("ledger " + order.id());
			this.threads.add(Thread.currentThread());
			this.template.send("ledger", order);
		}

		@RingListener(ring = "ledger", id = "copies", group = "copies")
		void copy(OrderPlaced order) {
			this.entries.add("copy " + order.id());
		}

		@RingListener(ring = "orders", id = "shared", group = "shared", concurrency = "2", shards = "4")
		void share(OrderPlaced order) {
			this.shared.add(order.id());
		}

		void clear() {
			this.entries.clear();
			this.threads.clear();
			this.shared.clear();
		}

	}

}
