package io.mmapring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a scenario, in JVMs of its own, so that nothing that another one has taught
 * the compiler counts.
 */
final class Trial {

	private final String key;

	private final boolean threads;

	private final long windowMs;

	Trial(String key, boolean threads, long windowMs) {
		this.key = key;
		this.threads = threads;
		this.windowMs = windowMs;
	}

	Result run() throws IOException, InterruptedException {
		long othersPercent = Machine.othersPercent();
		long roundTripNs = Machine.roundTripNs();
		Path directory = directory();
		try (Side consumer = new Side(directory, this.threads ? "cp" : "c")) {
			consumer.answer("ready");
			if (this.threads) {
				return result(consumer, consumer, othersPercent, roundTripNs);
			}
			try (Side producer = new Side(directory, "p")) {
				producer.answer("ready");
				return result(consumer, producer, othersPercent, roundTripNs);
			}
		}
		finally {
			delete(directory);
		}
	}

	private Result result(Side consumer, Side producer, long othersPercent, long roundTripNs) throws IOException {
		String[] measured = consumer.answer("measured");
		producer.say("stop");
		String[] produced = producer.answer("produced");
		consumer.say(produced[1]);
		consumer.answer("checked");
		if (producer != consumer) {
			producer.say(produced[1]);
		}
		double events = Double.parseDouble(measured[1]);
		return new Result(events * 1e9 / Long.parseLong(measured[2]),
				Double.parseDouble(produced[3]) / Double.parseDouble(produced[2]),
				Double.parseDouble(measured[3]) / events, roundTripNs, othersPercent);
	}

	/** Make a directory in memory, if there is any. */
	static Path directory() throws IOException {
		Path memory = Path.of("/dev/shm");
		return Files.isWritable(memory) ? Files.createTempDirectory(memory, "ring-benchmark")
				: Files.createTempDirectory("ring-benchmark");
	}

	/** How to start another JVM with these classes. */
	static List<String> java(List<String> options, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		String classPath = System.getProperty("java.class.path");
		if (classPath.endsWith(".jar") && !classPath.contains(System.getProperty("path.separator"))) {
			command.addAll(List.of("-jar", classPath));
		}
		else {
			command.addAll(List.of("-cp", classPath, Benchmarks.class.getName()));
		}
		command.addAll(List.of(arguments));
		return command;
	}

	static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
				Files.delete(file);
			}
		}
	}

	/** A JVM with one side of the scenario, or both. */
	private final class Side implements AutoCloseable {

		private final Process process;

		private final BufferedReader out;

		private final Writer in;

		Side(Path directory, String sides) throws IOException {
			List<String> options = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-da"));
			if (Trial.this.key.equals("agrona")) {
				options.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
			}
			List<String> command = java(options, Benchmarks.WORKER, Trial.this.key, directory.toString(),
					Long.toString(Trial.this.windowMs), sides);
			this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			this.out = this.process.inputReader(StandardCharsets.UTF_8);
			this.in = this.process.outputWriter(StandardCharsets.UTF_8);
		}

		String[] answer(String expected) throws IOException {
			String line = this.out.readLine();
			if (line == null || !line.startsWith(expected)) {
				throw new IllegalStateException(
						"scenario %s: answer=%s (expected: %s)".formatted(Trial.this.key, line, expected));
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

}
