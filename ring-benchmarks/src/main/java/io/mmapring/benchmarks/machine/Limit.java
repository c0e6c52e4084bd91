package io.mmapring.benchmarks.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The program in C that hands over the same events with nothing around it, and so shows
 * what the machine has to offer.
 *
 * @param program where it was compiled to
 */
public record Limit(Path program) {

	/**
	 * Run it once.
	 * @param mode its argument
	 * @param windowMs milliseconds of the warm-up, and of the run
	 * @param expected first word of its answer
	 * @return the numbers of its answer
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public long[] run(String mode, long windowMs, String expected) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(this.program.toString(), mode, Long.toString(windowMs))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
			String line = out.readLine();
			int exit = process.waitFor();
			if (exit != 0 || line == null || !line.startsWith(expected + " ")) {
				throw new IllegalStateException(
						"program %s %s: exit=%d, answer=%s (expected: 0, %s): events were lost or altered, or it cannot run here"
							.formatted(this.program, mode, exit, line, expected));
			}
			return Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
