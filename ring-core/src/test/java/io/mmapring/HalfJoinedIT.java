package io.mmapring;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process is killed half-way through a join, and no other one ever comes. */
class HalfJoinedIT {

	private static final int SLOTS = 64;

	@TempDir
	Path directory;

	@Test
	void theWatchOfAnyProcessFreesItsEntry() throws Exception {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(SLOTS).group("g").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("g");
				ChildJvm joiner = ChildJvm.start(HalfJoinedMain.class, this.directory, 1)) {
			assertThat(joiner.line()).isEqualTo("joining");
			for (int i = 0; i < SLOTS; i++) {
				assertThat(publish(producer)).isEqualTo(i);
			}
			assertThat(consumer.poll(new Taken(), SLOTS)).isEqualTo(SLOTS);
			assertThat(publish(producer)).as("held back by the joiner").isNegative();
			joiner.kill();
			Await.until(() -> publish(producer) == SLOTS, ring::snapshot);
		}
	}

	private static long publish(Producer producer) {
		return producer.tryPublish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), 1L);
	}

}
