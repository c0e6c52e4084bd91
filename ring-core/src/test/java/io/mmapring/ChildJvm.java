package io.mmapring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Another JVM with the class path of this one, which speaks in lines. */
public final class ChildJvm implements AutoCloseable {

	/** The line behind its last one. */
	public static final String END = "its output has ended";

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	/** Several JVMs that are process 1 of a namespace would complain about one file. */
	private static final String NO_PERF_DATA = "-XX:-UsePerfData";

	/** For one that shall be there soon and has little to do. */
	private static final List<String> SMALL = List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", NO_PERF_DATA);

	/** For one whose code shall be compiled as in earnest. */
	private static final List<String> FAST = List.of("-Xmx128m", NO_PERF_DATA);

	/** The first of the two lines of each entry that the library logs. */
	private static final Pattern LOG_ENTRY = Pattern.compile("\\p{L}+ \\d+, \\d+.* io\\.mmapring\\.\\S+ \\S+");

	private final Process process;

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Writer in;

	private ChildJvm(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.in = this.process.outputWriter(StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "reader of " + this.process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
		return startUnder(List.of(), main, arguments);
	}

	public static ChildJvm startFast(Class<?> main, Object... arguments) throws IOException {
		return new ChildJvm(command(FAST, main, arguments));
	}

	/** Start it by a command that runs another one. */
	public static ChildJvm startUnder(List<String> wrapper, Class<?> main, Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(wrapper);
		command.addAll(command(main, arguments));
		return new ChildJvm(command);
	}

	public static List<String> command(Class<?> main, Object... arguments) {
		return command(SMALL, main, arguments);
	}

	private static List<String> command(List<String> options, Class<?> main, Object... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return command;
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (LOG_ENTRY.matcher(line).matches()) {
					this.log.add(String.valueOf(reader.readLine()));
				}
				else {
					this.lines.add(line);
				}
			}
			this.lines.add(END);
		}
		catch (IOException ex) {
			this.lines.add("cannot read: " + ex);
		}
	}

	/** Wait for its next line. */
	public String line() {
		return line(DEADLINE);
	}

	/** Wait for its next line. */
	public String line(Duration deadline) {
		try {
			String line = this.lines.poll(deadline.toNanos(), TimeUnit.NANOSECONDS);
			if (line == null) {
				throw new AssertionError("no line of process " + pid() + " within " + deadline);
			}
			return line;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What it has said and nobody has read. */
	public List<String> unread() {
		return List.copyOf(this.lines);
	}

	/** What the library has logged in it. */
	public List<String> log() {
		return List.copyOf(this.log);
	}

	/** Say something to the child. */
	public void say(String line) {
		try {
			this.in.write(line + "\n");
			this.in.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Say something to the child and wait for its answer. */
	public String ask(String question) {
		say(question);
		return line();
	}

	/** Say that there will be no more questions. */
	public void endInput() throws IOException {
		this.in.close();
	}

	public long pid() {
		return this.process.pid();
	}

	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	/** Wait until it has ended. */
	public int exit() {
		try {
			// not onExit(): its result comes through a pool that a test may keep busy
			if (!this.process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError("process " + pid() + " has not ended within " + DEADLINE);
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ask it to end, as {@code kill} does, and wait until it is reaped. */
	public int terminate() {
		this.process.destroy();
		return exit();
	}

	/** End it as {@code kill -9} does, and wait until it is reaped. */
	public void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		exit();
	}

	public static void signal(String signal, long pid) throws IOException, InterruptedException {
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
