package io.mmapring;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.inspect.SlotSnapshot;
import io.mmapring.inspect.SlotState;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies right below the tail, without payloads. */
class NewestSlotsTests {

	@TempDir
	Path directory;

	@Test
	void eventsAndClaimsAreShownTheNewestFirst() {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(64).slotSizeBytes(64).group("g").open();
				Producer producer = ring.producer();
				Producer other = ring.producer()) {
			assertThat(ring.newest(8)).isEmpty();
			publish(producer, 8);
			publish(producer, 200);
			try (Claim claim = other.claim(1)) {
				publish(producer, 16);
				assertThat(ring.newest(8)).extracting(SlotSnapshot::sequence)
					.containsExactly(claim.first() + 1, claim.first(), 1L, 0L);
				assertThat(ring.newest(8)).extracting(SlotSnapshot::state)
					.containsExactly(SlotState.PUBLISHED, SlotState.CLAIMED, SlotState.PUBLISHED, SlotState.PUBLISHED);
				assertThat(ring.newest(8)).extracting(SlotSnapshot::lengthBytes).containsExactly(16, 0, 200, 8);
				assertThat(ring.newest(2)).extracting(SlotSnapshot::lengthBytes).containsExactly(16, 0);
			}
			assertThat(ring.newest(2).get(1).state()).isEqualTo(SlotState.SKIPPED);
		}
	}

	private static void publish(Producer producer, int length) {
		producer.publish(1, length, (payload, number) -> payload.putLong(0, number), 1L);
	}

}
