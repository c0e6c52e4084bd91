package io.mmapring.sample;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole replay in one process, through a ring that is much smaller than the replay.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.rate=0", "ring.rings.flights.slots=1024" })
@DirtiesContext
class ReplayTests {

	@TempDir
	static Path folder;

	@Autowired
	private Replay replay;

	@Autowired
	private Results results;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("ring.directory", () -> folder.resolve("rings"));
		registry.add("sample.output", () -> folder.resolve("output"));
	}

	@Test
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void findsWhatIsInTheFlights() throws Exception {
		this.replay.awaitEnd();
		this.results.awaitEnd();
		assertThat(this.results.table().lines()).containsAll(ExpectedResults.TABLE)
			.anyMatch((line) -> line.startsWith("journal complete (0 missing, 0 altered; 0 came again"));
		assertThat(this.replay.getExitCode()).isZero();
		assertThat(this.results.getExitCode()).isZero();
		ExpectedResults.assertComplete(folder.resolve("output/journal.csv"));
	}

}
