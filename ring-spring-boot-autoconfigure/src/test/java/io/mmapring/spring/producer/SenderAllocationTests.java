package io.mmapring.spring.producer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.spring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What senders, and producers that take components, leave for the garbage collector:
 * nothing.
 */
class SenderAllocationTests {

	/** What the measurement itself may cost: not a byte for ten events. */
	private static final long MEASUREMENT_BYTES = SenderAllocationMain.EVENTS / 10;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "multi", "single" })
	void nothingIsAllocated(String producers) throws IOException {
		Process process = ChildJvm
			.of(List.of("-Xmx256m", "-XX:-UsePerfData"), SenderAllocationMain.class, this.directory, producers)
			.start();
		try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
			String result = out.lines().filter((line) -> line.startsWith("allocated ")).collect(Collectors.joining());
			List<Long> bytes = Pattern.compile("=(-?\\d+)")
				.matcher(result)
				.results()
				.map((MatchResult match) -> Long.valueOf(match.group(1)))
				.toList();
			assertThat(bytes).as(result).hasSize(10).allMatch((count) -> count >= 0 && count <= MEASUREMENT_BYTES);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
