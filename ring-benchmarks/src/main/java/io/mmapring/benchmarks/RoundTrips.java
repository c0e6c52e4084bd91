package io.mmapring.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.latency.Percentiles;
import io.mmapring.benchmarks.latency.RoundTrip;
import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.machine.Limit;
import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.benchmarks.report.RoundTripReport;

/** Measures round trips, in turns. */
final class RoundTrips {

	/** First argument of the JVMs with a side. */
	static final String SIDE = "--round-trip";

	private static final List<String> KEYS = List.of("raw", "agrona", "aeron", "disruptor");

	private static final String C = "the C program";

	private static final int TRIES = 2;

	private final int runs;

	private final long windowMs;

	private final @Nullable Limit limit;

	RoundTrips(int runs, long windowMs, @Nullable Limit limit) {
		this.runs = runs;
		this.windowMs = windowMs;
		this.limit = limit;
	}

	/** Measure all, and say what came of it. */
	String run() throws Exception {
		Map<String, List<RoundTripReport.Run>> results = new LinkedHashMap<>();
		for (int i = 1; i <= this.runs; i++) {
			for (String key : KEYS) {
				add(results, name(key), i, () -> ofJava(key));
			}
			if (this.limit != null) {
				Limit limit = this.limit;
				add(results, C, i, () -> ofC(limit));
			}
		}
		return new RoundTripReport(results).text();
	}

	private static String name(String key) {
		return Scenarios.java(key).name().replace(", each", "")
				+ (Scenarios.java(key).betweenThreads(false) ? ", threads" : ", processes");
	}

	private void add(Map<String, List<RoundTripReport.Run>> results, String name, int number, Trips trips)
			throws Exception {
		Calm calm;
		Percentiles percentiles;
		int tries = 0;
		do {
			Calm before = Calm.look();
			percentiles = trips.run();
			calm = before.andAfter();
			tries++;
		}
		while (tries < TRIES && !calm.isCalm());
		results.computeIfAbsent(name, (key) -> new ArrayList<>()).add(new RoundTripReport.Run(percentiles, calm));
		System.out.printf(Locale.ROOT, "%d/%d there and back: %-40s %d, %d, %d ns, line %d ns, others %d %%%n", number,
				this.runs, name, percentiles.p50(), percentiles.p99(), percentiles.p999(), calm.roundTripNs(),
				calm.othersPercent());
	}

	private Percentiles ofC(Limit limit) throws IOException, InterruptedException {
		long[] numbers = limit.run("trip", this.windowMs, "trips");
		return new Percentiles(numbers[0], numbers[1], numbers[2], numbers[3]);
	}

	private Percentiles ofJava(String key) throws Exception {
		Path directory = Processes.directory();
		List<Process> sides = new ArrayList<>();
		try {
			if (!Scenarios.java(key).betweenThreads(false)) {
				sides.add(start(key, directory, "answer"));
				line(sides.get(0));
			}
			sides.add(start(key, directory, sides.isEmpty() ? "both" : "ask"));
			String[] words = line(sides.get(sides.size() - 1)).split(" ", -1);
			return new Percentiles(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]),
					Long.parseLong(words[3]));
		}
		finally {
			for (Process side : sides) {
				side.destroyForcibly().waitFor();
			}
			Processes.delete(directory);
		}
	}

	private Process start(String key, Path directory, String role) throws IOException {
		List<String> options = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-da"));
		options.addAll(Scenarios.java(key).options());
		return new ProcessBuilder(Processes.java(Benchmarks.class.getName(), options, SIDE, key, directory.toString(),
				Long.toString(this.windowMs), role))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static String line(Process side) throws IOException {
		String line = side.inputReader(StandardCharsets.UTF_8).readLine();
		if (line == null) {
			throw new IllegalStateException("answer=null (expected: a line): a side of a round trip has ended");
		}
		return line;
	}

	/** Be a side. Arguments: scenario, directory, milliseconds, role. */
	static void side(String[] arguments) throws Exception {
		try (RoundTrip trip = new RoundTrip(Scenarios.java(arguments[0]).scenario(), Path.of(arguments[1]))) {
			String role = arguments[3];
			RoundTrip.Asker asker = role.equals("answer") ? null : trip.asker();
			RoundTrip.Answerer answerer = role.equals("ask") ? null : trip.answerer();
			if (asker == null && answerer != null) {
				System.out.println("ready");
				answerer.answer();
			}
			if (asker != null) {
				if (answerer != null) {
					Thread thread = new Thread(() -> answer(answerer), "answerer");
					thread.setDaemon(true);
					thread.start();
				}
				Percentiles trips = asker.ask(Long.parseLong(arguments[2]) * 1_000_000);
				System.out.printf(Locale.ROOT, "%d %d %d %d%n", trips.trips(), trips.p50(), trips.p99(), trips.p999());
				// the other side waits for ever
				Runtime.getRuntime().halt(0);
			}
		}
	}

	private static void answer(RoundTrip.Answerer answerer) {
		try {
			answerer.answer();
		}
		catch (Exception ex) {
			System.err.println("answerer: " + ex);
			System.exit(1);
		}
	}

	/** One run. */
	private interface Trips {

		Percentiles run() throws Exception;

	}

}
