package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What listeners are handed, and what follows an exception. */
class ListenerDeliveryTests {

	@TempDir
	Path directory;

	@Test
	void aListIsABatchWithTheSequenceOfItsFirst() {
		runner().withBean(Batches.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("batches");
			RingContexts.send(template, 0, 10);
			registry.resume("batches");
			Batches batches = context.getBean(Batches.class);
			RingContexts.until(() -> batches.ids.size() == 10);
			assertThat(batches.sizes).allMatch((size) -> size <= 4).contains(4);
			assertThat(batches.firsts.get(0)).isZero();
			assertThat(batches.ids).isSorted();
		});
	}

	@Test
	void whenAMethodThrowsTheNextEventFollows() {
		runner().withBean(Failing.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 0, 5);
			Failing failing = context.getBean(Failing.class);
			RingContexts.until(() -> failing.ids.size() == 4);
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("failing");
			RingContexts.until(() -> container.delivered() == 4);
			assertThat(failing.ids).containsExactly(0L, 1L, 2L, 4L);
			assertThat(container.errors()).isOne();
			RingListenerError error = container.lastError();
			assertThat(error).isNotNull();
			assertThat(error.sequence()).isEqualTo(3);
			assertThat(error.exception()).contains("not this one");
		});
	}

	@Test
	void whenThePolicyIsStopTheEventComesAgainAtTheNextStart() {
		runner().withBean(Failing.class)
			.withPropertyValues("ring.listeners.failing.error.policy=stop")
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 0, 5);
				RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
				Failing failing = context.getBean(Failing.class);
				RingContexts.until(() -> registry.get("failing").state() == RingListenerState.FAILED);
				assertThat(failing.ids).containsExactly(0L, 1L, 2L);
				failing.healed.set(true);
				registry.start("failing");
				RingContexts.until(() -> failing.ids.size() == 5);
				assertThat(failing.ids).containsExactly(0L, 1L, 2L, 3L, 4L);
			});
	}

	@Test
	void whenABatchFailsAndThePolicyIsStopAllOfItComesAgain() {
		runner().withBean(FailingBatch.class).withPropertyValues("ring.listener.error.policy=stop").run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			FailingBatch batch = context.getBean(FailingBatch.class);
			registry.pause("batch");
			RingContexts.send(context.getBean(RingTemplate.class), 0, 5);
			registry.resume("batch");
			RingContexts.until(() -> registry.get("batch").state() == RingListenerState.FAILED);
			assertThat(batch.ids).isEmpty();
			batch.healed.set(true);
			registry.start("batch");
			RingContexts.until(() -> batch.ids.size() == 5);
		});
	}

	@Test
	void whenAnErrorIsThrownTheListenerStops() {
		runner().withBean(Broken.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 0, 1);
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("broken");
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertThat(container.lastError()).isNotNull()
				.satisfies((error) -> assertThat(error.exception()).contains("broken for good"));
		});
	}

	@Test
	void aGroupStaysBehindThoseItIsAfter() {
		runner().withBean(Chain.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 0, 200);
			Chain chain = context.getBean(Chain.class);
			RingContexts.until(() -> chain.journal.size() == 200);
			assertThat(chain.early).isEmpty();
			assertThat(context.getBean(RingListenerRegistry.class).get("a-journal").after()).containsExactly("risk");
		});
	}

	@Test
	void whenAfterNamesAnUnknownGroupTheStartFails() {
		runner().withBean(AfterUnknown.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("nobody")
				.hasMessageContaining("cannot join group 'shop.lost'"));
	}

	@Test
	void eventsOfOtherTypesArePassedAndTheEndOfTheBatchIsTrue() {
		runner().withBean(Ends.class)
			.withPropertyValues("ring.rings.orders.types.1=" + OrderPlaced.class.getName(),
					"ring.rings.orders.types.2=" + OrderCancelled.class.getName())
			.run((context) -> {
				RingTemplate template = context.getBean(RingTemplate.class);
				RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
				registry.pause("ends");
				RingContexts.send(template, 0, 3);
				template.send("orders", new OrderCancelled(1));
				registry.resume("ends");
				Ends ends = context.getBean(Ends.class);
				RingContexts.until(() -> ends.calls.size() == 3);
				assertThat(ends.calls).containsExactly("0 false", "1 false", "2 true");
				RingContexts.until(() -> ends.cancelled.size() == 1);
				assertThat(registry.all()).allMatch((one) -> one.errors() == 0);
			});
	}

	@Test
	void whenATypeIsUnknownItCountsAsAnError() {
		runner().withBean(Ends.class)
			.withPropertyValues("ring.rings.orders.types.1=" + OrderPlaced.class.getName(),
					"ring.rings.orders.types.2=" + OrderCancelled.class.getName())
			.run((context) -> {
				context.getBean(RingTemplate.class).send("orders", new byte[] { 1 });
				RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("ends");
				RingContexts.until(() -> container.errors() == 1);
				assertThat(container.lastError()).isNotNull()
					.satisfies((error) -> assertThat(error.exception()).contains("type=0"));
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	static class Batches {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<Integer> sizes = new CopyOnWriteArrayList<>();

		final List<Long> firsts = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "batches", maxBatchSize = "${size:4}")
		void on(long first, List<OrderPlaced> orders) {
			this.sizes.add(orders.size());
			this.firsts.add(first);
			orders.forEach((order) -> this.ids.add(order.id()));
		}

	}

	static class Failing {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final AtomicBoolean healed = new AtomicBoolean();

		@RingListener(ring = "orders", id = "failing")
		void on(OrderPlaced order) throws Exception {
			if (order.id() == 3 && !this.healed.get()) {
				throw new Exception("not this one");
			}
			this.ids.add(order.id());
		}

	}

	static class FailingBatch {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final AtomicBoolean healed = new AtomicBoolean();

		@RingListener(ring = "orders", id = "batch")
		void on(List<OrderPlaced> orders) {
			if (!this.healed.get()) {
				throw new IllegalStateException("not now");
			}
			orders.forEach((order) -> this.ids.add(order.id()));
		}

	}

	static class Broken {

		@RingListener(ring = "orders", id = "broken")
		void on(OrderPlaced order) {
			throw new AssertionError("broken for good");
		}

	}

	static class Chain {

		final List<Long> journal = new CopyOnWriteArrayList<>();

		final List<Long> early = new CopyOnWriteArrayList<>();

		private final List<Long> risk = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "a-journal", group = "journal", after = "z-risk")
		void journal(OrderPlaced order) {
			if (!this.risk.contains(order.id())) {
				this.early.add(order.id());
			}
			this.journal.add(order.id());
		}

		@RingListener(ring = "orders", id = "z-risk", group = "risk")
		void risk(OrderPlaced order) {
			this.risk.add(order.id());
		}

	}

	static class AfterUnknown {

		@RingListener(ring = "orders", id = "lost", after = "nobody")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class Ends {

		final List<String> calls = new CopyOnWriteArrayList<>();

		final List<OrderCancelled> cancelled = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "ends")
		void on(OrderPlaced order, boolean endOfBatch) {
			this.calls.add(order.id() + " " + endOfBatch);
		}

		@RingListener(ring = "orders", id = "cancelled")
		void on(OrderCancelled order) {
			this.cancelled.add(order);
		}

	}

}
