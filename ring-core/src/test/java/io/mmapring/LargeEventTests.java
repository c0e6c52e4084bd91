package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.codec.RingCodecs;
import io.mmapring.error.EventTooLargeException;
import io.mmapring.error.RingFullException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;
import io.mmapring.event.EventView;
import io.mmapring.file.RingLayout;
import io.mmapring.group.StartFrom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Events of several slots, alone and in batches of mixed sizes. */
class LargeEventTests {

	private static final int SLOTS = 64;

	private static final int PAYLOAD = 48;

	private static final int MAX = SLOTS / 4 * PAYLOAD;

	private static final EventFiller<byte[]> FILL = (payload, bytes) -> payload.putBytes(0, bytes);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private Consumer consumer;

	private final List<byte[]> taken = new ArrayList<>();

	private final List<Long> sequences = new ArrayList<>();

	private final Random random = new Random(7);

	@AfterEach
	void close() {
		this.ring.close();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void eachLengthComesBackWholeAtEachPlaceOfTheRing(Producers producers) throws Exception {
		open(producers);
		assertThat(this.ring.maxEventBytes()).isEqualTo(MAX);
		long sequence = 0;
		for (int length = 0; length <= MAX; length++) {
			byte[] event = bytes(length);
			assertThat(this.producer.publish(3, length, FILL, event)).isEqualTo(sequence);
			take();
			assertThat(this.taken).as("length %d at %d", length, sequence).containsExactly(event);
			assertThat(this.sequences).containsExactly(sequence);
			sequence += Math.max(1, (length + PAYLOAD - 1) / PAYLOAD);
			assertThat(this.consumer.position()).isEqualTo(sequence);
			assertThat(this.consumer.lag()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAnEventIsLargerThanAQuarterNothingIsClaimed(Producers producers) {
		open(producers);
		EventType<byte[]> type = this.ring.register(1, RingCodecs.bytes());
		byte[] event = bytes(MAX + 1);
		for (Runnable publication : List.<Runnable>of(() -> this.producer.publish(type, event),
				() -> this.producer.tryPublish(type, event),
				() -> this.producer.publishAll(type, List.of(bytes(1), event)),
				() -> this.producer.publish(1, MAX + 1, FILL, event), () -> this.producer.claimEvents(1, MAX + 1),
				() -> this.producer.tryClaimEvents(MAX + 1), () -> this.producer.tryClaimEvents(1, -1))) {
			assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(publication::run)
				.withMessageContaining("event is too large for ring 'large': length=")
				.withMessageContaining(
						" bytes (expected: 0 to 768, a quarter of the ring); create the ring with more or larger slots")
				.satisfies((ex) -> assertThat(ex.capacity()).isEqualTo(MAX));
		}
		assertThat(this.ring.snapshot().tail()).isZero();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void aBatchOfMixedSizesIsSeenAsAWholeOrNotAtAll(Producers producers) throws Exception {
		open(producers);
		for (int lap = 0; lap < 5 * SLOTS; lap++) {
			int[] lengths = IntStream.range(0, 1 + this.random.nextInt(4))
				.map((i) -> this.random.nextInt(MAX))
				.toArray();
			List<byte[]> events = IntStream.of(lengths).mapToObj(this::bytes).toList();
			try (Claim claim = this.producer.claimEvents(lengths)) {
				for (byte[] event : events) {
					claim.next(1, event.length).putBytes(0, event);
					assertThat(take()).isZero();
				}
				claim.publish();
			}
			take();
			assertThat(this.taken).containsExactlyElementsOf(events);
		}
	}

	@Test
	void aHeaderAndABodyAreOneBatch() throws Exception {
		open(Producers.MULTI);
		Producer producer = this.producer;
		byte[] header = bytes(8);
		byte[] body = bytes(500);
		// tag::mixed[]
		try (Claim claim = producer.claimEvents(header.length, body.length)) {
			claim.next(1, header.length).putBytes(0, header);
			claim.next(2, body.length).putBytes(0, body);
			claim.publish();
		}
		// end::mixed[]
		take();
		assertThat(this.taken).containsExactly(header, body);
		assertThat(this.sequences).containsExactly(0L, 1L);
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void aBatchOfMixedSizesThatIsNotFilledIsAbandonedAsAWhole(Producers producers) throws Exception {
		open(producers);
		int[] lengths = { 10, 3 * PAYLOAD, 10 };
		for (int filled = 0; filled < lengths.length; filled++) {
			for (int lap = 0; lap < SLOTS; lap++) {
				try (Claim claim = this.producer.claimEvents(lengths)) {
					for (int i = 0; i < filled; i++) {
						claim.next(1, lengths[i]).putBytes(0, bytes(lengths[i]));
					}
					assertThatIllegalStateException().isThrownBy(claim::publish)
						.withMessageContaining("(expected: all 5 of an open claim)");
				}
				byte[] behind = bytes(100);
				this.producer.publish(1, behind.length, FILL, behind);
				take();
				assertThat(this.taken).containsExactly(behind);
			}
		}
	}

	@Test
	void whenAnEventNeedsMoreSlotsThanTheClaimHasLeftItIsRefused() throws Exception {
		open(Producers.MULTI);
		try (Claim claim = this.producer.claim(3)) {
			claim.next(1, PAYLOAD + 1).putBytes(0, bytes(PAYLOAD + 1));
			assertThatIllegalStateException().isThrownBy(() -> claim.next(1, PAYLOAD + 1))
				.withMessageContaining("slots filled=4 (expected: at most the 3 slots of an open claim)");
			assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(() -> claim.next(1, MAX + 1));
			claim.next(1, 1).putByte(0, (byte) 1);
			claim.publish();
		}
		take();
		assertThat(this.taken).extracting((bytes) -> bytes.length).containsExactly(PAYLOAD + 1, 1);
	}

	@Test
	void aBatchThatNeedsMoreSlotsThanThereAreIsRefused() {
		open(Producers.MULTI);
		assertThatIllegalArgumentException().isThrownBy(() -> this.producer.claimEvents(MAX, MAX, MAX, MAX, 0))
			.withMessage("slots to claim=65 (expected: 1 to the ring's 64)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.producer.claimEvents());
		EventType<String> type = this.ring.register(1, RingCodecs.text());
		String text = "x".repeat(MAX);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.producer.publishAll(type, List.of(text, text, text, text, "")));
		assertThat(this.ring.snapshot().tail()).isZero();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void aLargeEventWaitsForAllOfItsSlots(Producers producers) throws Exception {
		open(producers);
		byte[] event = bytes(3 * PAYLOAD);
		fill();
		assertThat(this.producer.tryPublish(1, event.length, FILL, event)).isEqualTo(-3);
		assertThat(this.producer.tryClaimEvents(1, event.length)).isEqualTo(-4);
		this.consumer.poll(this::take, 2);
		assertThat(this.producer.tryPublish(1, event.length, FILL, event)).isEqualTo(-1);
		this.producer.close();
		Producer hasty = this.ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMillis(1)));
		assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> hasty.publish(1, event.length, FILL, event))
			.satisfies((ex) -> assertThat(ex.missing()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAGroupMovesOnAWaitingLargeEventGoesOn(Producers producers) throws Exception {
		open(producers);
		byte[] event = bytes(MAX);
		fill();
		CompletableFuture<Long> waiting = CompletableFuture
			.supplyAsync(() -> this.producer.publish(1, MAX, FILL, event));
		for (int i = 0; i < SLOTS / 4; i++) {
			assertThat(waiting).isNotDone();
			this.consumer.poll(this::take, 1);
		}
		assertThat(waiting.join()).isEqualTo(SLOTS);
		take();
		assertThat(this.taken).hasSize(SLOTS * 3 / 4 + 1).endsWith(event);
	}

	@Test
	void whenALargeEventIsDroppedItIsCountedOnce() {
		open(Producers.MULTI);
		fill();
		EventType<byte[]> type = this.ring.register(1, RingCodecs.bytes());
		Producer dropping = this.ring.producer(ProducerOptions.DEFAULT.withOnFull(OnFull.DROP));
		assertThat(dropping.publish(type, bytes(MAX))).isNegative();
		assertThat(dropping.publishAll(type, List.of(bytes(1), bytes(100)))).isNegative();
		assertThat(this.ring.snapshot().participants()).singleElement()
			.satisfies((process) -> assertThat(process.dropped()).isEqualTo(3));
	}

	@Test
	void whenAHandlerFailsItsLargeEventComesAgain() throws Exception {
		open(Producers.MULTI);
		byte[] event = bytes(200);
		this.producer.publish(1, 10, FILL, bytes(10));
		this.producer.publish(1, event.length, FILL, event);
		assertThatIllegalStateException().isThrownBy(() -> this.consumer.poll((view, sequence, end) -> {
			if (view.length() > PAYLOAD) {
				throw new IllegalStateException("no");
			}
		}, 10));
		assertThat(this.consumer.position()).isEqualTo(1);
		take();
		assertThat(this.taken).containsExactly(event);
	}

	@Test
	void whatOneSlotHoldsIsReadInPlace() throws Exception {
		open(Producers.MULTI);
		this.producer.publish(1, PAYLOAD, FILL, bytes(PAYLOAD));
		this.producer.publish(1, PAYLOAD + 1, FILL, bytes(PAYLOAD + 1));
		List<Integer> starts = new ArrayList<>();
		this.consumer.poll((event, sequence, end) -> starts.add(event.payload().wrapAdjustment()), 10);
		assertThat(starts).containsExactly(this.ring.layout().slot(0) + RingLayout.SLOT_PAYLOAD, 0);
	}

	@ParameterizedTest
	@EnumSource(StartFrom.class)
	void aLateGroupStartsWithAWholeEvent(StartFrom startFrom) throws Exception {
		open(Producers.MULTI);
		List<byte[]> published = new ArrayList<>();
		for (int slots = 1; slots <= 7; slots++) {
			published.add(bytes(slots * PAYLOAD));
			this.producer.publish(1, slots * PAYLOAD, FILL, published.get(published.size() - 1));
			Consumer late = this.ring.consumer(ConsumerOptions.of("late" + slots).withStartFrom(startFrom));
			published.add(bytes(PAYLOAD + 1));
			this.producer.publish(1, PAYLOAD + 1, FILL, published.get(published.size() - 1));
			take(late);
			assertThat(this.taken).isNotEmpty();
			assertThat(published).endsWith(this.taken.toArray(byte[][]::new));
			take();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 5, 7, 16 })
	void whenThereWasNoGroupTheFirstStartsWithAWholeEvent(int slots) throws Exception {
		this.ring = builder(Producers.MULTI).whenNoGroups(WhenNoGroups.OVERWRITE).open();
		this.producer = this.ring.producer();
		int length = slots * PAYLOAD;
		for (int i = 0; i < 10 * SLOTS; i++) {
			this.producer.publish(1, length, FILL, bytes(length));
		}
		this.consumer = this.ring.consumer("g");
		assertThat(take()).isPositive();
		assertThat(this.taken).allMatch((bytes) -> bytes.length == length);
		assertThat(this.sequences).allMatch((sequence) -> sequence % slots == 0);
	}

	private void open(Producers producers) {
		this.ring = builder(producers).group("g").open();
		this.producer = this.ring.producer();
		this.consumer = this.ring.consumer("g");
	}

	private RingBuilder builder(Producers producers) {
		return Ring.builder("large").directory(this.directory).slots(SLOTS).slotSizeBytes(64).producers(producers);
	}

	private void fill() {
		for (int i = 0; i < SLOTS; i++) {
			this.producer.publish(1, 1, FILL, bytes(1));
		}
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private int take() throws Exception {
		return take(this.consumer);
	}

	private int take(Consumer from) throws Exception {
		this.taken.clear();
		this.sequences.clear();
		return from.poll(this::take, Integer.MAX_VALUE);
	}

	private void take(EventView event, long sequence, boolean endOfBatch) {
		assertThat(event.payload().capacity()).isEqualTo(event.length());
		byte[] bytes = new byte[event.length()];
		event.payload().getBytes(0, bytes);
		this.taken.add(bytes);
		this.sequences.add(sequence);
	}

}
