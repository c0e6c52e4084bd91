package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Somebody has a listener pass over an event that it does not get beyond. */
class SkipTests {

	private static final long POISON = 2;

	@TempDir
	Path directory;

	@Test
	void whatIsTriedAgainAndAgainIsPassedOver() {
		runner("ring.listener.error.max-attempts=2", "ring.listener.error.back-off=1h",
				"ring.listener.error.max-delay=1h", "ring.health.stall-timeout=2h")
			.withBean(Each.class, () -> new Each(() -> {
				throw new IllegalStateException("no paper");
			}))
			.run((context) -> {
				RingListenerContainer container = send(context);
				RingContexts.until(() -> container.handling() == POISON && container.lastError() != null);
				assertThat(container.skip(POISON)).isTrue();
				RingContexts.until(() -> container.delivered() == 3);
				assertThat(context.getBean(Each.class).ids).containsExactly(0L, 1L, 3L);
				assertThat(container.skipped()).isEqualTo(1);
				assertThat(container.state()).isEqualTo(RingListenerState.RUNNING);
			});
	}

	@Test
	void whatItsMethodDoesNotReturnFromIsInterruptedAndPassedOver() {
		CountDownLatch never = new CountDownLatch(1);
		runner("ring.listener.error.policy=stop").withBean(Each.class, () -> new Each(never::await)).run((context) -> {
			RingListenerContainer container = send(context);
			RingContexts.until(() -> container.handling() == POISON);
			assertThat(container.skip(POISON)).isTrue();
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(context.getBean(Each.class).ids).containsExactly(0L, 1L, 3L);
			assertThat(container.skipped()).isEqualTo(1);
		});
	}

	@Test
	void whileItsMethodIgnoresTheInterruptNothingIsPassedOver() {
		CountDownLatch returns = new CountDownLatch(1);
		runner().withBean(Each.class, () -> new Each(() -> {
			while (returns.getCount() > 0) {
				Thread.onSpinWait();
			}
			throw new IllegalStateException("at last");
		})).run((context) -> {
			RingListenerContainer container = send(context);
			RingContexts.until(() -> container.handling() == POISON);
			assertThat(container.skip(POISON)).isFalse();
			assertThat(container.skipped()).isZero();
			returns.countDown();
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(container.skipped()).isEqualTo(1);
		});
	}

	@Test
	void anInterruptThatComesTooLateHurtsNoOtherEvent() {
		CountDownLatch returns = new CountDownLatch(1);
		Each each = new Each(() -> {
			while (returns.getCount() > 0) {
				Thread.onSpinWait();
			}
		});
		runner().withBean(Each.class, () -> each).run((context) -> {
			RingListenerContainer container = send(context);
			RingContexts.until(() -> container.handling() == POISON);
			each.checksInterrupt = true;
			assertThat(container.skip(POISON)).isFalse();
			returns.countDown();
			RingContexts.until(() -> container.delivered() == 4);
			assertThat(each.ids).containsExactly(0L, 1L, 2L, 3L);
			assertThat(each.interrupted).hasValue(1);
			assertThat(container.skipped()).isZero();
		});
	}

	@Test
	void whatItWasStoppedByIsPassedOverBeforeItIsStartedAgain() {
		runner("ring.listener.error.policy=stop").withBean(Each.class, () -> new Each(() -> {
			throw new IllegalStateException("no paper");
		})).run((context) -> {
			RingListenerContainer container = send(context);
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertThat(container.skip(POISON)).isTrue();
			container.start();
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(context.getBean(Each.class).ids).containsExactly(0L, 1L, 3L);
		});
	}

	@Test
	void aBatchThatIsTriedAgainIsPassedOverAsAWhole() {
		runner("ring.listener.error.max-attempts=2", "ring.listener.error.back-off=1h",
				"ring.listener.error.max-delay=1h", "ring.health.stall-timeout=2h")
			.withBean(Batches.class)
			.run((context) -> {
				RingListenerContainer container = send(context);
				RingContexts.until(() -> container.lastError() != null);
				long first = container.handling();
				assertThat(container.skip(first)).isTrue();
				RingContexts.until(() -> container.delivered() + container.skipped() == 4);
				assertThat(context.getBean(Batches.class).ids).doesNotContain(POISON);
			});
	}

	@Test
	void anEventThatItIsNotAtIsRefused() {
		runner().withBean(Each.class, () -> new Each(() -> {
		})).run((context) -> {
			RingListenerContainer container = send(context);
			RingContexts.until(() -> container.delivered() == 4);
			assertThatIllegalStateException().isThrownBy(() -> container.skip(3))
				.withMessage(
						"cannot skip sequence=3 for listener 'clerk' of ring 'orders': it is not at that event (expected: 3, which it was handed last, unless it is done)");
			container.pause();
			assertThatIllegalStateException().isThrownBy(() -> container.skip(4))
				.withMessageContaining("state=paused (expected: running, stopped or failed)");
			container.stop();
			assertThatIllegalStateException().isThrownBy(() -> container.skip(7))
				.withMessageContaining("its group stands elsewhere (expected: 4)");
		});
	}

	private RingListenerContainer send(ApplicationContext context) {
		RingContexts.send(context.getBean(RingTemplate.class), 4);
		return context.getBean(RingListenerRegistry.class).get("clerk");
	}

	private ApplicationContextRunner runner(String... properties) {
		return RingContexts.in(this.directory).withPropertyValues(properties);
	}

	interface Work {

		void run() throws Exception;

	}

	static class Each {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		private final Work poison;

		volatile boolean checksInterrupt;

		final AtomicInteger interrupted = new AtomicInteger();

		Each(Work poison) {
			this.poison = poison;
		}

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) throws Exception {
			if (order.id() == POISON) {
				this.poison.run();
			}
			else if (this.checksInterrupt && Thread.interrupted()) {
				this.interrupted.incrementAndGet();
				throw new InterruptedException();
			}
			this.ids.add(order.id());
		}

	}

	static class Batches {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "clerk")
		void on(List<OrderPlaced> orders) {
			if (orders.stream().anyMatch((order) -> order.id() == POISON)) {
				throw new IllegalStateException("no paper");
			}
			orders.forEach((order) -> this.ids.add(order.id()));
		}

	}

}
