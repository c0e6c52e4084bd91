package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.SequenceState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How events are read by their sequences. */
class RingReaderTests {

	private static final int SLOTS = 64;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private RingReader reader;

	private final Taken taken = new Taken();

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.whenNoGroups(WhenNoGroups.OVERWRITE)
			.open();
		this.producer = this.ring.producer();
		this.reader = this.ring.reader();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void eachEventIsReadAsLongAsTheRingHoldsIt() throws Exception {
		publish(SLOTS + 5);
		assertThat(this.reader.oldest()).isEqualTo(5);
		assertThat(this.reader.tail()).isEqualTo(SLOTS + 5);
		for (long sequence : new long[] { 60, 5, SLOTS + 4 }) {
			assertThat(this.reader.read(sequence, this.taken)).isEqualTo(SequenceState.PUBLISHED);
			assertThat(this.reader.following()).isEqualTo(sequence + 1);
		}
		assertThat(this.taken.values).containsExactly(60L, 5L, SLOTS + 4L);
		assertThat(this.taken.ends).containsOnly(true);
		assertThat(this.reader.read(4, this.taken)).isEqualTo(SequenceState.OVERWRITTEN);
		assertThat(this.reader.following()).isEqualTo(5);
		assertThat(this.reader.read(SLOTS + 5, this.taken)).isEqualTo(SequenceState.NOT_YET);
		assertThat(this.reader.read(Long.MAX_VALUE >> 8, this.taken)).isEqualTo(SequenceState.NOT_YET);
		assertThat(this.taken.values).hasSize(3);
	}

	@Test
	void ofALargeEventOnlyTheFirstSequenceIsItsStart() throws Exception {
		publish(1);
		this.producer.publish(1, 100, FILL, 42L);
		publish(1);
		assertThat(states(0, 6)).containsExactly(SequenceState.PUBLISHED, SequenceState.PUBLISHED, SequenceState.INSIDE,
				SequenceState.INSIDE, SequenceState.PUBLISHED, SequenceState.NOT_YET);
		assertThat(this.reader.read(2, this.taken)).isEqualTo(SequenceState.INSIDE);
		assertThat(this.reader.following()).isEqualTo(3);
		assertThat(this.reader.read(1, this.taken)).isEqualTo(SequenceState.PUBLISHED);
		assertThat(this.taken.values).containsExactly(42L);
		assertThat(this.reader.following()).isEqualTo(4);
	}

	@Test
	void eachEventOfABatchIsAStartOnceItIsPublished() throws Exception {
		Claim claim = this.producer.claim(3);
		for (long i = 0; i < 3; i++) {
			claim.next(1, Long.BYTES).putLong(0, i);
		}
		assertThat(states(0, 4)).containsOnly(SequenceState.NOT_YET);
		claim.publish();
		assertThat(states(0, 3)).containsOnly(SequenceState.PUBLISHED);
		this.reader.read(2, this.taken);
		assertThat(this.taken.values).containsExactly(2L);
		this.producer.claim(2).abandon();
		assertThat(states(3, 5)).containsOnly(SequenceState.SKIPPED);
	}

	@Test
	void whenAnEventIsOverwrittenWhileItIsHandedOutTheCopyStays() throws Exception {
		publish(1);
		List<Long> values = new ArrayList<>();
		this.reader.read(0, (event, sequence, end) -> {
			publish(2 * SLOTS);
			values.add(event.payload().getLong(0));
		});
		assertThat(values).containsExactly(0L);
		assertThat(this.reader.read(0, this.taken)).isEqualTo(SequenceState.OVERWRITTEN);
	}

	@Test
	void whenTheStartOfABatchIsOverwrittenTheRestOfItIsToo() {
		try (Claim claim = this.producer.claim(8)) {
			for (long i = 0; i < 8; i++) {
				claim.next(1, Long.BYTES).putLong(0, i);
			}
			claim.publish();
		}
		publish(SLOTS - 8 + 1);
		assertThat(this.reader.oldest()).isOne();
		assertThat(states(1, 8)).containsOnly(SequenceState.OVERWRITTEN);
		assertThat(this.reader.state(8)).isEqualTo(SequenceState.PUBLISHED);
	}

	@Test
	void itWaitsUntilASequenceIsPublished() throws Exception {
		assertThat(this.reader.awaitPublished(0, SHORT)).isEqualTo(SequenceState.NOT_YET);
		assertThat(this.reader.awaitPublished(0, Duration.ZERO)).isEqualTo(SequenceState.NOT_YET);
		AtomicReference<SequenceState> state = new AtomicReference<>();
		Thread waiting = new Thread(() -> state.set(this.ring.reader().awaitPublished(1, LONG)));
		waiting.start();
		publish(2);
		waiting.join();
		assertThat(state).hasValue(SequenceState.PUBLISHED);
		this.producer.claim(1).abandon();
		assertThat(this.reader.awaitPublished(2, LONG)).isEqualTo(SequenceState.SKIPPED);
	}

	@Test
	void whenTheRingIsClosedWaitingEnds() throws Exception {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread waiting = new Thread(() -> this.reader.awaitPublished(0, Duration.ofSeconds(Long.MAX_VALUE)));
		waiting.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
		waiting.start();
		this.ring.close();
		waiting.join();
		assertThat(failure.get()).isInstanceOf(RingClosedException.class);
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> this.reader.read(0, this.taken))
			.withMessageContaining("ring of ring 'orders' is closed");
	}

	@Test
	void whenTheThreadIsInterruptedWaitingEnds() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(RingInterruptedException.class).isThrownBy(() -> this.reader.awaitPublished(7, LONG))
			.withMessage("interrupted while waiting for sequence 7 of ring 'orders'");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whatCannotBeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.state(-1))
			.withMessage("sequence=-1 (expected: 0 or more)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.awaitPublished(0, Duration.ofMillis(-1)))
			.withMessage("timeout='PT-0.001S' (expected: zero or more)");
	}

	private List<SequenceState> states(long from, long to) {
		return LongStream.range(from, to).mapToObj(this.reader::state).toList();
	}

	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, this.reader.tail());
		}
	}

}
