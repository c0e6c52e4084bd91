package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mmapring.codec.DeadLetter;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingBatchException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Retries, dead letters and who decides. */
@ExtendWith(OutputCaptureExtension.class)
class ListenerErrorTests {

	private static final String LETTERS = "ring.listeners.bad.error.dead-letter-ring=letters";

	@TempDir
	Path directory;

	@Test
	void whenARetryHelpsTheEventIsHandledAndNoErrorIsCounted(CapturedOutput output) {
		runner("max-attempts=3", "back-off=1ms").withBean(Flaky.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Flaky flaky = context.getBean(Flaky.class);
			RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(flaky.calls).containsExactly("0 1", "1 1", "1 2", "1 3", "2 1");
			assertThat(container.retries()).isEqualTo(2);
			assertThat(container.errors()).isZero();
			assertThat(output).doesNotContain("failed at sequence");
		});
	}

	@Test
	void whenNoRetryHelpsTheEventIsSkippedAndLoggedOnce(CapturedOutput output) {
		runner("max-attempts=2", "back-off=1ms").withBean(Flaky.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
			RingContexts.until(() -> container.delivered() == 2);
			assertThat(container.skipped()).isOne();
			assertThat(container.errors()).isOne();
			assertThat(container.retries()).isOne();
			assertThat(output).containsOnlyOnce(
					"Listener 'bad' of ring 'orders' failed at sequence 1 and goes on: 1 events skipped; errors so far: 1");
		});
	}

	@Test
	void aFloodOfErrorsDoesNotFloodTheLog(CapturedOutput output) {
		runner().withBean(Hopeless.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 5000);
			RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
			RingContexts
				.until(() -> container.errors() == 5000 && output.toString().contains("the last at sequence 4999"));
			assertThat(output).containsOnlyOnce("failed at sequence 0 and goes on");
			assertThat(output.toString().lines().filter((line) -> line.contains("more events and goes on")).count())
				.isBetween(1L, 60L);
		});
	}

	@Test
	void whatCannotBeHandledBecomesADeadLetter() {
		runner("max-attempts=2", "back-off=1ms").withPropertyValues(LETTERS)
			.withBean(Flaky.class)
			.withBean(Letters.class)
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 3);
				Letters letters = context.getBean(Letters.class);
				RingContexts.until(() -> letters.all.size() == 1);
				DeadLetter letter = letters.all.get(0);
				assertThat(letter.ring()).isEqualTo("orders");
				assertThat(letter.sequence()).isEqualTo(1);
				assertThat(letter.listener()).isEqualTo("bad");
				assertThat(letter.group()).isEqualTo("shop.bad");
				assertThat(letter.attempts()).isEqualTo(2);
				assertThat(letter.exception()).isEqualTo(IllegalStateException.class.getName());
				assertThat(letter.message()).isEqualTo("not yet");
				assertThat(letter.typeName()).isEqualTo(OrderPlaced.class.getName());
				assertThat(letter.decodeAs(OrderPlaced.class)).isEqualTo(OrderPlaced.of(1));
				RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
				RingContexts.until(() -> container.delivered() == 2);
				assertThat(container.deadLetters()).isOne();
			});
	}

	@Test
	void whatCannotBeReadBecomesADeadLetterOfItsBytesAtOnce() {
		runner("max-attempts=5", "back-off=1s").withPropertyValues(LETTERS)
			.withBean(Flaky.class)
			.withBean(Letters.class)
			.run((context) -> {
				context.getBean(RingTemplate.class).send("orders", new byte[] { 1, 2, 3 });
				Letters letters = context.getBean(Letters.class);
				RingContexts.until(() -> letters.all.size() == 1);
				assertThat(letters.all.get(0).payload()).containsExactly(1, 2, 3);
				assertThat(letters.all.get(0).attempts()).isZero();
				assertThat(letters.all.get(0).message()).contains("type=0");
				assertThat(container(context.getBean(RingListenerRegistry.class)).retries()).isZero();
			});
	}

	@Test
	void whenADeadLetterCannotBePublishedTheListenerStopsAndTheEventStays() {
		runner().withPropertyValues(LETTERS, "ring.rings.letters.slots=32", "ring.rings.letters.on-full=drop")
			.withBean(Hopeless.class)
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 60);
				RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
				RingContexts.until(() -> container.state() == RingListenerState.FAILED);
				assertThat(container.lastError()).isNotNull()
					.satisfies((error) -> assertThat(error.exception()).contains(
							"was not published to dead-letter ring 'letters': on-full=drop and no room (expected: room, or on-full=block)"));
				assertThat(container.deadLetters()).isBetween(1L, 32L);
			});
	}

	@Test
	void ofABatchThatSaysWhereItFailedThatOneBecomesADeadLetter() {
		runner().withPropertyValues(LETTERS).withBean(Batch.class).withBean(Letters.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("bad");
			RingContexts.send(context.getBean(RingTemplate.class), 10);
			registry.resume("bad");
			Batch batch = context.getBean(Batch.class);
			RingContexts.until(() -> batch.ids.size() == 9);
			assertThat(batch.ids).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
			Letters letters = context.getBean(Letters.class);
			RingContexts.until(() -> letters.all.size() == 1);
			assertThat(letters.all.get(0).sequence()).isEqualTo(3);
			RingContexts.until(() -> registry.get("bad").delivered() == 9);
		});
	}

	@Test
	void aBatchWithoutObjectsIsFollowedUpLikeAList() {
		runner("max-attempts=2", "back-off=1ms").withPropertyValues(LETTERS)
			.withBean(Staged.class)
			.withBean(Letters.class)
			.run((context) -> {
				RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
				registry.pause("bad");
				RingContexts.send(context.getBean(RingTemplate.class), 10);
				registry.resume("bad");
				Staged staged = context.getBean(Staged.class);
				RingContexts.until(() -> registry.get("bad").delivered() == 9);
				assertThat(staged.ids).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
				assertThat(staged.failed).containsExactly("3 at attempt 1", "3 at attempt 2");
				Letters letters = context.getBean(Letters.class);
				RingContexts.until(() -> letters.all.size() == 1);
				assertThat(letters.all.get(0).decodeAs(OrderPlaced.class)).isEqualTo(OrderPlaced.of(3));
				assertThat(letters.all.get(0).attempts()).isEqualTo(2);
			});
	}

	@Test
	void anUnknownErrorHandlerIsRefused() {
		runner().withBean(Misled.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("errorHandler=nobody (expected: name of a RingErrorHandler bean)"));
	}

	@Test
	void ofABatchThatDoesNotSayWhereAllBecomeDeadLetters() {
		runner().withPropertyValues(LETTERS).withBean(Batch.class).withBean(Letters.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Batch batch = context.getBean(Batch.class);
			batch.mute.set(true);
			registry.pause("bad");
			RingContexts.send(context.getBean(RingTemplate.class), 6);
			registry.resume("bad");
			Letters letters = context.getBean(Letters.class);
			RingContexts.until(() -> letters.all.size() == 6);
			assertThat(letters.all).extracting(DeadLetter::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
			assertThat(registry.get("bad").deadLetters()).isEqualTo(6);
			assertThat(batch.ids).isEmpty();
		});
	}

	@Test
	void whenABatchStopsTheListenerWhatCameBeforeDoesNotComeAgain() {
		runner("policy=stop").withBean(Batch.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("bad");
			RingContexts.send(context.getBean(RingTemplate.class), 6);
			registry.resume("bad");
			RingContexts.until(() -> registry.get("bad").state() == RingListenerState.FAILED);
			Batch batch = context.getBean(Batch.class);
			assertThat(batch.ids).containsExactly(0L, 1L, 2L);
			assertThat(registry.get("bad").lastError()).isNotNull()
				.satisfies((error) -> assertThat(error.sequence()).isEqualTo(3));
			batch.healed.set(true);
			registry.start("bad");
			RingContexts.until(() -> batch.ids.size() == 6);
			assertThat(batch.ids).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
		});
	}

	@Test
	void whenItIsStoppedWhileItWaitsForARetryTheEventStays() {
		runner("max-attempts=2", "back-off=9s", "max-delay=9s").withBean(Flaky.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Flaky flaky = context.getBean(Flaky.class);
			RingContexts.until(() -> flaky.calls.contains("1 1"));
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			long startNs = System.nanoTime();
			registry.stop("bad");
			assertThat(System.nanoTime() - startNs).isLessThan(5_000_000_000L);
			assertThat(registry.get("bad").state()).isEqualTo(RingListenerState.STOPPED);
			assertThat(registry.get("bad").errors()).isZero();
			flaky.healed.set(true);
			registry.start("bad");
			RingContexts.until(() -> registry.get("bad").delivered() == 3);
			assertThat(flaky.calls).containsExactly("0 1", "1 1", "1 1", "2 1");
		});
	}

	@Test
	void anErrorHandlerDecides() {
		runner().withBean(Flaky.class).withBean(Deciding.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Deciding deciding = context.getBean(Deciding.class);
			RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(deciding.asked).containsExactly("1 at attempt 1: not yet", "1 at attempt 2: not yet");
		});
	}

	@Test
	void whenTheErrorHandlerThrowsTheListenerStops() {
		runner().withBean("decider", RingErrorHandler.class, () -> (exception, metadata, event) -> {
			throw new IllegalStateException("cannot decide");
		}).withBean(Hopeless.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			RingListenerContainer container = container(context.getBean(RingListenerRegistry.class));
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertThat(container.lastError()).isNotNull()
				.satisfies((error) -> assertThat(error.exception()).contains("cannot decide"));
		});
	}

	@Test
	void retriesThatTakeLongerThanTheStallTimeoutAreRefused() {
		runner("max-attempts=100", "back-off=1s").withBean(Flaky.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ring.listeners.bad.error.max-attempts=100")
				.hasMessageContaining("ring.health.stall-timeout=10s"));
	}

	@Test
	void theOwnRingCannotTakeTheDeadLetters() {
		runner("dead-letter-ring=orders").withBean(Flaky.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("error.dead-letter-ring=orders, its own ring (expected: another one)"));
	}

	private ApplicationContextRunner runner(String... errors) {
		ApplicationContextRunner runner = RingContexts.in(this.directory);
		for (String error : errors) {
			runner = runner.withPropertyValues("ring.listeners.bad.error." + error);
		}
		return runner;
	}

	private static RingListenerContainer container(RingListenerRegistry registry) {
		return registry.get("bad");
	}

	static class Flaky {

		final List<String> calls = new CopyOnWriteArrayList<>();

		final AtomicBoolean healed = new AtomicBoolean();

		@RingListener(ring = "orders", id = "bad")
		void on(OrderPlaced order, RingMetadata metadata) {
			this.calls.add(order.id() + " " + metadata.attempt());
			if (order.id() == 1 && metadata.attempt() < 3 && !this.healed.get()) {
				throw new IllegalStateException("not yet");
			}
		}

	}

	static class Hopeless {

		@RingListener(ring = "orders", id = "bad")
		void on(OrderPlaced order) {
			throw new IllegalArgumentException("never");
		}

	}

	static class Batch {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final AtomicBoolean mute = new AtomicBoolean();

		final AtomicBoolean healed = new AtomicBoolean();

		@RingListener(ring = "orders", id = "bad")
		void on(List<OrderPlaced> orders) {
			if (this.mute.get()) {
				throw new IllegalStateException("one of them");
			}
			for (int i = 0; i < orders.size(); i++) {
				if (orders.get(i).id() == 3 && !this.healed.get()) {
					throw new RingBatchException(i, new IllegalStateException("this one"));
				}
				this.ids.add(orders.get(i).id());
			}
		}

	}

	static class Staged {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<String> failed = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "bad")
		void on(RingBatch<OrderPlaced> orders, RingMetadata metadata) {
			for (int i = 0; i < orders.size(); i++) {
				long id = orders.get(i).id();
				if (id == 3) {
					this.failed.add(orders.sequence(i) + " at attempt " + metadata.attempt());
					throw new RingBatchException(i, new IllegalStateException("this one"));
				}
				this.ids.add(id);
			}
		}

	}

	static class Misled {

		@RingListener(ring = "orders", id = "bad", errorHandler = "nobody")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class Letters {

		final List<DeadLetter> all = new CopyOnWriteArrayList<>();

		@RingListener(ring = "letters", id = "letters")
		void on(DeadLetter letter) {
			this.all.add(letter);
		}

	}

	static class Deciding implements RingErrorHandler {

		final List<String> asked = new CopyOnWriteArrayList<>();

		@Override
		public RingErrorAction onError(Exception exception, RingMetadata metadata, @Nullable Object event) {
			this.asked
				.add(((OrderPlaced) event).id() + " at attempt " + metadata.attempt() + ": " + exception.getMessage());
			return RingErrorAction.RETRY;
		}

	}

}
