package io.mmapring.spring.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.spring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/** What listeners leave for the garbage collector: nothing. */
class ListenerAllocationTests {

	/** What the measurement itself may cost: not a byte for ten events. */
	private static final long MEASUREMENT_BYTES = ListenerAllocationMain.EVENTS / 10;

	@TempDir
	Path directory;

	@Test
	void whenEventsAreWindowsOverTheirBytesNothingIsAllocated() throws IOException {
		Process process = ChildJvm
			.of(List.of("-Xmx256m", "-XX:-UsePerfData"), ListenerAllocationMain.class, this.directory)
			.start();
		try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
			String result = out.lines().filter((line) -> line.startsWith("allocated ")).findFirst().orElse("");
			List<Long> bytes = Pattern.compile("=(-?\\d+)")
				.matcher(result)
				.results()
				.map((MatchResult match) -> Long.valueOf(match.group(1)))
				.toList();
			assertThat(bytes).as(result).hasSize(5).allMatch((count) -> count >= 0 && count <= MEASUREMENT_BYTES);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
