package io.mmapring.spring.test.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Another process that a test starts, listens to, stops and kills. What it prints goes to
 * a file, so that it never waits for its reader. Closing it kills it, with the processes
 * that it has started.
 *
 * <pre>
 * try (ForkedRingProcess consumer = ForkedRingProcess.springApplication(Shop.class)
 *     .withProperty("ring.directory", folder).start()) {
 *     consumer.awaitLine("Started Shop .*");
 *     consumer.kill();
 * }
 * </pre>
 *
 * Whatever waits does so at most for the deadline, 60 s by default, and fails with what
 * the process has printed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class ForkedRingProcess implements AutoCloseable {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Process process;

	private final Path outputFile;

	private final Duration deadline;

	private final Writer in;

	/** Lines that were waited for, and those before. */
	private int linesRead;

	ForkedRingProcess(ProcessBuilder builder, Duration deadline) {
		this.deadline = deadline;
		try {
			this.outputFile = Files.createTempFile("ring-forked-", ".txt");
			this.process = builder.redirectErrorStream(true).redirectOutput(this.outputFile.toFile()).start();
			this.in = this.process.outputWriter(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A second JVM with the class path of the test.
	 * @param main the class with the main method
	 * @param arguments its arguments
	 * @return what is to be started
	 */
	public static ForkedRingProcessBuilder java(Class<?> main, Object... arguments) {
		return ForkedRingProcessBuilder.java(main.getName()).withArguments(arguments);
	}

	/**
	 * A second JVM with the class path of the test, which runs a Spring Boot application
	 * until it is stopped or has nothing more to do.
	 * @param application the application's class; it need not have a main method
	 * @param arguments its arguments
	 * @return what is to be started
	 */
	public static ForkedRingProcessBuilder springApplication(Class<?> application, Object... arguments) {
		return ForkedRingProcessBuilder.java(ForkedSpringApplication.class.getName())
			.withArguments(application.getName())
			.withArguments(arguments);
	}

	/**
	 * Any other program: a packaged application, a script.
	 * @param command the program and its arguments
	 * @return what is to be started
	 */
	public static ForkedRingProcessBuilder command(Object... command) {
		return ForkedRingProcessBuilder.command(command);
	}

	/**
	 * All that it has printed so far, errors too.
	 * @return the text
	 */
	public String output() {
		try {
			return Files.readString(this.outputFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The lines that it has printed so far.
	 * @return the lines
	 */
	public List<String> lines() {
		return output().lines().toList();
	}

	/**
	 * Wait for a line, behind those that were waited for before.
	 * @param regex what the whole line has to match
	 * @return the line
	 * @throws AssertionError if it does not come in time, or the process ends before it
	 */
	public String awaitLine(String regex) {
		Pattern pattern = Pattern.compile(regex);
		long startNs = System.nanoTime();
		while (true) {
			boolean alive = this.process.isAlive();
			String output = output();
			// the last one may not be whole yet
			List<String> lines = output.substring(0, output.lastIndexOf('\n') + 1).lines().toList();
			for (int i = this.linesRead; i < lines.size(); i++) {
				if (pattern.matcher(lines.get(i)).matches()) {
					this.linesRead = i + 1;
					return lines.get(i);
				}
			}
			rest("line '" + regex + "'", alive, startNs);
		}
	}

	/**
	 * Wait for a condition while the process lives.
	 * @param what the condition in words
	 * @param condition the condition; an exception or assertion of it counts as
	 * {@code false}
	 * @throws AssertionError if it does not come true in time, or the process ends before
	 */
	public void await(String what, Callable<Boolean> condition) {
		long startNs = System.nanoTime();
		Throwable failure = null;
		while (true) {
			boolean alive = this.process.isAlive();
			try {
				if (condition.call()) {
					return;
				}
			}
			catch (Exception | AssertionError ex) {
				failure = ex;
			}
			rest((failure != null) ? what + " (last failure: " + failure + ")" : what, alive, startNs);
		}
	}

	private void rest(String what, boolean alive, long startNs) {
		if (!alive) {
			throw failure("ended before: " + what);
		}
		if (System.nanoTime() - startNs > this.deadline.toNanos()) {
			throw failure("has not come within " + this.deadline + " to: " + what);
		}
		LockSupport.parkNanos(this, LOOK_NS);
	}

	private AssertionError failure(String problem) {
		String end = this.process.isAlive() ? "" : ", exit code " + this.process.exitValue();
		return new AssertionError(
				"process %d %s%s; its output:%n%s".formatted(this.process.pid(), problem, end, output()));
	}

	/**
	 * Say a line to its standard input.
	 * @param line the line
	 */
	public void say(String line) {
		try {
			this.in.write(line + "\n");
			this.in.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until it has ended, at most for the deadline.
	 * @return its exit code
	 * @throws AssertionError if it has not ended in time
	 */
	public int awaitExit() {
		return awaitExit(this.deadline);
	}

	/**
	 * Wait until it has ended.
	 * @param deadline how long at most
	 * @return its exit code
	 * @throws AssertionError if it has not ended in time
	 */
	public int awaitExit(Duration deadline) {
		try {
			// not onExit(): its result comes through a pool that a test may keep busy
			if (!this.process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
				throw failure("has not ended within " + deadline);
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while process " + pid() + " was to end", ex);
		}
	}

	/** Ask it to end, as {@code kill} does (SIGTERM). Does not wait for it. */
	public void terminate() {
		// by its handle: that of the process would also close its standard input
		handle().destroy();
	}

	/**
	 * End it and what it has started, as {@code kill -9} does, and wait until it is gone
	 * and its locks are free.
	 */
	public void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		awaitExit();
	}

	/** Stop it as it is (SIGSTOP): it lives, and does nothing. */
	public void suspend() {
		signal("STOP");
	}

	/** Let it go on behind {@link #suspend()} (SIGCONT). */
	public void resume() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			int result = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).inheritIO().start().waitFor();
			if (result != 0) {
				throw failure("cannot be sent SIG" + signal);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while process " + pid() + " got a signal", ex);
		}
	}

	/**
	 * Its number.
	 * @return the pid
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * The process as Java shows it.
	 * @return its handle
	 */
	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	/**
	 * Kill it, wait until it is gone, and remove its output.
	 */
	@Override
	public void close() {
		kill();
		try {
			Files.deleteIfExists(this.outputFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
