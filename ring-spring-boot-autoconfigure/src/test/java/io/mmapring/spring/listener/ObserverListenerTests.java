package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Listeners that look on without being a group. */
class ObserverListenerTests {

	@TempDir
	Path directory;

	@Test
	void anObserverSeesEventsAndIsNoGroup() {
		runner().run((context) -> {
			RingListenerContainer spy = spy(context);
			assertThat(spy.state()).isEqualTo(RingListenerState.RUNNING);
			send(context, 0, 10);
			RingContexts.until(() -> spy.delivered() == 10);
			assertThat(context.getBean(Spy.class).ids).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
			assertThat(context.getBean(ManagedRings.class).ring("orders", "a test").snapshot().orElseThrow().groups())
				.extracting(GroupSnapshot::name)
				.containsExactly("shop.journal");
			assertThat(spy.lost()).isZero();
			assertThatIllegalStateException().isThrownBy(spy::seekToEarliest)
				.withMessageContaining("mode=observer (expected: exclusive or standby)");
		});
	}

	@Test
	void oneThatHangsHoldsNobodyBackAndCountsWhatItLost() {
		runner().withPropertyValues("ring.health.stall-timeout=300ms").run((context) -> {
			Spy seen = context.getBean(Spy.class);
			RingListenerContainer spy = spy(context);
			RingListenerContainer journal = context.getBean(RingListenerRegistry.class).get("journal");
			seen.hanging = true;
			send(context, 0, 1);
			RingContexts.until(() -> seen.hangs);
			send(context, 1, 300);
			RingContexts.until(() -> journal.delivered() == 300);
			RingContexts.until(() -> spy.withoutProgress().toMillis() > 300);
			seen.go.countDown();
			RingContexts.until(() -> spy.lost() > 0 && seen.ids.contains(299L));
			RingContexts.until(() -> spy.delivered() + spy.lost() == 300);
			assertThat(seen.ids).isSorted().doesNotHaveDuplicates();
			long lost = spy.lost();
			spy.stop();
			assertThat(spy.lost()).isEqualTo(lost);
			send(context, 300, 310);
			spy.start();
			assertThat(spy.lost()).isEqualTo(lost);
			RingContexts.until(() -> spy.delivered() + spy.lost() == 310);
			assertThat(spy.lost()).isEqualTo(lost);
		});
	}

	@Test
	void anObserverStartsBehindTheNewestEventUnlessItIsToldOtherwise() {
		runner().withPropertyValues("ring.listeners.spy.auto-startup=false").run((context) -> {
			send(context, 0, 5);
			spy(context).start();
			send(context, 5, 6);
			RingContexts.until(() -> context.getBean(Spy.class).ids.equals(List.of(5L)));
		});
		runner().withPropertyValues("ring.listeners.spy.start-from=earliest").run((context) -> {
			Spy seen = context.getBean(Spy.class);
			RingContexts.until(() -> seen.ids.equals(List.of(0L, 1L, 2L, 3L, 4L, 5L)));
		});
	}

	@Test
	void anObserverWaitsForNobody() {
		runner().withBean(Late.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"after=[journal] with mode=observer (expected: none, an observer waits for nobody)"));
	}

	@Test
	void oneThatBlocksIsWokenAndStops() {
		runner().withPropertyValues("ring.listener.wait-strategy=block").run((context) -> {
			RingListenerContainer spy = spy(context);
			send(context, 0, 3);
			RingContexts.until(() -> spy.delivered() == 3);
			spy.stop();
			assertThat(spy.state()).isEqualTo(RingListenerState.STOPPED);
		});
	}

	@Test
	void anObserverAcknowledgesNothing() {
		runner().withBean(Acknowledging.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ack-mode=manual with mode=observer (expected: batch or record"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withBean(Spy.class).withBean(Journal.class);
	}

	private static RingListenerContainer spy(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("spy");
	}

	private static void send(ApplicationContext context, int from, int to) {
		for (int id = from; id < to; id++) {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(id));
		}
	}

	static class Spy {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final CountDownLatch go = new CountDownLatch(1);

		volatile boolean hanging;

		volatile boolean hangs;

		@RingListener(ring = "orders", id = "spy", mode = "observer")
		void on(OrderPlaced order) throws InterruptedException {
			if (this.hanging) {
				this.hangs = true;
				this.go.await();
			}
			this.ids.add(order.id());
		}

	}

	static class Journal {

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			// only counted
		}

	}

	static class Acknowledging {

		@RingListener(ring = "orders", id = "acknowledging", mode = "observer", ackMode = "manual")
		void on(OrderPlaced order, Acknowledgment acknowledgment) {
			// never asked
		}

	}

	static class Late {

		@RingListener(ring = "orders", id = "late", mode = "observer", after = "journal")
		void on(OrderPlaced order) {
			// never asked
		}

	}

}
