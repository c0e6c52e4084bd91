package io.mmapring.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What all runs measured, as a document. */
final class Report {

	/** From here on the cores are said to be far from each other. */
	static final long FAR_NS = 250;

	private final Map<String, List<Result>> results;

	private final boolean threads;

	Report(Map<String, List<Result>> results, boolean threads) {
		this.results = results;
		this.threads = threads;
	}

	String text(List<String> facts) {
		StringBuilder text = new StringBuilder("# Benchmark run\n\n");
		facts.forEach((fact) -> text.append("- ").append(fact).append('\n'));
		text.append(machine());
		text.append(
				"\n| scenario | between | M events/s, median | least | most | producer B/event | consumer B/event |")
			.append(" round trip ns |\n|---|---|---:|---:|---:|---:|---:|---:|\n");
		this.results.forEach((key, runs) -> text.append(row(key, runs)));
		text.append("\n| ratio of medians | |\n|---|---:|\n");
		ratio(text, "view", "raw");
		ratio(text, "view-batch", "raw-batch");
		ratio(text, "record", "raw");
		ratio(text, "record-batch", "raw-batch");
		ratio(text, "spring-view", "raw");
		ratio(text, "spring-view-observed", "spring-view");
		ratio(text, "spring-view-batch", "raw-batch");
		ratio(text, "spring-values", "raw");
		ratio(text, "spring-record", "raw");
		ratio(text, "spring-message", "raw");
		ratio(text, "raw", "disruptor");
		ratio(text, "raw-batch", "disruptor-batch");
		ratio(text, "raw", "agrona");
		return text.toString();
	}

	private String machine() {
		List<Result> all = this.results.values().stream().flatMap(List::stream).toList();
		long far = all.stream().filter((run) -> run.roundTripNs() >= FAR_NS).count();
		double others = all.stream().mapToDouble(Result::othersPercent).max().orElse(0);
		return String.format(Locale.ROOT, """
				- Cores: far from each other (round trip of %d ns or more) before %d of %d runs
				- Others took at most %.0f %% of all cores before a run, median %.0f %%%s
				""", FAR_NS, far, all.size(), others, median(all, Result::othersPercent),
				(others > 10) ? ". **The machine was not calm: take the figures for a rough order only**" : "");
	}

	private String row(String key, List<Result> runs) {
		Scenario scenario = Scenarios.of(key);
		double[] rates = sorted(runs, Result::rate);
		return String.format(Locale.ROOT, "| %s | %s | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f |%n", scenario.name(),
				Benchmarks.betweenThreads(scenario, this.threads) ? "threads" : "processes",
				median(runs, Result::rate) / 1e6, rates[0] / 1e6, rates[rates.length - 1] / 1e6,
				median(runs, Result::producerBytes), median(runs, Result::consumerBytes),
				median(runs, Result::roundTripNs));
	}

	private void ratio(StringBuilder text, String key, String to) {
		List<Result> runs = this.results.get(key);
		List<Result> others = this.results.get(to);
		if (runs != null && others != null) {
			text.append(String.format(Locale.ROOT, "| %s / %s | %.2f |%n", Scenarios.of(key).name(),
					Scenarios.of(to).name(), median(runs, Result::rate) / median(others, Result::rate)));
		}
	}

	private static double[] sorted(List<Result> runs, ToDoubleFunction<Result> value) {
		return runs.stream().mapToDouble(value).sorted().toArray();
	}

	private static double median(List<Result> runs, ToDoubleFunction<Result> value) {
		double[] sorted = sorted(runs, value);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
