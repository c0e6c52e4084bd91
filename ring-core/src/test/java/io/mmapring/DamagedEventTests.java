package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.RingFailedException;
import io.mmapring.event.EventFiller;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a length that was overwritten leads to: an error, never to bytes of others. */
class DamagedEventTests {

	private static final int SLOTS = 64;

	private static final int PAYLOAD = 48;

	private static final int EVENT_SLOTS = 3;

	private static final int MAX = SLOTS / 4 * PAYLOAD;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	private Consumer consumer;

	/** Sequence of an event of three slots, with one of a single slot on each side. */
	private long large;

	@BeforeEach
	void publish() throws Exception {
		this.ring = Ring.builder("damaged").directory(this.directory).slots(SLOTS).slotSizeBytes(64).group("g").open();
		this.consumer = this.ring.consumer("g");
		Producer producer = this.ring.producer();
		for (long i = 0; i < SLOTS; i++) {
			producer.publish(1, Long.BYTES, FILL, i);
			this.consumer.poll(new Taken(), 1);
		}
		producer.publish(1, Long.BYTES, FILL, 1L);
		this.large = producer.publish(1, EVENT_SLOTS * PAYLOAD, FILL, 2L);
		producer.publish(1, Long.BYTES, FILL, 3L);
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { MAX + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE })
	void aLengthThatNoEventHasStopsTheRing(int length) {
		length(this.large, length);
		assertStops("event at sequence 65 has length=%d (expected: 0 to 768)".formatted(length), 1L);
	}

	@ParameterizedTest
	@ValueSource(ints = { EVENT_SLOTS * PAYLOAD + 1, MAX })
	void aLengthThatReachesIntoTheNextEventStopsTheRing(int length) {
		length(this.large, length);
		assertStops(
				"event at sequence 65 has length=%d, and its slot 3 has length=8, stamp=PUBLISHED".formatted(length),
				1L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, PAYLOAD })
	void aLengthThatEndsBeforeItsLastSlotStopsTheRingBehindIt(int length) {
		length(this.large, length);
		assertStops("event at sequence 66 has length=-1 (expected: 0 to 768)", 1L, 2L);
	}

	@Test
	void anEventOfOneSlotThatSeemsLargeStopsTheRing() {
		length(this.large + EVENT_SLOTS, MAX);
		assertStops("event at sequence 68 has length=768, and its slot 1 has length=8, stamp=PUBLISHED by 1, lap 0", 1L,
				2L);
	}

	@Test
	void aSlotThatDoesNotContinueItsEventStopsTheRing() {
		length(this.large + 2, -1);
		assertStops("its slot 2 has length=-1, stamp=FOLLOWS by 1, lap 1 (expected: -2, FOLLOWS)", 1L);
	}

	private void length(long sequence, int length) {
		this.ring.memory().intPlain(this.ring.layout().slot(sequence) + RingLayout.SLOT_LENGTH, length);
	}

	private void assertStops(String reason, Long... before) {
		List<Long> taken = new ArrayList<>();
		assertThatExceptionOfType(RingFailedException.class)
			.isThrownBy(() -> this.consumer
				.poll((event, sequence, end) -> taken.add((event.length() != 0) ? event.payload().getLong(0) : 2L), 10))
			.withMessageContaining("ring 'damaged' can no longer be used: the file is damaged: ")
			.withMessageContaining(reason);
		assertThat(taken).containsExactly(before);
		assertThat(this.ring.failure()).contains("an event had an impossible length");
	}

}
