package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventHeader;
import io.mmapring.wait.WaitStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What follows a ring without holding anybody back. */
class ObserverTests {

	private static final int SLOTS = 64;

	/** Where one that was overtaken goes on: so far ahead of the oldest slot. */
	private static final int HEADWAY = SLOTS / 8;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private final Taken taken = new Taken();

	@AfterEach
	void close() {
		this.ring.close();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void itSeesWhatIsPublishedFromNowOnAndHoldsNobodyBack(Producers producers) throws Exception {
		open(producers);
		publish(5);
		Observer observer = this.ring.observer(ObserverOptions.LATEST);
		assertThat(observer.poll(this.taken, 10)).isZero();
		publish(3);
		assertThat(observer.lag()).isEqualTo(3);
		assertThat(observer.poll(this.taken, 10)).isEqualTo(3);
		assertThat(this.taken.sequences).containsExactly(5L, 6L, 7L);
		assertThat(this.taken.values).containsExactly(0L, 1L, 2L);
		assertThat(this.taken.ends).containsExactly(false, false, true);
		publish(10 * SLOTS);
		assertThat(observer.lag()).isEqualTo(10 * SLOTS);
		assertThat(this.ring.snapshot().groups()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenItIsOvertakenItGoesOnAheadAndCountsWhatItMissed(Producers producers) throws Exception {
		open(producers);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		publish(2);
		observer.poll(this.taken, 10);
		publish(3 * SLOTS);
		long first = 2 + 3 * SLOTS - SLOTS + HEADWAY;
		this.taken.sequences.clear();
		assertThat(observer.poll(this.taken, 1000)).isEqualTo(SLOTS - HEADWAY);
		assertThat(this.taken.sequences)
			.containsExactlyElementsOf(LongStream.range(first, 2 + 3 * SLOTS).boxed().toList());
		assertThat(observer.lost()).isEqualTo(first - 2);
		assertThat(observer.position()).isEqualTo(2 + 3 * SLOTS);
		assertThat(observer.lag()).isZero();
	}

	@Test
	void whenItIsOvertakenWithinABatchTheBatchEndsAndTheNextGoesOnAhead() throws Exception {
		open(Producers.MULTI);
		publish(4);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		List<Long> sequences = new ArrayList<>();
		List<Boolean> ends = new ArrayList<>();
		assertThat(observer.poll((event, sequence, end) -> {
			sequences.add(sequence);
			ends.add(end);
			if (sequence == 1) {
				publish(2 * SLOTS);
			}
		}, 1000)).isEqualTo(3);
		assertThat(sequences).containsExactly(0L, 1L, 2L);
		assertThat(ends).containsExactly(false, false, true);
		long first = 4 + SLOTS + HEADWAY;
		assertThat(observer.lost()).isEqualTo(first - 3);
		assertThat(observer.poll(this.taken, 1000)).isEqualTo(SLOTS - HEADWAY);
		assertThat(this.taken.sequences).startsWith(first);
		assertThat(this.taken.ends).containsOnlyOnce(true).endsWith(true);
		assertThat(observer.lost()).isEqualTo(first - 3);
	}

	@Test
	void whatOfABatchWasNotTakenComesAgain() throws Exception {
		open(Producers.MULTI);
		publish(5);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		assertThatExceptionOfType(TakenInPartException.class).isThrownBy(() -> observer.poll(upTo(2, 0), 1000));
		assertThat(observer.position()).isEqualTo(2);
		assertThat(observer.poll(this.taken, 1000)).isEqualTo(3);
		assertThat(this.taken.sequences).containsExactly(2L, 3L, 4L);
		assertThat(observer.lost()).isZero();
	}

	@Test
	void whatOfABatchWasOverwrittenBeforeItCouldComeAgainIsLost() throws Exception {
		open(Producers.MULTI);
		publish(5);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		assertThatExceptionOfType(TakenInPartException.class).isThrownBy(() -> observer.poll(upTo(2, 2 * SLOTS), 1000));
		long oldest = 5 + SLOTS;
		assertThat(observer.position()).isEqualTo(oldest);
		assertThat(observer.lost()).isEqualTo(oldest - 2);
		observer.poll(this.taken, 1000);
		assertThat(this.taken.sequences).startsWith(oldest).hasSize(SLOTS);
		assertThat(observer.lost()).isEqualTo(oldest - 2);
	}

	@Test
	void whatNamesAnEventOutsideOfTheBatchMovesNothing() throws Exception {
		open(Producers.MULTI);
		publish(5);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		observer.poll(this.taken, 2);
		assertThatExceptionOfType(TakenInPartException.class).isThrownBy(() -> observer.poll(upTo(0, 0), 1000));
		assertThat(observer.position()).isEqualTo(4);
	}

	/** Takes a batch up to an event. */
	private EventHandler upTo(long next, int publishes) {
		return (event, sequence, end) -> {
			if (end) {
				publish(publishes);
				throw new TakenInPartException(next, new IllegalStateException("not now"));
			}
		};
	}

	@Test
	void itStartsAtTheOldestEventThatIsWhole() throws Exception {
		open(Producers.MULTI);
		// three slots each: the oldest slot is inside of one
		for (long i = 0; i < SLOTS; i++) {
			this.producer.publish(1, 100, FILL, i);
		}
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		observer.poll(this.taken, 1000);
		assertThat(this.taken.sequences).hasSize(SLOTS / 3).first().isEqualTo(129L);
		assertThat(this.taken.values).first().isEqualTo(43L);
		assertThat(observer.lost()).isZero();
	}

	@Test
	void itStartsAtASequenceAndCountsWhatIsGone() throws Exception {
		open(Producers.MULTI);
		publish(SLOTS + 10);
		Observer there = this.ring.observer(ObserverOptions.from(20));
		there.poll(this.taken, 1);
		assertThat(this.taken.sequences).containsExactly(20L);
		assertThat(there.lost()).isZero();
		Observer gone = this.ring.observer(ObserverOptions.from(3));
		gone.poll(this.taken, 1);
		assertThat(this.taken.sequences).containsExactly(20L, 10L);
		assertThat(gone.lost()).isEqualTo(7);
		assertThat(this.ring.observer(ObserverOptions.from(SLOTS + 10)).poll(this.taken, 1)).isZero();
	}

	@Test
	void itStartsWithinABatchOfEventsButBehindTheRestOfALargeOne() throws Exception {
		open(Producers.MULTI);
		this.producer.publish(1, 100, FILL, 0L);
		try (Claim claim = this.producer.claim(3)) {
			for (long i = 3; i < 6; i++) {
				claim.next(1, Long.BYTES).putLong(0, i);
			}
			claim.publish();
		}
		this.ring.observer(ObserverOptions.from(4)).poll(this.taken, 10);
		assertThat(this.taken.values).containsExactly(4L, 5L);
		this.ring.observer(ObserverOptions.from(1)).poll(this.taken, 10);
		// where the batch begins is seen: it is the next head behind the large event
		assertThat(this.taken.values).containsExactly(4L, 5L, 3L, 4L, 5L);
	}

	@Test
	void whenASequenceIsAboveTheTailItIsRefused() {
		open(Producers.MULTI);
		publish(5);
		assertThatExceptionOfType(RingSequenceException.class)
			.isThrownBy(() -> this.ring.observer(ObserverOptions.from(6)))
			.withMessage(
					"cannot observe ring 'orders': sequence=6 (expected: at most the tail, 5); start at the latest event, or find out whether the position is another ring's")
			.satisfies((ex) -> {
				assertThat(ex.sequence()).isEqualTo(6);
				assertThat(ex.lowest()).isZero();
				assertThat(ex.highest()).isEqualTo(5);
			});
		assertThatIllegalArgumentException().isThrownBy(() -> ObserverOptions.from(-1))
			.withMessage("sequence=-1 (expected: 0 or more)");
	}

	@Test
	void whatWasGivenUpIsPassedAndAnOpenClaimWaitedFor() throws Exception {
		open(Producers.MULTI);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		publish(1);
		this.producer.claim(3).abandon();
		Producer other = this.ring.producer();
		Claim open = other.claim(2);
		publish(1);
		assertThat(observer.poll(this.taken, 10)).isOne();
		assertThat(observer.poll(this.taken, 10)).isZero();
		assertThat(observer.position()).isEqualTo(4);
		open.next(1, Long.BYTES).putLong(0, 8);
		open.next(1, Long.BYTES).putLong(0, 9);
		open.publish();
		observer.poll(this.taken, 10);
		assertThat(this.taken.values).containsExactly(0L, 8L, 9L, 0L);
		assertThat(observer.lost()).isZero();
	}

	@Test
	void whenTheHandlerThrowsItsEventComesAgain() throws Exception {
		open(Producers.MULTI);
		publish(3);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		assertThatIllegalStateException().isThrownBy(() -> observer.poll((event, sequence, end) -> {
			if (sequence == 1) {
				throw new IllegalStateException("not now");
			}
		}, 10));
		assertThat(observer.position()).isOne();
		observer.poll(this.taken, 10);
		assertThat(this.taken.sequences).containsExactly(1L, 2L);
	}

	@Test
	void headersAreCopiedToo() throws Exception {
		this.ring = builder(Producers.MULTI).slotSizeBytes(128).eventHeaders(EventHeader.KEY_HASH).open();
		this.producer = this.ring.producer();
		Observer observer = this.ring.observer(ObserverOptions.LATEST);
		this.producer.headers().keyHash(42);
		publish(1);
		List<Long> hashes = new ArrayList<>();
		observer.poll((event, sequence, end) -> {
			publish(2 * SLOTS);
			hashes.add(event.headers().keyHash());
		}, 1);
		assertThat(hashes).containsExactly(42L);
	}

	@Test
	void runFollowsUntilItIsClosed() throws Exception {
		open(Producers.MULTI);
		Observer observer = this.ring
			.observer(ObserverOptions.LATEST.withWaitStrategy(WaitStrategy.YIELD).withBatchLimit(3));
		Thread thread = start(observer);
		publish(30);
		Await.until(() -> observer.position() == 30, this.ring::snapshot);
		observer.close();
		thread.join();
		assertThat(this.taken.sequences).hasSize(30);
		assertThat(observer.isClosed()).isTrue();
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> observer.poll(this.taken, 1))
			.withMessageContaining("an observer of ring 'orders' is closed");
	}

	@Test
	void whenTheRingIsClosedRunReturns() throws Exception {
		open(Producers.MULTI);
		Observer observer = this.ring.observer(ObserverOptions.LATEST);
		CountDownLatch inside = new CountDownLatch(1);
		publish(1);
		Thread thread = start(this.ring.observer(ObserverOptions.EARLIEST), inside);
		inside.await();
		this.ring.close();
		thread.join();
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> observer.poll(this.taken, 1));
	}

	@Test
	void whenTwoThreadsPollTheSecondIsRefused() throws Exception {
		open(Producers.MULTI);
		publish(1);
		Observer observer = this.ring.observer(ObserverOptions.EARLIEST);
		observer.poll((event, sequence, end) -> assertThatIllegalStateException()
			.isThrownBy(() -> observer.poll(this.taken, 1))
			.withMessageContaining("an observer of ring 'orders' is polled by"), 1);
		assertThatIllegalArgumentException().isThrownBy(() -> observer.poll(this.taken, 0))
			.withMessage("limit=0 (expected: at least 1)");
	}

	private Thread start(Observer observer) {
		return start(observer, new CountDownLatch(0));
	}

	private Thread start(Observer observer, CountDownLatch inside) {
		Thread thread = new Thread(() -> {
			try {
				observer.run((event, sequence, end) -> {
					this.taken.onEvent(event, sequence, end);
					inside.countDown();
				});
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		thread.start();
		return thread;
	}

	private RingBuilder builder(Producers producers) {
		return Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.producers(producers)
			.whenNoGroups(WhenNoGroups.OVERWRITE);
	}

	private void open(Producers producers) {
		this.ring = builder(producers).open();
		this.producer = this.ring.producer();
	}

	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, i);
		}
	}

}
