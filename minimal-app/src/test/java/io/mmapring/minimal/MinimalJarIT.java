package io.mmapring.minimal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, with what was processed ahead of time and without. No option
 * is needed, and the JDK has nothing to warn of.
 */
class MinimalJarIT {

	@TempDir
	Path folder;

	@Test
	void asItIs() throws Exception {
		assertThat(output()).doesNotContain("AOT-processed");
	}

	@Test
	void processedAheadOfTime() throws Exception {
		assertThat(output("-Dspring.aot.enabled=true")).contains("Starting AOT-processed MinimalApplication");
	}

	private String output(String... options) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-jar", System.getProperty("minimal.jar"), "--ring.directory=" + this.folder));
		Path file = this.folder.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile()).start();
		try {
			assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String output = Files.readString(file);
		assertThat(process.exitValue()).as(output).isZero();
		assertThat(output).contains("ticks: 10000, sum 49995000").doesNotContain("WARN");
		return output;
	}

}
