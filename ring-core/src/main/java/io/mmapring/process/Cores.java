package io.mmapring.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Cores of the machine, to keep threads on: one each.
 * <p>
 * On Linux. The system's program {@code taskset} (of util-linux, or of busybox) is
 * started once for each thread: a call of the system from within would need options of
 * the JVM, or make it warn. Threads that such a thread starts are kept on its core too,
 * unless they are given one of their own, and it sees one available processor.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class Cores {

	private static final String PROGRAM = "taskset";

	private static final long TIMEOUT_SECONDS = 10;

	private static final int MAX_NUMBER = 1 << 16;

	private final List<Integer> numbers;

	private final ProcFiles proc;

	private final String path;

	private Cores(List<Integer> numbers, ProcFiles proc, String path) {
		this.numbers = numbers;
		this.proc = proc;
		this.path = path;
	}

	/**
	 * Name cores, as the system numbers them.
	 * @param list numbers and ranges with commas between them, as {@code 2,3} or
	 * {@code 4-7}; the first thread is kept on the first
	 * @return the cores, which need not exist
	 * @throws IllegalArgumentException if it is no such list, is empty, or has a core
	 * twice
	 */
	public static Cores of(String list) {
		String path = System.getenv("PATH");
		return of(list, ProcFiles.SYSTEM, (path != null) ? path : "");
	}

	static Cores of(String list, ProcFiles proc, String path) {
		List<Integer> numbers = parse(list);
		if (numbers == null || numbers.isEmpty() || numbers.stream().distinct().count() < numbers.size()) {
			throw new IllegalArgumentException(
					"cores='%s' (expected: different numbers or ranges with commas between them, as 2,3 or 4-7)"
						.formatted(list));
		}
		return new Cores(numbers, proc, path);
	}

	private static @Nullable List<Integer> parse(String list) {
		List<Integer> numbers = new ArrayList<>();
		for (String part : list.split(",", -1)) {
			String[] ends = part.trim().split("-", -1);
			if (ends.length > 2 || !Arrays.stream(ends).allMatch((end) -> end.matches("\\d{1,5}"))) {
				return null;
			}
			int first = Integer.parseInt(ends[0]);
			int last = Integer.parseInt(ends[ends.length - 1]);
			if (last < first || last >= MAX_NUMBER) {
				return null;
			}
			IntStream.rangeClosed(first, last).forEach(numbers::add);
		}
		return numbers;
	}

	/**
	 * The cores.
	 * @return their numbers, in the order they are given to threads
	 */
	public List<Integer> numbers() {
		return this.numbers;
	}

	/**
	 * Why threads of this process cannot be kept on these cores.
	 * @return the reason, with what to do, if they cannot
	 */
	public Optional<String> problem() {
		String allowed = this.proc.allowedCores("self");
		List<Integer> usable = (allowed != null) ? parse(allowed) : null;
		if (usable == null) {
			return Optional.of("cores=%s (expected: none, the system does not tell which cores a process may use)"
				.formatted(this));
		}
		if (!usable.containsAll(this.numbers)) {
			return Optional.of("cores=%s (expected: some of %s, which this process may use)".formatted(this, allowed));
		}
		if (Arrays.stream(this.path.split(File.pathSeparator))
			.noneMatch((folder) -> new File(folder, PROGRAM).canExecute())) {
			return Optional
				.of("cores=%s (expected: none, the program '%s' that puts threads on cores is not in PATH=%s); install the package util-linux"
					.formatted(this, PROGRAM, this.path));
		}
		return Optional.empty();
	}

	/**
	 * Keep the current thread on a core, until it ends. Blocks until that is so, some ten
	 * milliseconds.
	 * @param index which of these cores, from 0
	 * @throws IndexOutOfBoundsException if there is no such core
	 * @throws IllegalStateException if it cannot be kept there, or is a virtual thread
	 */
	public void keep(int index) {
		String core = this.numbers.get(index).toString();
		String problem = problem().orElseGet(() -> tryKeep(core));
		if (problem != null) {
			throw new IllegalStateException("cannot keep thread '%s' on core %s: %s"
				.formatted(Thread.currentThread().getName(), core, problem));
		}
	}

	/**
	 * Make threads that are kept on these cores: the first one on the first, and so on;
	 * when each has one, on the first again. A thread that cannot be kept on its core
	 * ends with an {@link IllegalStateException} before it does anything.
	 * @param name what the threads are called, with a number from 0 behind it
	 * @return makes threads
	 * @throws IllegalStateException if {@link #problem()} says that it cannot be done
	 */
	public ThreadFactory threadFactory(String name) {
		problem().ifPresent((problem) -> {
			throw new IllegalStateException("cannot keep threads '%s' on cores: %s".formatted(name, problem));
		});
		AtomicInteger made = new AtomicInteger();
		return (task) -> {
			int number = made.getAndIncrement();
			return new Thread(() -> {
				keep(number % this.numbers.size());
				task.run();
			}, name + "-" + number);
		};
	}

	private @Nullable String tryKeep(String core) {
		if (Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread")) {
			return "thread=virtual (expected: a platform thread, a virtual one moves from thread to thread)";
		}
		try {
			String output = run(core, this.proc.ownThread());
			String kept = this.proc.allowedCores("thread-self");
			return core.equals(kept) ? null : "it is on %s (expected: %s); %s".formatted(kept, core, output);
		}
		catch (IOException ex) {
			return ex.toString();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "it was interrupted";
		}
	}

	private static String run(String core, String thread) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(PROGRAM, "-cp", core, thread).redirectErrorStream(true).start();
		try {
			process.getOutputStream().close();
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				return "%s did not end within %d s".formatted(PROGRAM, TIMEOUT_SECONDS);
			}
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Override
	public String toString() {
		return this.numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

}
