package io.mmapring.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Another JVM with the classes of this one, which speaks in lines. */
final class Child implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final Writer in;

	private Child(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.out = this.process.inputReader(StandardCharsets.UTF_8);
		this.in = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8);
	}

	static Child start(Class<?> main, Object... arguments) throws IOException {
		return startWith(List.of(), main, arguments);
	}

	/**
	 * Start it by a command that runs another one.
	 */
	static Child startWith(List<String> prefix, Class<?> main, Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-Xmx64m",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new Child(command);
	}

	/**
	 * Wait for its next line.
	 */
	String line() throws IOException {
		String line = this.out.readLine();
		assertThat(line).as("a line of the child").isNotNull();
		return line;
	}

	void say(String line) throws IOException {
		this.in.write(line + "\n");
		this.in.flush();
	}

	long pid() {
		return this.process.pid();
	}

	void kill() {
		this.process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() {
		kill();
	}

}
