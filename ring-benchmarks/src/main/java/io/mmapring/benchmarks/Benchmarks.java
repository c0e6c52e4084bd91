package io.mmapring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import io.mmapring.benchmarks.costs.Costs;
import io.mmapring.benchmarks.latency.WakeUps;
import io.mmapring.benchmarks.machine.Machine;
import io.mmapring.benchmarks.startup.StartUps;

/**
 * Measures, and writes what came of it into files. Started by {@code run-benchmarks},
 * which says what the options are.
 */
public final class Benchmarks {

	/** First argument of the JVMs that this one starts. */
	static final String WORKER = "--worker";

	/** What those JVMs do, by their first argument. */
	private static final Map<String, Child> CHILDREN = Map.of(WORKER, Worker::run, WakeUps.ECHO,
			(arguments) -> WakeUps.echo(Path.of(arguments[0])), RoundTrips.SIDE, RoundTrips::side);

	private static final int TRIPS = 10_000;

	private static final int QUICK_TRIPS = 2000;

	private final Options options;

	private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);

	private Benchmarks(Options options) {
		this.options = options;
	}

	/**
	 * Run.
	 * @param arguments the options
	 * @throws Exception if a scenario fails, or loses or alters an event
	 */
	public static void main(String[] arguments) throws Exception {
		Child child = (arguments.length == 0) ? null : CHILDREN.get(arguments[0]);
		if (child != null) {
			child.run(Arrays.copyOfRange(arguments, 1, arguments.length));
		}
		else {
			new Benchmarks(new Options(arguments)).run();
		}
	}

	private void run() throws Exception {
		Kind kind = this.options.kind();
		if (kind == null) {
			throughput();
			return;
		}
		switch (kind) {
			case ROUND_TRIPS -> write(kind, runs() + roundTrips().run());
			case WAKE_UPS -> write(kind, wakeUps().run());
			case OBSERVED -> write(kind, new Observed(this.options.pairs(), this.options.windowMs()).run());
			case CURVES -> curves();
			case COSTS -> write(kind, new Costs(this.options.forks(), this.options.windowMs() / 2).run());
			case START_UP -> write(kind, new StartUps(this.options.pairs()).run());
		}
	}

	private void throughput() throws Exception {
		Throughput throughput = new Throughput(this.options);
		throughput.run();
		String text = throughput.text();
		if (!this.options.isPart()) {
			text += roundTrips().run() + wakeUps().run();
		}
		String kind = this.options.betweenThreads() ? "-threads" : "";
		Path chart = file(kind, ".svg");
		Files.writeString(chart, throughput.chart("Million events a second, " + circumstances()));
		write(kind, "%s%s%n![chart of the medians](%s)%n%n%s".formatted(runs(), throughput.machine(),
				chart.getFileName(), text));
	}

	private void curves() throws Exception {
		int runs = this.options.runsOfPoints();
		long windowMs = this.options.windowOfPointsMs();
		Curves curves = new Curves(runs, windowMs);
		curves.run();
		Path chart = file("-" + Kind.CURVES.words(), ".svg");
		Files.writeString(chart, curves.chart("What an event costs, " + circumstances()));
		write(Kind.CURVES, "%s%s%n![chart of the medians](%s)%n%s".formatted(runs(runs, windowMs), curves.machine(),
				chart.getFileName(), curves.text()));
	}

	private WakeUps wakeUps() {
		return new WakeUps(this.options.runs(), this.options.isQuick() ? QUICK_TRIPS : TRIPS);
	}

	private RoundTrips roundTrips() {
		return new RoundTrips(this.options.runs(), this.options.windowMs(), this.options.limit());
	}

	private String head() throws IOException {
		return """
				# Benchmark run

				- Date: %s
				- CPU: %s
				- JDK: %s, %s %s
				- Commit: %s
				""".formatted(this.now, Machine.cpu(), Runtime.version(), System.getProperty("os.name"),
				System.getProperty("os.version"), this.options.commit());
	}

	/** For the title of a chart. */
	private String circumstances() throws IOException {
		return "%s, %s, JDK %s, commit %s".formatted(this.now, Machine.cpu(), Runtime.version().feature(),
				this.options.commit());
	}

	/** Of what is measured beside a program that may be missing. */
	private String runs() {
		return runs(this.options.runs(), this.options.windowMs()) + ((this.options.limit() != null) ? ""
				: "- The C program was not measured: there was no compiler for it\n");
	}

	private static String runs(int runs, long windowMs) {
		return "- Runs: %d of %d ms for each, after as long a warm-up%n".formatted(runs, windowMs);
	}

	private void write(Kind kind, String text) throws IOException {
		write("-" + kind.words(), text);
	}

	private void write(String kind, String text) throws IOException {
		Path file = file(kind, ".md");
		Files.writeString(file, head() + text);
		System.out.println(head() + text);
		System.out.println("Written to " + file);
	}

	private Path file(String kind, String suffix) {
		String name = this.now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT)) + kind
				+ (this.options.isQuick() ? "-quick" : "") + suffix;
		return this.options.results().resolve(name);
	}

	/** What a JVM does that was started by another one. */
	private interface Child {

		void run(String[] arguments) throws Exception;

	}

}
