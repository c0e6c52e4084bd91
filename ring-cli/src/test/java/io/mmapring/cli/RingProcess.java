package io.mmapring.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process that has a ring open. */
final class RingProcess implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private RingProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "reader of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/** Start it and wait until it has done its steps. */
	static RingProcess start(Path parent, String ring, String application, String... steps) throws IOException {
		List<String> command = new ArrayList<>(List.of(java(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), RingMain.class.getName(), parent.toString(), ring, application));
		command.addAll(List.of(steps));
		RingProcess process = new RingProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		process.await("done");
		return process;
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("cannot read: " + ex);
		}
	}

	private void await(String expected) {
		long deadlineNs = System.nanoTime() + DEADLINE.toNanos();
		List<String> others = new ArrayList<>();
		try {
			while (System.nanoTime() < deadlineNs) {
				String line = this.lines.poll(1, TimeUnit.SECONDS);
				if (expected.equals(line)) {
					return;
				}
				if (line != null) {
					others.add(line);
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		throw new AssertionError("no '" + expected + "' of process " + pid() + ", but " + others);
	}

	long pid() {
		return this.process.pid();
	}

	/** Stop it or let it go on. */
	void signal(String signal) throws IOException {
		Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).inheritIO().start();
		end(kill);
	}

	/** Kill it, and wait until it is gone. */
	void kill() {
		this.process.destroyForcibly();
		end(this.process);
	}

	private static void end(Process process) {
		try {
			if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError("process " + process.pid() + " did not end within " + DEADLINE);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
