package io.mmapring.it;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.RingGroup;
import io.mmapring.RingReader;
import io.mmapring.event.SequenceState;

import static org.assertj.core.api.Assertions.assertThat;

/** A process waits for what another one consumes and publishes. */
class AwaitIT {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	Path directory;

	@Test
	void whatAnotherProcessConsumesAndPublishesIsAwaited() throws Exception {
		try (Ring ring = Ring.builder("awaited").directory(this.directory).slots(64).group("audit").open();
				Producer producer = ring.producer();
				ChildJvm child = ChildJvm.start(AwaitedMain.class, this.directory)) {
			assertThat(child.line()).isEqualTo("ready");
			RingGroup audit = ring.group("audit");
			RingReader reader = ring.reader();
			for (int round = 0; round < 3; round++) {
				long sequence = producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, 7), "");
				assertThat(audit.awaitConsumed(sequence, SHORT)).isFalse();
				child.say("take");
				assertThat(audit.awaitConsumed(sequence, LONG)).isTrue();
				assertThat(reader.awaitPublished(sequence + 1, SHORT)).isEqualTo(SequenceState.NOT_YET);
				child.say("publish");
				assertThat(reader.awaitPublished(sequence + 1, LONG)).isEqualTo(SequenceState.PUBLISHED);
				child.say("take");
				assertThat(audit.awaitConsumed(sequence + 1, LONG)).isTrue();
			}
		}
	}

}
