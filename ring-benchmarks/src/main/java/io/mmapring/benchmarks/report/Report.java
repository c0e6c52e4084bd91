package io.mmapring.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Table;

/** What all runs measured, as a document. */
public final class Report {

	private static final double MILLION = 1e6;

	private final Map<Contender, List<Result>> results;

	private final boolean threads;

	/**
	 * Report.
	 * @param results the runs of all that took part, in the order of the tables
	 * @param threads whether all were between threads
	 */
	public Report(Map<Contender, List<Result>> results, boolean threads) {
		this.results = results;
		this.threads = threads;
	}

	/**
	 * How near the cores were, and what others took of them.
	 * @return as items of a list of markdown
	 */
	public String machine() {
		List<Calm> all = this.results.values().stream().flatMap(List::stream).map(Result::calm).toList();
		long far = all.stream().filter(Calm::isFar).count();
		long moved = all.stream().filter(Calm::hasMoved).count();
		long disturbed = all.stream().filter(Calm::isDisturbed).count();
		String others = (disturbed == 0)
				? "Others took at most %d %% of all cores before each run".formatted(Calm.MOST_PERCENT)
				: "Others took more than %d %% of all cores before %d runs. **Take the figures for a rough order only**"
					.formatted(Calm.MOST_PERCENT, disturbed);
		return """
				- Cores: far from each other (round trip of a line of %d ns or more) before %d of %d runs
				- %d runs are in no figure: the cores were near before and far behind them, or the other way round
				- %s
				""".formatted(Calm.FAR_NS, far, all.size(), moved, others);
	}

	/**
	 * All tables, and ratios.
	 * @return as markdown
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		text.append("Million events a second: **median** (least to most, number of runs).\n");
		tables().forEach((table, rows) -> {
			text.append("\n## ").append(table.title()).append("\n\n");
			text.append("| | between | near cores | far cores | producer B/event | consumer B/event | events/look |\n");
			text.append("|---|---|---:|---:|---:|---:|---:|\n");
			rows.forEach((contender) -> text.append(row(contender)));
		});
		text.append(ratios());
		return text.toString();
	}

	/**
	 * The rates as a chart.
	 * @param title its title
	 * @return as SVG
	 */
	public String chart(String title) {
		Chart chart = new Chart(title);
		tables().forEach((table, rows) -> chart.group(table.title(), rows.stream()
			.map((contender) -> new Chart.Bar(contender.name(), contender.name().matches("(ring,|@RingListener).*"),
					rate(contender, false).median(), rate(contender, true).median()))
			.toList()));
		return chart.svg();
	}

	private Map<Table, List<Contender>> tables() {
		Map<Table, List<Contender>> tables = new EnumMap<>(Table.class);
		this.results.keySet()
			.forEach((contender) -> tables.computeIfAbsent(contender.table(), (table) -> new ArrayList<>())
				.add(contender));
		return tables;
	}

	private String row(Contender contender) {
		return String.format(Locale.ROOT, "| %s | %s | %s | %s | %.2f | %.2f | %s |%n", contender.name(),
				contender.betweenThreads(this.threads) ? "threads" : "processes", rate(contender, false).cell(),
				rate(contender, true).cell(), median(contender, Result::producerBytes),
				median(contender, Result::consumerBytes), look(median(contender, Result::eventsALook)));
	}

	private static String look(double events) {
		return Double.isNaN(events) ? "–" : String.format(Locale.ROOT, (events < 10) ? "%.1f" : "%.0f", events);
	}

	private Statistics rate(Contender contender, boolean far) {
		return Statistics.of(this.results.getOrDefault(contender, List.of())
			.stream()
			.filter((result) -> result.calm().isAt(far))
			.map((result) -> result.rate() / MILLION)
			.toList());
	}

	private double median(Contender contender, ToDoubleFunction<Result> value) {
		return Statistics
			.of(this.results.getOrDefault(contender, List.of()).stream().map(value::applyAsDouble).toList())
			.median();
	}

	private String ratios() {
		StringBuilder text = new StringBuilder();
		for (Goal goal : Goal.ALL) {
			Optional<Contender> one = contender(goal.key());
			Optional<Contender> other = contender(goal.to());
			if (one.isPresent() && other.isPresent()) {
				text.append("| %s / %s | %s | %s | %s |%n".formatted(one.get().name(), other.get().name(),
						(goal.atLeast() > 0) ? String.format(Locale.ROOT, "%.1f", goal.atLeast()) : "",
						ratio(goal, one.get(), other.get(), false), ratio(goal, one.get(), other.get(), true)));
			}
		}
		return text.isEmpty() ? ""
				: "\n## Ratios of medians\n\n| | goal: at least | near cores | far cores |\n|---|---:|---:|---:|\n"
						+ text;
	}

	private String ratio(Goal goal, Contender one, Contender other, boolean far) {
		double ratio = rate(one, far).median() / rate(other, far).median();
		if (Double.isNaN(ratio)) {
			return "–";
		}
		return String.format(Locale.ROOT, "%.2f%s", ratio, (ratio < goal.atLeast()) ? " (missed)" : "");
	}

	private Optional<Contender> contender(String key) {
		return this.results.keySet().stream().filter((contender) -> contender.key().equals(key)).findFirst();
	}

}
