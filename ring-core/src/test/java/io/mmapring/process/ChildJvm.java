package io.mmapring.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM with the class path of this one, which answers line by line. */
final class ChildJvm implements AutoCloseable {

	private static final long DEADLINE_SECONDS = 60;

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private ChildJvm(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "reader of " + this.process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
		return startUnder(List.of(), main, arguments);
	}

	static ChildJvm startUnder(List<String> wrapper, Class<?> main, Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(wrapper);
		command.addAll(command(main, arguments));
		return new ChildJvm(command);
	}

	static List<String> command(Class<?> main, Object... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
						"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return command;
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("cannot read: " + ex);
		}
	}

	String line() throws InterruptedException {
		String line = this.lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
		if (line == null) {
			throw new AssertionError("no line of process " + this.process.pid() + " within " + DEADLINE_SECONDS + " s");
		}
		return line;
	}

	/** Say something to the child and wait for its answer. */
	String ask(String question) throws InterruptedException {
		try {
			Writer writer = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8);
			writer.write(question + "\n");
			writer.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return line();
	}

	/** Say that there will be no more questions. */
	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	long pid() {
		return this.process.pid();
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	/** End it as {@code kill -9} does, and wait until it is reaped. */
	void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

	static void signal(String signal, long pid) throws IOException, InterruptedException {
		int result = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
		if (result != 0) {
			throw new AssertionError("kill -" + signal + " " + pid + " gave " + result);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
