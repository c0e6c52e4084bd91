package io.mmapring.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mmapring.Ring;
import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.benchmarks.report.Durations;

/**
 * Measures how long it takes to attach to a ring that exists, and what the starter adds
 * to the start of an application.
 */
public final class StartUps {

	private static final int ATTACHES = 21;

	private static final double MS = 1e6;

	private static final String ATTACHED = "open, with a producer and a consumer, ";

	private static final String FIRST = "first of a process";

	private static final String AGAIN = "again in that process";

	private static final String ADDED = "added by starter, ring, sender and listener";

	private final int rounds;

	private final Durations attached = new Durations(Map.of(ATTACHED + FIRST, 20.0, ATTACHED + AGAIN, 20.0));

	private final Durations started = new Durations(Map.of(ADDED, 150.0));

	private int disturbed;

	/**
	 * Measure.
	 * @param rounds how often, all in turns
	 */
	public StartUps(int rounds) {
		this.rounds = rounds;
	}

	/**
	 * Measure all.
	 * @return what came of it, as markdown
	 * @throws Exception if a process fails
	 */
	public String run() throws Exception {
		Path directory = Processes.directory();
		try (Ring ring = Attaching.builder(directory).preTouch(true).open()) {
			for (int i = 1; i <= this.rounds; i++) {
				await();
				attach(directory, false);
				attach(directory, true);
				start();
				System.out.printf("%d/%d%n", i, this.rounds);
			}
			return text(ring);
		}
		finally {
			Processes.delete(directory);
		}
	}

	/** Others shall not be in the way, but they are not waited for forever. */
	private void await() throws IOException, InterruptedException {
		if (Calm.await().isDisturbed()) {
			this.disturbed++;
		}
	}

	private void attach(Path directory, boolean preTouch) throws IOException, InterruptedException {
		String pages = preTouch ? ", all pages touched" : "";
		Process process = start(Attaching.class, ClassPaths.ring(), directory.toString(), Integer.toString(ATTACHES),
				Boolean.toString(preTouch));
		try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
			for (int i = 0; i < ATTACHES; i++) {
				String[] ns = line(process, out).split(" ", -1);
				String when = ((i == 0) ? FIRST : AGAIN) + pages;
				this.attached.add("open, " + when, Double.parseDouble(ns[0]) / MS);
				this.attached.add(ATTACHED + when, Double.parseDouble(ns[1]) / MS);
			}
		}
		end(process);
	}

	private void start() throws IOException, InterruptedException {
		double without = started(Plain.class, ClassPaths.plain());
		double unused = started(Plain.class, ClassPaths.withStarter());
		double used = started(Ringing.class, ClassPaths.withStarter());
		this.started.add("without the starter", without);
		this.started.add("with the starter, without a ring", unused);
		this.started.add("with starter, ring, sender and listener", used);
		this.started.add("added by the starter without a ring", unused - without);
		this.started.add(ADDED, used - without);
	}

	/** From the start of its process until it is there, in milliseconds. */
	private double started(Class<?> application, String classPath) throws IOException, InterruptedException {
		Path directory = Processes.directory();
		try {
			long startNs = System.nanoTime();
			Process process = start(application, classPath, "--spring.main.banner-mode=off", "--logging.level.root=off",
					"--ring.directory=" + directory, "--ring.rings.ticks.types.1=" + Ringing.Tick.class.getName());
			long ns;
			try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
				String line = line(process, out);
				ns = System.nanoTime() - startNs;
				if (!line.equals(Plain.STARTED)) {
					throw new IllegalStateException(
							"%s: answer=%s (expected: %s)".formatted(application.getName(), line, Plain.STARTED));
				}
			}
			end(process);
			return ns / MS;
		}
		finally {
			Processes.delete(directory);
		}
	}

	private static Process start(Class<?> main, String classPath, String... arguments) throws IOException {
		return new ProcessBuilder(Processes.java(classPath, main.getName(), List.of(), arguments))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static String line(Process process, BufferedReader out) throws IOException, InterruptedException {
		String line = out.readLine();
		if (line == null) {
			throw new IllegalStateException(
					"answer=null (expected: a line): a process has ended with exit=%d".formatted(process.waitFor()));
		}
		return line;
	}

	private static void end(Process process) throws InterruptedException {
		int exit = process.waitFor();
		if (exit != 0) {
			throw new IllegalStateException("exit=%d (expected: 0): a process failed at its end".formatted(exit));
		}
	}

	private String text(Ring ring) {
		return """

				## Attaching to a ring of %d MiB that exists

				%d processes with nothing but the ring on their class path, each of which attaches %d times.

				%s
				## Start of an application of Spring Boot

				From the start of its process until its context is there, with nothing but `spring-boot-starter` on its
				class path, and with the ring's starter too; in turns. What is added is the difference of two runs of
				one turn, and the median of those.

				%s%s""".formatted(((long) ring.slots() * ring.slotSizeBytes()) >> 20, this.rounds, ATTACHES,
				this.attached.table(), this.started.table(),
				(this.disturbed == 0) ? ""
						: "%nOthers took more than %d %% of all cores before %d of %d turns. **Take the figures for a rough order only**.%n"
							.formatted(Calm.MOST_PERCENT, this.disturbed, this.rounds));
	}

}
