package io.mmapring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the scenarios in turns, and writes what they measured into a file. Started by
 * {@code run-benchmarks}, which says what the options are.
 */
public final class Benchmarks {

	/** First argument of the JVMs that this one starts. */
	static final String WORKER = "--worker";

	private static final int RUNS = 5;

	private static final int QUICK_RUNS = 3;

	private static final int TRIPS = 10_000;

	private static final int QUICK_TRIPS = 2000;

	private final List<String> arguments;

	private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);

	private Benchmarks(String... arguments) {
		this.arguments = List.of(arguments);
	}

	/**
	 * Run.
	 * @param arguments the options
	 * @throws Exception if a scenario fails, or loses or alters an event
	 */
	public static void main(String[] arguments) throws Exception {
		if (arguments.length > 0 && arguments[0].equals(WORKER)) {
			Worker.run(Arrays.copyOfRange(arguments, 1, arguments.length));
			return;
		}
		if (arguments.length > 0 && arguments[0].equals(WakeUps.ECHO)) {
			WakeUps.echo(Path.of(arguments[1]));
			return;
		}
		new Benchmarks(arguments).run();
	}

	static boolean betweenThreads(Scenario scenario, boolean threads) {
		return threads || !scenario.betweenProcesses();
	}

	private void run() throws Exception {
		for (String argument : this.arguments) {
			if (!argument.matches("--quick|--threads|--wake-ups|--(only|commit|results)=.*")) {
				throw new IllegalArgumentException(
						"option %s (expected: --quick, --threads, --wake-ups, --only=<scenario,...>)"
							.formatted(argument));
			}
		}
		boolean quick = this.arguments.contains("--quick");
		if (this.arguments.contains("--wake-ups")) {
			String text = new WakeUps(quick ? QUICK_RUNS : RUNS, quick ? QUICK_TRIPS : TRIPS).run();
			write(String.join("\n", machine()) + "\n" + text, "-wake-ups" + (quick ? "-quick" : ""));
			return;
		}
		boolean threads = this.arguments.contains("--threads");
		int runs = quick ? QUICK_RUNS : RUNS;
		long windowMs = quick ? 500 : 2000;
		String only = option("only", String.join(",", Scenarios.keys()));
		Map<String, List<Result>> results = new LinkedHashMap<>();
		for (String key : only.split(",", -1)) {
			Scenarios.of(key);
			results.put(key, new ArrayList<>());
		}
		for (int i = 1; i <= runs; i++) {
			for (Map.Entry<String, List<Result>> entry : results.entrySet()) {
				boolean together = betweenThreads(Scenarios.of(entry.getKey()), threads);
				Result result = new Trial(entry.getKey(), together, windowMs).run();
				entry.getValue().add(result);
				System.out.printf(Locale.ROOT, "%d/%d %-16s %6.1f M events/s, round trip %d ns, others %d %%%n", i,
						runs, entry.getKey(), result.rate() / 1e6, result.roundTripNs(), result.othersPercent());
			}
		}
		List<String> head = new ArrayList<>(machine());
		head.add("Runs: %d of %d ms for each scenario, after as long a warm-up".formatted(runs, windowMs));
		write(new Report(results, threads).text(head), (threads ? "-threads" : "") + (quick ? "-quick" : ""));
	}

	private List<String> machine() throws IOException {
		return List.of(
				"Date: " + this.now, "CPU: " + Machine.cpu(), "JDK: " + Runtime.version() + ", "
						+ System.getProperty("os.name") + " " + System.getProperty("os.version"),
				"Commit: " + option("commit", "unknown"));
	}

	private void write(String text, String kind) throws IOException {
		System.out.println(text);
		String name = this.now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT)) + kind + ".md";
		Path file = Path.of(option("results", ".")).resolve(name);
		Files.writeString(file, text);
		System.out.println("Written to " + file);
	}

	private String option(String name, String otherwise) {
		String prefix = "--" + name + "=";
		return this.arguments.stream()
			.filter((argument) -> argument.startsWith(prefix))
			.map((argument) -> argument.substring(prefix.length()))
			.findFirst()
			.orElse(otherwise);
	}

}
