package io.mmapring.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The program in C, where there is a compiler for it. It checks its events by itself. */
@Timeout(60)
class LimitTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "each", "rest", "busy", "batch", "two", "two-batch" })
	void bringsAllEvents(String mode) throws Exception {
		long[] eventsAndNs = compiled().run(mode, 20, "events");
		assertThat(eventsAndNs).hasSize(2);
		assertThat(eventsAndNs[1]).isGreaterThanOrEqualTo(20_000_000);
	}

	@ParameterizedTest
	@ValueSource(strings = "trip")
	void bringsEventsThereAndBack(String mode) throws Exception {
		long[] tripsAndNs = compiled().run(mode, 20, "trips");
		assertThat(tripsAndNs).hasSize(4);
		assertThat(tripsAndNs[1]).isLessThanOrEqualTo(tripsAndNs[2]);
		assertThat(tripsAndNs[2]).isLessThanOrEqualTo(tripsAndNs[3]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "--help" })
	void whenModeIsUnknownFails(String mode) throws Exception {
		Limit limit = compiled();
		assertThatIllegalStateException().isThrownBy(() -> limit.run(mode, 20, "events"))
			.withMessageContaining("exit=2");
	}

	private Limit compiled() throws IOException, InterruptedException {
		Optional<Path> compiler = Stream.of(System.getenv("PATH").split(":", -1))
			.map((folder) -> Path.of(folder, "cc"))
			.filter(Files::isExecutable)
			.findFirst();
		assumeTrue(compiler.isPresent(), "no compiler for C");
		Path program = this.directory.resolve("limit");
		Process process = new ProcessBuilder(compiler.orElseThrow().toString(), "-std=gnu11", "-O2", "-Wall", "-Wextra",
				"-Werror", "-o", program.toString(), "src/main/c/limit.c")
			.inheritIO()
			.start();
		assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		return new Limit(program);
	}

}
