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

import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.latency.WakeUps;
import io.mmapring.benchmarks.machine.Limit;
import io.mmapring.benchmarks.machine.Machine;
import io.mmapring.benchmarks.report.Report;
import io.mmapring.benchmarks.report.Result;
import io.mmapring.benchmarks.scenario.Contender;

/**
 * Runs the scenarios in turns, and writes what they measured into a file. Started by
 * {@code run-benchmarks}, which says what the options are.
 */
public final class Benchmarks {

	/** First argument of the JVMs that this one starts. */
	static final String WORKER = "--worker";

	private static final int RUNS = 5;

	private static final int QUICK_RUNS = 3;

	private static final long MS = 2000;

	private static final long QUICK_MS = 500;

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
		if (arguments.length > 0 && arguments[0].equals(RoundTrips.SIDE)) {
			RoundTrips.side(Arrays.copyOfRange(arguments, 1, arguments.length));
			return;
		}
		new Benchmarks(arguments).run();
	}

	private void run() throws Exception {
		for (String argument : this.arguments) {
			if (!argument
				.matches("--quick|--all|--threads|--wake-ups|--round-trips|--(only|commit|results|limit)=.*")) {
				throw new IllegalArgumentException(
						"option %s (expected: --quick, --all, --threads, --wake-ups, --round-trips, --only=<scenario,...>)"
							.formatted(argument));
			}
		}
		if (asked("wake-ups")) {
			write(head(), wakeUps().run(), "-wake-ups");
		}
		else if (asked("round-trips")) {
			write(head(), roundTrips().run(), "-round-trips");
		}
		else {
			throughput();
		}
	}

	private void throughput() throws Exception {
		boolean threads = asked("threads");
		Limit limit = limit();
		Map<Contender, List<Result>> results = new LinkedHashMap<>();
		for (Contender contender : chosen()) {
			if (limit != null || !(contender instanceof Contender.OfC)) {
				results.put(contender, new ArrayList<>());
			}
		}
		for (int i = 1; i <= runs(); i++) {
			for (Map.Entry<Contender, List<Result>> entry : results.entrySet()) {
				Result result = Trial.run(entry.getKey(), threads, windowMs(), limit);
				entry.getValue().add(result);
				System.out.printf(Locale.ROOT, "%d/%d %-24s %6.1f M events/s, round trip %d ns, others %d %%%n", i,
						runs(), entry.getKey().key(), result.rate() / 1e6, result.calm().roundTripNs(),
						result.calm().othersPercent());
			}
		}
		Report report = new Report(results, threads);
		String text = report.text();
		if (option("only", "").isEmpty() && !threads) {
			text += roundTrips().run() + wakeUps().run();
		}
		String kind = threads ? "-threads" : "";
		Path chart = file(kind, ".svg");
		Files.writeString(chart, report.chart("Million events a second, %s, %s, JDK %s, commit %s".formatted(this.now,
				Machine.cpu(), Runtime.version().feature(), option("commit", "unknown"))));
		write(head(), "%n![chart of the medians](%s)%n%s".formatted(chart.getFileName(), text), kind);
	}

	private WakeUps wakeUps() {
		return new WakeUps(runs(), asked("quick") ? QUICK_TRIPS : TRIPS);
	}

	private RoundTrips roundTrips() {
		return new RoundTrips(runs(), windowMs(), limit());
	}

	private int runs() {
		return asked("quick") ? QUICK_RUNS : RUNS;
	}

	private long windowMs() {
		return asked("quick") ? QUICK_MS : MS;
	}

	private boolean asked(String option) {
		return this.arguments.contains("--" + option);
	}

	private @Nullable Limit limit() {
		String program = option("limit", "");
		return program.isEmpty() ? null : new Limit(Path.of(program));
	}

	private List<Contender> chosen() {
		String only = option("only", "");
		if (!only.isEmpty()) {
			return Arrays.stream(only.split(",", -1)).map(Scenarios::of).toList();
		}
		return Scenarios.all().stream().filter((contender) -> asked("all") || contender.standard()).toList();
	}

	private String head() throws IOException {
		return """
				# Benchmark run

				- Date: %s
				- CPU: %s
				- JDK: %s, %s %s
				- Commit: %s
				- Runs: %d of %d ms for each, after as long a warm-up
				""".formatted(this.now, Machine.cpu(), Runtime.version(), System.getProperty("os.name"),
				System.getProperty("os.version"), option("commit", "unknown"), runs(), windowMs())
				+ ((limit() == null) ? "- The C program was not measured: there was no compiler for it\n" : "");
	}

	private void write(String head, String text, String kind) throws IOException {
		System.out.println(head + text);
		Path file = file(kind, ".md");
		Files.writeString(file, head + text);
		System.out.println("Written to " + file);
	}

	private Path file(String kind, String suffix) {
		String name = this.now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT)) + kind
				+ (asked("quick") ? "-quick" : "") + suffix;
		return Path.of(option("results", ".")).resolve(name);
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
