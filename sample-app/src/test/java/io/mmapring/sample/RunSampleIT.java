package io.mmapring.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script that a reader of the README starts with.
 */
class RunSampleIT {

	private static final Pattern KILLS = Pattern.compile("consumer killed (\\d+) times, producer (\\d+) times");

	@TempDir
	Path folder;

	@Test
	void endsWithTheResults() throws Exception {
		try (SampleProcess script = SampleProcess.script(this.folder, "--sample.rate=0")) {
			assertThat(script.awaitExit()).as(script::output).isZero();
			List<String> table = ExpectedResults.TABLE.stream().map((line) -> "consumer | " + line).toList();
			assertThat(script.lines()).containsAll(table);
			assertThat(script.output()).doesNotContainIgnoringCase("warning");
		}
	}

	@Test
	void whenItIsStoppedBothProcessesEnd() throws Exception {
		try (SampleProcess script = SampleProcess.script(this.folder, "--sample.loop=true")) {
			script.awaitOutput(Pattern.compile("consumer \\| .* flights taken"));
			List<ProcessHandle> children = script.children();
			assertThat(children).hasSizeGreaterThanOrEqualTo(2);
			script.terminate();
			assertThat(script.awaitExit()).as(script::output).isZero();
			assertThat(children).noneMatch(ProcessHandle::isAlive);
			assertThat(script.output()).contains("consumer | journal complete (0 missing, 0 altered; 0 came again");
		}
	}

	@Test
	void whenAProcessFailsTheOtherIsStopped() throws Exception {
		try (SampleProcess script = SampleProcess.script(this.folder, "--sample.loop=true")) {
			script.awaitOutput(Pattern.compile("consumer \\| .* flights taken"));
			List<ProcessHandle> children = script.children();
			children.stream().filter(RunSampleIT::isConsumer).forEach(ProcessHandle::destroyForcibly);
			assertThat(script.awaitExit()).as(script::output).isEqualTo(1);
			assertThat(script.output()).contains("run-sample: a process failed");
			assertThat(children).noneMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	void whenBothAreKilledAgainAndAgainTheJournalIsComplete() throws Exception {
		try (SampleProcess script = SampleProcess.script(this.folder, "chaos", "--sample.rate=1000")) {
			// it starts six processes or more, one behind the other
			assertThat(script.awaitExit(Duration.ofMinutes(8))).as(script::output).isZero();
			Matcher kills = KILLS.matcher(script.output());
			assertThat(kills.find()).as(script::output).isTrue();
			assertThat(Integer.parseInt(kills.group(1))).as(script::output).isGreaterThanOrEqualTo(2);
			assertThat(Integer.parseInt(kills.group(2))).as(script::output).isGreaterThanOrEqualTo(2);
			assertThat(script.lines())
				.contains("chaos    | journal complete: all 20000 flights, each once and in order")
				.containsAll(ExpectedResults.TABLE.stream().map((line) -> "consumer | " + line).toList());
		}
		ExpectedResults.assertComplete(this.folder.resolve("output/journal.csv"));
	}

	private static boolean isConsumer(ProcessHandle process) {
		String[] arguments = process.info().arguments().orElseGet(() -> new String[0]);
		return List.of(arguments).contains("--spring.profiles.active=consumer");
	}

}
