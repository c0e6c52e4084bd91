package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.codec.RingCodecs;
import io.mmapring.error.EventTooLargeException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every producer does, whether it is one of many or the only one.
 */
abstract class ProducerContract {

	static final int SLOTS = 64;

	private static final int LONG = 1;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	private Consumer consumer;

	private Producer producer;

	abstract Producers producers();

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.producers(producers())
			.group("journal")
			.open();
		this.consumer = this.ring.consumer("journal");
		this.producer = this.ring.producer();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void sequencesCountFromZero() throws Exception {
		assertThat(publish(7)).isEqualTo(0);
		assertThat(publish(8)).isEqualTo(1);
		Taken taken = Taken.from(this.consumer);
		assertThat(taken.values).containsExactly(7L, 8L);
		assertThat(taken.sequences).containsExactly(0L, 1L);
	}

	@Test
	void whenTheRingIsFullTryClaimTellsWhatIsMissing() throws Exception {
		fill();
		assertThat(this.producer.tryClaim(1)).isEqualTo(-1);
		assertThat(this.producer.tryClaim(5)).isEqualTo(-5);
		this.consumer.poll(new Taken(), 3);
		assertThat(this.producer.tryClaim(5)).isEqualTo(-2);
		assertThat(this.producer.tryClaim(3)).isEqualTo(SLOTS);
		this.producer.claimed().abandon();
	}

	@Test
	void whenRoomIsShortTryClaimUpToTakesWhatIsThere() throws Exception {
		fill();
		assertThat(this.producer.tryClaimUpTo(4)).isZero();
		this.consumer.poll(new Taken(), 3);
		assertThat(this.producer.tryClaimUpTo(4)).isEqualTo(3);
		assertThat(this.producer.claimed().count()).isEqualTo(3);
		this.producer.claimed().abandon();
	}

	@Test
	void aClaimOfTheWholeRingIsPossibleOnce() throws Exception {
		Claim claim = this.producer.claim(SLOTS);
		for (long i = 0; i < SLOTS; i++) {
			claim.next(LONG, Long.BYTES).putLong(0, i);
		}
		assertThat(Taken.from(this.consumer).values).isEmpty();
		claim.publish();
		assertThat(this.producer.tryClaim(1)).isEqualTo(-1);
		assertThat(Taken.from(this.consumer).values)
			.containsExactlyElementsOf(LongStream.range(0, SLOTS).boxed().toList());
	}

	@Test
	void aBatchIsSeenAsAWholeOrNotAtAll() throws Exception {
		for (int lap = 0; lap < 3 * SLOTS; lap++) {
			Claim claim = this.producer.claim(5);
			for (int i = 0; i < 5; i++) {
				claim.next(LONG, Long.BYTES).putLong(0, i);
				assertThat(Taken.from(this.consumer).values).isEmpty();
			}
			claim.publish();
			assertThat(Taken.from(this.consumer).values).containsExactly(0L, 1L, 2L, 3L, 4L);
		}
	}

	@Test
	void whenAClaimIsClosedWithoutPublishConsumersPassIt() throws Exception {
		for (int n = 1; n < 7; n++) {
			try (Claim claim = this.producer.claim(n)) {
				claim.next(LONG, Long.BYTES).putLong(0, -1);
			}
			publish(n);
			assertThat(Taken.from(this.consumer).values).containsExactly((long) n);
		}
		assertThat(this.consumer.lag()).isZero();
	}

	@Test
	void whenFillingThrowsNothingIsSeenAndTheRingGoesOn() throws Exception {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.producer.publish(LONG, Long.BYTES, (payload, source) -> {
				payload.putLong(0, -1);
				throw new IllegalStateException("no value");
			}, ""));
		publish(3);
		assertThat(Taken.from(this.consumer).values).containsExactly(3L);
	}

	@Test
	void whenFillingEndsTheClaimItselfThatIsRefusedAndTheRingGoesOn() throws Exception {
		EventFiller<Producer> abandons = (payload, owner) -> owner.claimed().abandon();
		assertThatIllegalStateException().isThrownBy(() -> this.producer.publish(LONG, 8, abandons, this.producer))
			.withMessageContaining("claim at 0 of 1 slots=ended");
		EventFiller<Producer> claimsAnother = (payload, owner) -> {
			owner.claimed().abandon();
			owner.tryClaim(2);
		};
		assertThatIllegalStateException()
			.isThrownBy(() -> this.producer.tryPublish(LONG, 8, claimsAnother, this.producer))
			.withMessageContaining("claim at 1 of 1 slots=ended");
		assertThat(publish(7)).isEqualTo(4);
		assertThat(Taken.from(this.consumer).values).containsExactly(7L);
	}

	@Test
	void whenTimeIsOverClaimFailsAndNamesWhoIsWaitedFor() {
		fill();
		assertThatExceptionOfType(RingFullException.class)
			.isThrownBy(() -> this.producer.claim(2, Duration.ofMillis(1)))
			.withMessageContaining("ring 'orders' is full: missing=2 slots")
			.withMessageContaining(
					"group 'journal' at position 0, 64 events behind, run by process " + ProcessHandle.current().pid())
			.satisfies((ex) -> assertThat(ex.missing()).isEqualTo(2));
	}

	@Test
	void whenAGroupMovesOnAWaitingClaimGoesOn() throws Exception {
		fill();
		CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> {
			long first = this.producer.claim(1, Duration.ofSeconds(30)).first();
			this.producer.claimed().abandon();
			return first;
		});
		this.consumer.poll(new Taken(), 1);
		assertThat(waiting.join()).isEqualTo(SLOTS);
	}

	@Test
	void whenTheRingIsClosedAWaitingClaimIsReleased() {
		fill();
		CompletableFuture<Claim> waiting = CompletableFuture
			.supplyAsync(() -> this.producer.claim(1, Duration.ofMinutes(5)));
		this.ring.close();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(waiting::join)
			.havingCause()
			.isInstanceOf(RingClosedException.class)
			.withMessageContaining("a producer of ring 'orders' is closed");
	}

	@Test
	void whenTheThreadIsInterruptedAWaitingClaimIsGivenUp() {
		fill();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(RingInterruptedException.class)
			.isThrownBy(() -> this.producer.claim(1, Duration.ofMinutes(5)));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenThePolicyIsFailPublishFailsAtOnce() {
		fill();
		reopenProducer(ProducerOptions.DEFAULT.withOnFull(OnFull.FAIL));
		assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> publish(1))
			.withMessageContaining("after 0 ms");
	}

	@Test
	void whenThePolicyIsDropEventsAreCountedAndDropped() throws Exception {
		fill();
		reopenProducer(ProducerOptions.DEFAULT.withOnFull(OnFull.DROP));
		assertThat(publish(-1)).isNegative();
		assertThat(publish(-1)).isNegative();
		assertThat(Taken.from(this.consumer).values).hasSize(SLOTS).doesNotContain(-1L);
		assertThat(this.ring.snapshot().participants()).singleElement()
			.satisfies((process) -> assertThat(process.dropped()).isEqualTo(2));
	}

	@Test
	void tryPublishNeverWaits() throws Exception {
		fill();
		assertThat(this.producer.tryPublish(LONG, Long.BYTES, FILL, 1L)).isEqualTo(-1);
		this.consumer.poll(new Taken(), 1);
		assertThat(this.producer.tryPublish(LONG, Long.BYTES, FILL, 1L)).isEqualTo(SLOTS);
	}

	@Test
	void whenAnEventIsTooLargeNothingIsClaimed() {
		assertThatExceptionOfType(EventTooLargeException.class)
			.isThrownBy(() -> this.producer.publish(LONG, 769, FILL, 1L))
			.withMessageContaining(
					"event is too large for ring 'orders': length=769 bytes (expected: 0 to 768, a quarter of the ring)");
		assertThat(this.ring.snapshot().tail()).isZero();
	}

	@Test
	void whenSlotsAreNotFilledPublishIsRefused() {
		try (Claim claim = this.producer.claim(2)) {
			claim.next(LONG, Long.BYTES);
			assertThatIllegalStateException().isThrownBy(claim::publish)
				.withMessageContaining("slots filled=1 (expected: all 2 of an open claim)");
		}
	}

	@Test
	void whenAClaimIsOpenAnotherOneIsRefused() {
		try (Claim claim = this.producer.claim(2)) {
			assertThatIllegalStateException().isThrownBy(() -> this.producer.tryClaim(1))
				.withMessageContaining("claim of 2 slots at 0 is open");
			assertThat(claim.count()).isEqualTo(2);
		}
	}

	@Test
	void aClaimOfNoneOrOfMoreThanTheSlotsIsRefused() {
		for (int n : List.of(-1, 0, SLOTS + 1)) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.producer.tryClaim(n))
				.withMessage("slots to claim=" + n + " (expected: 1 to the ring's 64)");
		}
	}

	@Test
	void whenTheProducerIsClosedItsOpenClaimIsAbandoned() throws Exception {
		this.producer.claim(3);
		this.producer.close();
		this.producer = this.ring.producer();
		publish(9);
		assertThat(Taken.from(this.consumer).values).containsExactly(9L);
	}

	@Test
	void whenTheProducerIsClosedItPublishesNoMore() {
		this.producer.close();
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> publish(1));
	}

	@Test
	void anotherProcessGoesOnWhereTheLastOneEnded() throws Exception {
		publish(1);
		this.ring.close();
		open();
		assertThat(publish(2)).isEqualTo(1);
		assertThat(Taken.from(this.consumer).values).containsExactly(1L, 2L);
	}

	Ring ring() {
		return this.ring;
	}

	@Test
	void whenThePolicyIsGivenForOneEventItGoesBeforeTheProducers() throws Exception {
		fill();
		EventType<byte[]> type = this.ring.register(2, RingCodecs.bytes());
		byte[] event = { 1 };
		assertThat(this.producer.publish(LONG, Long.BYTES, FILL, 0L, WhenFull.DROP)).isNegative();
		assertThat(this.producer.publish(type, event, WhenFull.DROP)).isNegative();
		assertThat(this.producer.publishAll(type, List.of(event, event), WhenFull.DROP, null)).isNegative();
		this.producer.dropped(1);
		assertThat(this.ring.snapshot().participants()).singleElement()
			.satisfies((process) -> assertThat(process.dropped()).isEqualTo(5));
		assertThatExceptionOfType(RingFullException.class)
			.isThrownBy(() -> this.producer.publish(type, event, WhenFull.FAIL))
			.withMessageContaining("after 0 ms");
		WhenFull block = WhenFull.block(Duration.ofMillis(20));
		assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> this.producer.publish(type, event, block))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("after 0 ms"));
		this.consumer.poll(new Taken(), 1);
		assertThat(this.producer.publish(type, event, block)).isEqualTo(SLOTS);
	}

	@Test
	void whenRoomIsShortATriedBatchPublishesNothing() throws Exception {
		EventType<byte[]> type = this.ring.register(2, RingCodecs.bytes());
		List<byte[]> batch = Collections.nCopies(5, new byte[Long.BYTES]);
		fill();
		this.consumer.poll(new Taken(), 4);
		assertThat(this.producer.tryPublishAll(type, batch, null)).isEqualTo(-1);
		assertThat(this.ring.snapshot().tail()).isEqualTo(SLOTS);
		this.consumer.poll(new Taken(), 1);
		assertThat(this.producer.tryPublishAll(type, batch, null)).isEqualTo(SLOTS);
	}

	private void reopenProducer(ProducerOptions options) {
		this.producer.close();
		this.producer = this.ring.producer(options);
	}

	private long publish(long value) {
		return this.producer.publish(LONG, Long.BYTES, FILL, value);
	}

	private void fill() {
		for (long i = 0; i < SLOTS; i++) {
			publish(i);
		}
	}

}
