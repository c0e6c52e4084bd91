package io.mmapring.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group goes back and forth while another process publishes as fast as it can: from
 * wherever it goes it gets each event, whole, none missing.
 */
class SeekIT {

	private static final Duration TIME = Duration.ofSeconds(5);

	private static final int BATCH = 8;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whereverItGoesNothingIsMissingBehind(Producers kind) throws Exception {
		try (Ring ring = Ring.builder("observed")
			.directory(this.directory)
			.slots(128)
			.slotSizeBytes(64)
			.producers(kind)
			.group("slow")
			.group("seeker")
			.open();
				Consumer slow = ring.consumer("slow");
				Consumer seeker = ring.consumer("seeker");
				ChildJvm child = ChildJvm.startFast(ObservedProducerMain.class, this.directory, 0)) {
			Following slowOnes = new Following(ring);
			Following sought = new Following(ring);
			Random random = new Random(3);
			long back = 0;
			long forward = 0;
			long startNs = System.nanoTime();
			while (System.nanoTime() - startNs < TIME.toNanos()) {
				seeker.poll(sought, BATCH);
				slow.poll(slowOnes, 1 + random.nextInt(BATCH));
				long before = seeker.position();
				long position = switch (random.nextInt(4)) {
					case 0 -> seeker.seekToEarliest();
					case 1 -> seeker.seekToLatest();
					// the slowest is either of them
					case 2 -> seeker.seek(random.nextLong(Math.min(slow.position(), before), before + 1));
					default -> before;
				};
				if (position != before) {
					sought.next = position;
					back += (position < before) ? 1 : 0;
					forward += (position > before) ? 1 : 0;
				}
			}
			child.say("stop");
			while (child.unread().isEmpty()) {
				seeker.poll(sought, BATCH);
				slow.poll(slowOnes, BATCH);
			}
			assertThat(child.line()).startsWith("published ");
			assertThat(back).isPositive();
			assertThat(forward).isPositive();
			System.out.printf("SeekIT: %s: %d times back, %d forward, among %d events%n", kind, back, forward,
					sought.events);
		}
	}

	/** Checks that each event begins where the one before has ended. */
	private static final class Following implements EventHandler {

		private final Ring ring;

		private long next;

		private long events;

		Following(Ring ring) {
			this.ring = ring;
		}

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			assertThat(sequence).isEqualTo(this.next);
			int type = event.type();
			assertThat(event.length()).isEqualTo(LargeEvent.length(type, this.ring.maxEventBytes()));
			assertThat(LargeEvent.isWhole(event.payload(), type)).as("event at %d is whole", sequence).isTrue();
			this.next = sequence + (event.length() - 1) / this.ring.payloadCapacityBytes() + 1;
			this.events++;
		}

	}

}
