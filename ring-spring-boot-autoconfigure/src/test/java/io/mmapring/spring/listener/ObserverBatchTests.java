package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingBatchException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners that look on, and take events in batches. */
class ObserverBatchTests {

	@TempDir
	Path directory;

	@Test
	void anObserverTakesBatchesOfBothKinds() {
		runner(Batches.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 200);
			Batches batches = context.getBean(Batches.class);
			for (String id : List.of("lists", "batches")) {
				RingListenerContainer container = container(context, id);
				RingContexts.until(() -> container.delivered() + container.lost() == 200);
				assertThat(batches.seen.get(id)).isSorted()
					.doesNotHaveDuplicates()
					.hasSize((int) container.delivered());
			}
			assertThat(batches.gaps).isEmpty();
		});
	}

	@Test
	void whatFailsInABatchIsFollowedUpAsOfAnyListener() {
		runner(Failing.class)
			.withPropertyValues("ring.listener.error.max-attempts=2", "ring.listener.error.back-off=1ms")
			.run((context) -> {
				RingListenerContainer container = container(context, "failing");
				container.pause();
				RingContexts.send(context.getBean(RingTemplate.class), 5);
				container.resume();
				RingContexts.until(() -> container.delivered() == 4 && container.deadLetters() == 1);
				assertThat(context.getBean(Failing.class).done).containsExactly(0L, 1L, 3L, 4L);
				assertThat(container.lost()).isZero();
				assertThat(container.retries()).isOne();
			});
	}

	@Test
	void whatWasToBecomeADeadLetterAndIsOverwrittenIsSaidAndLost() {
		runner(Hanging.class).run((context) -> {
			RingListenerContainer container = container(context, "hanging");
			Hanging hanging = context.getBean(Hanging.class);
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			RingContexts.until(() -> hanging.hangs);
			RingContexts.send(context.getBean(RingTemplate.class), 1, 299);
			hanging.go.countDown();
			RingContexts.until(() -> container.delivered() + container.lost() == 300);
			assertThat(container.skipped()).isOne();
			assertThat(container.deadLetters()).isZero();
			assertThat(container.lastError()).isNotNull().satisfies((error) -> assertThat(error.sequence()).isZero());
		});
	}

	@Test
	void anErrorStopsItAndTheBatchComesAgain() {
		runner(Broken.class).run((context) -> {
			RingListenerContainer container = container(context, "broken");
			container.pause();
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			container.resume();
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			Broken broken = context.getBean(Broken.class);
			broken.mended = true;
			container.start();
			RingContexts.until(() -> broken.done.equals(List.of(0L, 1L, 2L)));
		});
	}

	/**
	 * With a ring for dead letters, and without any group that would make producers wait.
	 */
	private ApplicationContextRunner runner(Class<?> bean) {
		return RingContexts.in(this.directory)
			.withBean(bean)
			.withPropertyValues("ring.rings.orders.when-no-groups=overwrite",
					"ring.listener.error.dead-letter-ring=dead", "ring.rings.dead.slots=64",
					"ring.rings.dead.slot-size=512B", "ring.rings.dead.when-no-groups=overwrite");
	}

	private static RingListenerContainer container(ApplicationContext context, String id) {
		return context.getBean(RingListenerRegistry.class).get(id);
	}

	static class Batches {

		final Map<String, List<Long>> seen = Map.of("lists", new CopyOnWriteArrayList<>(), "batches",
				new CopyOnWriteArrayList<>());

		final List<String> gaps = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "lists", mode = "observer")
		void on(List<OrderPlaced> orders, long first) {
			for (int i = 0; i < orders.size(); i++) {
				seen("lists", orders.get(i).id(), first + i);
			}
		}

		@RingListener(ring = "orders", id = "batches", mode = "observer")
		void on(RingBatch<OrderPlaced> orders) {
			for (int i = 0; i < orders.size(); i++) {
				seen("batches", orders.get(i).id(), orders.sequence(i));
			}
		}

		private void seen(String id, long event, long sequence) {
			if (event != sequence) {
				this.gaps.add(id + " " + sequence);
			}
			this.seen.get(id).add(event);
		}

	}

	static class Failing {

		final List<Long> done = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "failing", mode = "observer")
		void on(List<OrderPlaced> orders) throws RingBatchException {
			for (int i = 0; i < orders.size(); i++) {
				if (orders.get(i).id() == 2) {
					throw new RingBatchException(i, new IllegalStateException("not this one"));
				}
				this.done.add(orders.get(i).id());
			}
		}

	}

	static class Hanging {

		final CountDownLatch go = new CountDownLatch(1);

		volatile boolean hangs;

		@RingListener(ring = "orders", id = "hanging", mode = "observer")
		void on(List<OrderPlaced> orders) throws InterruptedException {
			if (orders.get(0).id() == 0) {
				this.hangs = true;
				this.go.await();
				throw new IllegalStateException("not this one");
			}
		}

	}

	static class Broken {

		final List<Long> done = new CopyOnWriteArrayList<>();

		volatile boolean mended;

		@RingListener(ring = "orders", id = "broken", mode = "observer")
		void on(List<OrderPlaced> orders) {
			if (!this.mended) {
				throw new AssertionError("broken");
			}
			orders.forEach((order) -> this.done.add(order.id()));
		}

	}

}
