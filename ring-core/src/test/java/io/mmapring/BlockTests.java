package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.event.SequenceState;
import io.mmapring.file.RingLayout;
import io.mmapring.wait.WaitStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Consumers and producers that block, and who wakes them. */
class BlockTests {

	private static final int ROUNDS = 101;

	/** Half of what it would take if nobody woke them. */
	private static final long WOKEN_NS = TimeUnit.MILLISECONDS.toNanos(5);

	@TempDir
	Path directory;

	private Ring ring;

	private final AtomicLong taken = new AtomicLong();

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders").directory(this.directory).slots(64).group("g").open();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenAnEventIsPublishedABlockedConsumerIsWoken() throws Exception {
		try (Producer producer = this.ring.producer()) {
			FutureTask<Void> running = run(consumer("g"));
			assertThat(median(() -> publish(producer))).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenAnotherParticipantPublishesABlockedConsumerIsWoken() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer()) {
			FutureTask<Void> running = run(consumer("g"));
			assertThat(median(() -> publish(producer))).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenAGroupGetsOnTheGroupBehindItIsWoken() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer();
				Consumer first = other.consumer("g");
				Consumer second = this.ring
					.consumer(ConsumerOptions.of("behind").withAfter("g").withWaitStrategy(WaitStrategy.BLOCK))) {
			FutureTask<Void> running = run(second);
			long[] ns = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				awaitWord(RingLayout.POSITION_WAITING);
				publish(producer);
				long startNs = System.nanoTime();
				assertThat(first.poll((event, sequence, endOfBatch) -> {
				}, 1)).isEqualTo(1);
				awaitTaken(round + 1);
				ns[round] = System.nanoTime() - startNs;
			}
			Arrays.sort(ns);
			assertThat(ns[ROUNDS / 2]).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenThereIsRoomAgainABlockedProducerIsWoken() throws Exception {
		ProducerOptions options = new ProducerOptions(OnFull.BLOCK, Duration.ofSeconds(30), WaitStrategy.BLOCK);
		try (Producer producer = this.ring.producer(options); Consumer consumer = this.ring.consumer("g")) {
			FutureTask<Void> producing = start(() -> {
				for (int i = 0; i < this.ring.slots() + ROUNDS; i++) {
					publish(producer);
				}
			});
			long[] ns = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				awaitWord(RingLayout.POSITION_WAITING);
				long tail = this.ring.snapshot().tail();
				long startNs = System.nanoTime();
				consumer.poll((event, sequence, endOfBatch) -> {
				}, 1);
				Await.until(() -> this.ring.snapshot().tail() > tail, this.ring::snapshot);
				ns[round] = System.nanoTime() - startNs;
			}
			producing.get(30, TimeUnit.SECONDS);
			Arrays.sort(ns);
			assertThat(ns[ROUNDS / 2]).isLessThan(WOKEN_NS);
		}
	}

	@Test
	void aProducerThatBlocksInVainGivesUpInTime() {
		ProducerOptions options = new ProducerOptions(OnFull.BLOCK, Duration.ofMillis(50), WaitStrategy.BLOCK);
		try (Producer producer = this.ring.producer(options)) {
			for (int i = 0; i < this.ring.slots(); i++) {
				publish(producer);
			}
			long startNs = System.nanoTime();
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> publish(producer));
			assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
		}
	}

	@Test
	void whenABlockedConsumerIsInterruptedItGoesOnAndIsStillWoken() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer()) {
			FutureTask<Void> running = new FutureTask<>(() -> {
				consumer("g").run((event, sequence, endOfBatch) -> {
					Thread.interrupted();
					this.taken.incrementAndGet();
				});
				return null;
			});
			Thread thread = new Thread(running, "blocked");
			thread.start();
			for (int round = 1; round <= 3; round++) {
				awaitWord(RingLayout.WAITING);
				thread.interrupt();
				publish(producer);
				awaitTaken(round);
			}
			this.taken.set(0);
			assertThat(median(() -> publish(producer))).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenAPublisherIsInterruptedItStillWakes() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer()) {
			FutureTask<Void> running = run(consumer("g"));
			assertThat(median(() -> {
				Thread.currentThread().interrupt();
				publish(producer);
				Thread.interrupted();
			})).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenTheConsumerIsClosedABlockedRunReturns() throws Exception {
		Consumer consumer = consumer("g");
		FutureTask<Void> running = run(consumer);
		awaitWord(RingLayout.WAITING);
		consumer.close();
		running.get(30, TimeUnit.SECONDS);
		assertThat(consumer.isClosed()).isTrue();
	}

	@Test
	void whenTheRingIsClosedABlockedRunReturnsAndNothingIsLeft() throws Exception {
		FutureTask<Void> running = run(consumer("g"));
		awaitWord(RingLayout.WAITING);
		assertThat(this.ring.path().resolveSibling("p-001.bell")).exists();
		this.ring.close();
		running.get(30, TimeUnit.SECONDS);
		assertThat(this.ring.path().resolveSibling("p-001.bell")).doesNotExist();
	}

	@Test
	void whenAnotherThreadClosesTheRingALoopOfTheUsersOwnIsTold() throws Exception {
		Consumer consumer = consumer("g");
		FutureTask<Void> looping = start(() -> {
			var idle = consumer.idleStrategy();
			assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> {
				while (true) {
					idle.idle(consumer.poll((event, sequence, endOfBatch) -> {
					}, 1));
				}
			});
		});
		awaitWord(RingLayout.WAITING);
		this.ring.close();
		looping.get(30, TimeUnit.SECONDS);
	}

	@Test
	void whenItIsWokenByACallItLooksAgain() throws Exception {
		Consumer consumer = consumer("g");
		AtomicLong looks = new AtomicLong();
		FutureTask<Void> looping = start(() -> {
			var idle = consumer.idleStrategy();
			while (!consumer.isClosed()) {
				looks.incrementAndGet();
				idle.idle();
			}
		});
		awaitWord(RingLayout.WAITING);
		for (int round = 0; round < ROUNDS; round++) {
			long before = looks.get();
			consumer.wakeUp();
			Await.until(() -> looks.get() > before, this.ring::snapshot);
		}
		consumer.close();
		looping.get(30, TimeUnit.SECONDS);
	}

	@Test
	void whenAnEventIsGivenUpWhatIsBehindItIsTakenAtOnce() throws Exception {
		try (Producer first = this.ring.producer(); Producer second = this.ring.producer()) {
			FutureTask<Void> running = run(consumer("g"));
			long[] ns = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				first.claim(1);
				publish(second);
				awaitWord(RingLayout.WAITING);
				long startNs = System.nanoTime();
				first.claimed().abandon();
				awaitTaken(round + 1);
				ns[round] = System.nanoTime() - startNs;
			}
			Arrays.sort(ns);
			assertThat(ns[ROUNDS / 2]).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenAnEventIsPublishedABlockedObserverIsWoken() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer();
				Consumer others = other.consumer("g")) {
			Observer observer = this.ring.observer(ObserverOptions.LATEST.withWaitStrategy(WaitStrategy.BLOCK));
			FutureTask<Void> running = start(
					() -> observer.run((event, sequence, endOfBatch) -> this.taken.incrementAndGet()));
			assertThat(median(() -> {
				publish(producer);
				others.poll((event, sequence, endOfBatch) -> {
				}, 1);
			})).isLessThan(WOKEN_NS);
			awaitWord(RingLayout.WAITING);
			observer.close();
			running.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void whoBlocksUntilSomethingIsPublishedOrConsumedIsWoken() throws Exception {
		try (Ring other = Ring.builder("orders").directory(this.directory).open();
				Producer producer = other.producer();
				Consumer consumer = other.consumer("g")) {
			FutureTask<Void> running = start(() -> {
				for (int i = 0; i < ROUNDS; i++) {
					assertThat(this.ring.reader().awaitPublished(i, Duration.ofSeconds(30), WaitStrategy.BLOCK))
						.isEqualTo(SequenceState.PUBLISHED);
					this.taken.incrementAndGet();
					assertThat(this.ring.group("g").awaitConsumed(i, Duration.ofSeconds(30), WaitStrategy.BLOCK))
						.isTrue();
				}
			});
			long[] ns = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				awaitWord(RingLayout.WAITING);
				long startNs = System.nanoTime();
				publish(producer);
				awaitTaken(round + 1);
				ns[round] = System.nanoTime() - startNs;
				awaitWord(RingLayout.POSITION_WAITING);
				consumer.poll((event, sequence, endOfBatch) -> {
				}, 1);
			}
			running.get(30, TimeUnit.SECONDS);
			Arrays.sort(ns);
			assertThat(ns[ROUNDS / 2]).isLessThan(WOKEN_NS);
		}
	}

	@Test
	void whoBlocksInVainGivesUpInTime() {
		long startNs = System.nanoTime();
		assertThat(this.ring.reader().awaitPublished(0, Duration.ofMillis(50), WaitStrategy.BLOCK))
			.isEqualTo(SequenceState.NOT_YET);
		assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
	}

	private Consumer consumer(String group) {
		return this.ring.consumer(ConsumerOptions.of(group).withWaitStrategy(WaitStrategy.BLOCK));
	}

	private FutureTask<Void> run(Consumer consumer) {
		return start(() -> consumer.run((event, sequence, endOfBatch) -> this.taken.incrementAndGet()));
	}

	private static FutureTask<Void> start(Step step) {
		FutureTask<Void> task = new FutureTask<>(() -> {
			step.run();
			return null;
		});
		new Thread(task, "blocked").start();
		return task;
	}

	/** Time from an event to its handler, when the consumer was waiting. */
	private long median(Step publish) throws Exception {
		long[] ns = new long[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			awaitWord(RingLayout.WAITING);
			long startNs = System.nanoTime();
			publish.run();
			awaitTaken(round + 1);
			ns[round] = System.nanoTime() - startNs;
		}
		Arrays.sort(ns);
		return ns[ROUNDS / 2];
	}

	private void awaitWord(int offset) {
		Await.until(() -> this.ring.memory().longAcquire(offset) != 0, this.ring::snapshot);
	}

	private void awaitTaken(long count) {
		Await.until(() -> this.taken.get() >= count, this.ring::snapshot);
	}

	private static void publish(Producer producer) {
		producer.publish(1, 0, (payload, source) -> {
		}, "");
	}

	/** Something that may fail. */
	private interface Step {

		void run() throws Exception;

	}

}
