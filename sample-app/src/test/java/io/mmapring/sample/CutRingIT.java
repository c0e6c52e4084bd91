package io.mmapring.sample;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample while somebody cuts the file of its ring.
 */
class CutRingIT {

	private static final int TERMINATED = 143;

	private static final String HEALTH = "/actuator/health";

	private static final String RING = "$.components.ring.components.flights.components.";

	@TempDir
	Path folder;

	@Test
	void healthIsDownWithTheReasonAndTheProcessesLive() throws Exception {
		try (SampleProcess consumer = SampleProcess.jvm("consumer", this.folder);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=2000",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			consumer.await("UP", () -> consumer.get(HEALTH).status() == 200);
			producer.awaitUp();
			cut(this.folder.resolve("rings/flights/ring.dat"));
			consumer.await("DOWN", () -> isDown(consumer.get(HEALTH)));
			SampleProcess.Answer health = consumer.get(HEALTH);
			assertThat((String) health.at(RING + "ring.details.problem"))
				.startsWith("ring 'flights' can no longer be used: size=0 (expected: ")
				.contains("was cut, and its events are lost; remove it");
			for (String listener : new String[] { "journal", "alerts" }) {
				assertThat((String) health.at(RING + listener + ".details.problem"))
					.startsWith("listener '%s' of ring 'flights' was stopped by an error: ".formatted(listener))
					.contains("RingFailedException", "size=0 (expected: ");
				assertThat((Integer) health.at(RING + listener + ".details.errors")).isZero();
			}
			consumer.terminate();
			assertThat(consumer.awaitExit()).as(consumer::output).isEqualTo(TERMINATED);
			assertThat(consumer.output()).doesNotContain("SIGBUS");
			producer.terminate();
			producer.awaitExit();
			assertThat(producer.output()).contains("ring 'flights' can no longer be used: size=0 (expected: ")
				.doesNotContain("SIGBUS");
		}
	}

	private static boolean isDown(SampleProcess.Answer health) {
		return health.at(RING + "ring.status").equals("DOWN") && health.at(RING + "journal.status").equals("DOWN")
				&& health.at(RING + "alerts.status").equals("DOWN") && health.status() == 503;
	}

	private static void cut(Path file) throws Exception {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
	}

}
