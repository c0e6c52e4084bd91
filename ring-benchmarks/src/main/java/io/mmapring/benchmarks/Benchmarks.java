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

import io.mmapring.benchmarks.latency.WakeUps;
import io.mmapring.benchmarks.machine.Machine;

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
		write(head() + switch (kind) {
			case ROUND_TRIPS -> roundTrips().run();
			case WAKE_UPS -> wakeUps().run();
			case OBSERVED -> new Observed(this.options.pairs(), this.options.windowMs()).run();
		}, "-" + kind.words());
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
		Files.writeString(chart, throughput.chart("Million events a second, %s, %s, JDK %s, commit %s"
			.formatted(this.now, Machine.cpu(), Runtime.version().feature(), this.options.commit())));
		write("%s%n![chart of the medians](%s)%n%n%s".formatted(head(), chart.getFileName(), text), kind);
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
				- Runs: %d of %d ms for each, after as long a warm-up
				""".formatted(this.now, Machine.cpu(), Runtime.version(), System.getProperty("os.name"),
				System.getProperty("os.version"), this.options.commit(), this.options.runs(), this.options.windowMs())
				+ ((this.options.limit() == null) ? "- The C program was not measured: there was no compiler for it\n"
						: "");
	}

	private void write(String text, String kind) throws IOException {
		System.out.println(text);
		Path file = file(kind, ".md");
		Files.writeString(file, text);
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
