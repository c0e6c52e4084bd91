package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.mmapring.benchmarks.latency.Percentiles;
import io.mmapring.benchmarks.machine.Calm;

/** Round trips as a section of the document. */
public final class RoundTripReport {

	private final Map<String, List<Run>> results;

	/**
	 * Report.
	 * @param results the runs of each, by its name
	 */
	public RoundTripReport(Map<String, List<Run>> results) {
		this.results = results;
	}

	/**
	 * The section.
	 * @return as markdown
	 */
	public String text() {
		StringBuilder text = new StringBuilder("\n## There and back, both sides spinning, in ns\n\n")
			.append("| | cores | p50 | p99 | p99.9 |\n|---|---|---:|---:|---:|\n");
		for (boolean far : new boolean[] { false, true }) {
			this.results.forEach((name, runs) -> {
				List<Percentiles> trips = runs.stream()
					.filter((run) -> run.calm().isAt(far))
					.map(Run::percentiles)
					.toList();
				if (!trips.isEmpty()) {
					text.append("| %s | %s | %s | %s | %s |%n".formatted(name, far ? "far" : "near",
							cell(trips, Percentiles::p50), cell(trips, Percentiles::p99),
							cell(trips, Percentiles::p999)));
				}
			});
		}
		long disturbed = this.results.values()
			.stream()
			.flatMap(List::stream)
			.filter((run) -> !run.calm().isCalm())
			.count();
		if (disturbed > 0) {
			text.append("\nOthers took more than %d %% of all cores before %d of these runs.%n"
				.formatted(Calm.MOST_PERCENT, disturbed));
		}
		return text.toString();
	}

	private static String cell(List<Percentiles> trips, ToLongFunction<Percentiles> value) {
		return Statistics.of(trips.stream().map((trip) -> (double) value.applyAsLong(trip)).toList()).cell();
	}

	/**
	 * What one run measured.
	 *
	 * @param percentiles how long the trips took
	 * @param calm what the machine was like before
	 */
	public record Run(Percentiles percentiles, Calm calm) {
	}

}
