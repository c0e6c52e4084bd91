package io.mmapring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.benchmarks.scenario.Contender;

/** A JVM with one side of a scenario, or all. */
final class Side implements AutoCloseable {

	private final String key;

	private final Process process;

	private final BufferedReader out;

	private final Writer in;

	Side(Contender.OfJava contender, Path directory, long windowMs, String role) throws IOException {
		this.key = contender.key();
		List<String> options = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-da"));
		options.addAll(contender.options());
		List<String> command = Processes.java(Benchmarks.class.getName(), options, Benchmarks.WORKER, this.key,
				directory.toString(), Long.toString(windowMs), role);
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.out = this.process.inputReader(StandardCharsets.UTF_8);
		this.in = this.process.outputWriter(StandardCharsets.UTF_8);
	}

	/**
	 * Have it open its files. Until then it only starts, so that all sides can do that at
	 * the same time.
	 */
	void open() throws IOException {
		say(Worker.OPEN);
		answer("ready");
	}

	String[] answer(String expected) throws IOException {
		String line = this.out.readLine();
		if (line == null || !line.startsWith(expected)) {
			throw new IllegalStateException(
					"scenario %s: answer=%s (expected: %s)".formatted(this.key, line, expected));
		}
		return line.split(" ");
	}

	void say(String line) throws IOException {
		this.in.write(line + "\n");
		this.in.flush();
	}

	@Override
	public void close() {
		boolean interrupted = false;
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
