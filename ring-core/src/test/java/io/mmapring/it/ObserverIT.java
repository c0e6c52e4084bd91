package io.mmapring.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.ChildJvm;
import io.mmapring.Observer;
import io.mmapring.ObserverOptions;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.RingReader;
import io.mmapring.WhenNoGroups;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.event.SequenceState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Producers in other processes overtake an observer and a reader again and again: what
 * these hand out is whole all the same, and what is missing is counted.
 */
class ObserverIT {

	private static final Duration TIME = Duration.ofSeconds(5);

	private static final int BATCH = 64;

	@TempDir
	Path directory;

	private final List<ChildJvm> producers = new ArrayList<>();

	@AfterEach
	void end() {
		this.producers.forEach(ChildJvm::close);
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whatIsHandedOutIsWholeAndTheRestIsCounted(Producers kind) throws Exception {
		try (Ring ring = Ring.builder("observed")
			.directory(this.directory)
			.slots(128)
			.slotSizeBytes(64)
			.producers(kind)
			.whenNoGroups(WhenNoGroups.OVERWRITE)
			.open()) {
			Observer observer = ring.observer(ObserverOptions.EARLIEST);
			RingReader reader = ring.reader();
			Whole seen = new Whole(ring, true);
			Whole read = new Whole(ring, false);
			for (int i = 0; i < ((kind == Producers.MULTI) ? 2 : 1); i++) {
				this.producers.add(ChildJvm.startFast(ObservedProducerMain.class, this.directory, i));
			}
			long missed = follow(observer, seen, reader, read);
			this.producers.forEach((producer) -> producer.say("stop"));
			for (ChildJvm producer : this.producers) {
				while (producer.unread().isEmpty()) {
					observer.poll(seen, BATCH);
				}
				assertThat(producer.line()).startsWith("published ");
			}
			while (observer.lag() > 0) {
				observer.poll(seen, BATCH);
			}
			assertThat(seen.slots + observer.lost()).as("slots seen and lost").isEqualTo(ring.snapshot().tail());
			assertThat(observer.lost()).isPositive();
			assertThat(missed).isPositive();
			System.out.printf(
					"ObserverIT: %s: %d events seen whole, %d slots lost, %d events read by sequence, %d overwritten first%n",
					kind, seen.events, observer.lost(), read.events, missed);
		}
	}

	private static long follow(Observer observer, Whole seen, RingReader reader, Whole read) throws Exception {
		Random random = new Random(11);
		long missed = 0;
		long startNs = System.nanoTime();
		while (System.nanoTime() - startNs < TIME.toNanos()) {
			observer.poll(seen, BATCH);
			long oldest = reader.oldest();
			long sequence = random.nextLong(oldest, Math.max(oldest, reader.tail()) + 1);
			if (reader.read(sequence, read) == SequenceState.OVERWRITTEN) {
				missed++;
			}
		}
		return missed;
	}

	/** Checks each byte. */
	private static final class Whole implements EventHandler {

		private final Ring ring;

		private final boolean inOrder;

		private final int[] next = new int[LargeEvent.PRODUCERS];

		private long last = -1;

		private long events;

		private long slots;

		Whole(Ring ring, boolean inOrder) {
			this.ring = ring;
			this.inOrder = inOrder;
		}

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			int type = event.type();
			int producer = LargeEvent.producer(type);
			assertThat(event.length()).isEqualTo(LargeEvent.length(type, this.ring.maxEventBytes()))
				.isEqualTo(event.payload().capacity());
			assertThat(LargeEvent.isWhole(event.payload(), type)).as("event at %d is whole", sequence).isTrue();
			if (this.inOrder) {
				assertThat(sequence).isGreaterThan(this.last);
				assertThat(LargeEvent.counter(type)).isGreaterThanOrEqualTo(this.next[producer]);
				this.last = sequence;
				this.next[producer] = LargeEvent.counter(type) + 1;
			}
			this.events++;
			this.slots += (event.length() - 1) / this.ring.payloadCapacityBytes() + 1;
		}

	}

}
