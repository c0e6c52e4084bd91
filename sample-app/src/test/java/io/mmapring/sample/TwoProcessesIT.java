package io.mmapring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample as two processes on one ring.
 */
class TwoProcessesIT {

	private static final int TERMINATED = 143;

	private static final String HEALTH = "/actuator/health";

	private static final String GROUPS = "$.components.ring.components.flights.components.";

	private static final String VALUE = "$.measurements[0].value";

	@TempDir
	Path folder;

	@Test
	void allFlightsArriveOnceAndInOrder() throws Exception {
		try (SampleProcess consumer = SampleProcess.jvm("consumer", this.folder);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=0")) {
			assertThat(producer.awaitExit()).as(producer::output).isZero();
			assertThat(consumer.awaitExit()).as(consumer::output).isZero();
			assertThat(consumer.lines()).containsAll(ExpectedResults.TABLE)
				.anyMatch((line) -> line.startsWith("journal complete (0 missing, 0 altered; 0 came again"));
			assertThat(consumer.output() + producer.output()).doesNotContainIgnoringCase("warning");
		}
		ExpectedResults.assertComplete(journal());
	}

	@ParameterizedTest
	@CsvSource({ "SIGTERM", "SIGKILL" })
	void whenTheConsumerComesBackItGoesOnWhereItWas(String signal) throws Exception {
		try (SampleProcess first = SampleProcess.jvm("consumer", this.folder).awaitUp();
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=2000")) {
			first.await("1,000 flights in the journal", () -> countLines(journal()) > 1000);
			stop(first, signal);
			assertThat(countLines(journal())).as("stopped before the end").isLessThan(20_000);
			try (SampleProcess second = SampleProcess.jvm("consumer", this.folder)) {
				assertThat(second.awaitExit()).as(second::output).isZero();
				assertThat(producer.awaitExit()).as(producer::output).isZero();
				String repeated = signal.equals("SIGTERM") ? " 0" : "";
				assertThat(second.lines()).containsAll(ExpectedResults.TABLE)
					.anyMatch((line) -> line.startsWith("journal complete (0 missing, 0 altered;" + repeated));
			}
		}
		ExpectedResults.assertComplete(journal());
	}

	private static void stop(SampleProcess process, String signal) {
		if (signal.equals("SIGTERM")) {
			process.terminate();
			assertThat(process.awaitExit()).as(process::output).isEqualTo(TERMINATED);
		}
		else {
			process.kill();
			process.awaitExit();
		}
	}

	@Test
	void whenAGroupHangsItsHealthIsDownAndTheOthersGoOn() throws Exception {
		try (SampleProcess consumer = SampleProcess.jvm("consumer", this.folder);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=500",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			consumer.await("UP", () -> consumer.get(HEALTH).status() == 200);
			assertThat(consumer.post("/hang?on=true").status()).isEqualTo(200);
			consumer.await("only delays DOWN", () -> isOnlyDelaysDown(consumer.get(HEALTH)));
			double taken = metric(consumer, "ring.listener.events", "alerts");
			consumer.await("alerts go on", () -> metric(consumer, "ring.listener.events", "alerts") > taken + 500);
			assertThat(metric(consumer, "ring.listener.lag", "delays")).isGreaterThan(500);
			consumer.post("/hang?on=false");
			consumer.await("UP again", () -> consumer.get(HEALTH).status() == 200);
			assertThat(consumer.get(HEALTH).at(GROUPS + "delays.status")).isEqualTo("UP");
			producer.terminate();
			assertThat(producer.awaitExit()).as(producer::output).isEqualTo(TERMINATED);
			consumer.terminate();
			assertThat(consumer.awaitExit()).as(consumer::output).isEqualTo(TERMINATED);
			assertThat(consumer.output()).contains("journal complete (0 missing, 0 altered; 0 came again");
		}
	}

	private static boolean isOnlyDelaysDown(SampleProcess.Answer health) {
		return health.status() == 503 && health.at("$.status").equals("DOWN")
				&& health.at(GROUPS + "delays.status").equals("DOWN")
				&& health.at(GROUPS + "alerts.status").equals("UP")
				&& health.at(GROUPS + "journal.status").equals("UP");
	}

	private static double metric(SampleProcess process, String name, String listener) throws Exception {
		return process.get("/actuator/metrics/" + name + "?tag=listener:" + listener).number(VALUE);
	}

	private Path journal() {
		return this.folder.resolve("output/journal.csv");
	}

	private static long countLines(Path file) throws Exception {
		return Files.exists(file) ? Files.readAllLines(file).size() : 0;
	}

}
