package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that acknowledges by hand is killed. */
class AcknowledgingIT {

	private static final int EVENTS = 200;

	@TempDir
	Path directory;

	@Test
	void whenItIsKilledWhatWasNotAcknowledgedComesToTheSuccessor() throws Exception {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(64).group("risk").open();
				Producer producer = ring.producer();
				ChildJvm child = ChildJvm.start(AcknowledgingMain.class, this.directory)) {
			assertThat(child.line()).isEqualTo("ready");
			for (long i = 0; i < EVENTS; i++) {
				producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), i);
			}
			String open = child.ask("say what is open");
			assertThat(open).matches("\\[\\d+(, \\d+){1,3}] \\d+");
			child.kill();
			List<Long> expected = new ArrayList<>();
			long position = Long.parseLong(open.substring(open.indexOf(' ', open.indexOf(']')) + 1));
			for (String one : open.substring(1, open.indexOf(']')).split(", ", -1)) {
				expected.add(Long.parseLong(one));
			}
			assertThat(position).isEqualTo(expected.get(0));
			Await.until(() -> ring.snapshot().group("risk").orElseThrow().owner() == null, ring::snapshot);
			Consumer successor = ring.consumer(ConsumerOptions.of("risk").withStorePosition(StorePosition.MANUAL));
			Taken again = Taken.from(successor);
			assertThat(again.sequences).startsWith(position).containsAll(expected).isSorted();
			assertThat(again.sequences.get(again.sequences.size() - 1)).isEqualTo(EVENTS - 1);
			successor.acknowledgeUpTo(EVENTS);
			assertThat(successor.position()).isEqualTo(EVENTS);
			System.out.printf("AcknowledgingIT: killed with %s open, %d of %d events came again%n", expected,
					again.sequences.size(), EVENTS);
		}
	}

}
