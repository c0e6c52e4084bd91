package io.mmapring.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long things took, as a table. */
public final class Durations {

	private final Map<String, List<Double>> ms = new LinkedHashMap<>();

	private final Map<String, Double> goals;

	/**
	 * Start with nothing.
	 * @param goals milliseconds that some are to stay below
	 */
	public Durations(Map<String, Double> goals) {
		this.goals = goals;
	}

	/**
	 * Add one.
	 * @param name what it is
	 * @param ms how long it took, in milliseconds
	 */
	public void add(String name, double ms) {
		this.ms.computeIfAbsent(name, (key) -> new ArrayList<>()).add(ms);
	}

	/**
	 * All of them.
	 * @return as markdown
	 */
	public String table() {
		StringBuilder table = new StringBuilder(
				"| ms | median (least to most, number) | goal: below |\n|---|---:|---:|\n");
		this.ms.forEach((name, values) -> {
			Statistics statistics = Statistics.of(values);
			Double goal = this.goals.get(name);
			table.append("| %s | %s | %s |%n".formatted(name, statistics.cell(),
					(goal != null) ? reached(goal, statistics.median()) : ""));
		});
		return table.toString();
	}

	private static String reached(double goal, double ms) {
		return String.format(Locale.ROOT, "%.0f%s", goal, (ms < goal) ? "" : " (missed)");
	}

}
