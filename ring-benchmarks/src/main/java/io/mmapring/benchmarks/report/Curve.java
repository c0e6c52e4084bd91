package io.mmapring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mmapring.benchmarks.scenario.Contender;

/**
 * What an event costs as something grows, as a table and as a panel of a chart.
 *
 * @param title what it shows
 * @param unit what grows
 * @param lines who is compared
 */
public record Curve(String title, String unit, List<Line> lines) {

	/**
	 * The table.
	 * @param results the runs of all points
	 * @return as markdown
	 */
	public String table(Map<Contender, List<Result>> results) {
		StringBuilder table = new StringBuilder("\n## %s%n%n| %s |".formatted(this.title, this.unit));
		for (Line line : this.lines) {
			table.append(" %s, near | far |".formatted(line.name()));
		}
		table.append("\n|---:|").append("---:|---:|".repeat(this.lines.size())).append('\n');
		for (int i = 0; i < this.lines.get(0).points().size(); i++) {
			table.append("| %s |".formatted(LineChart.inShort(this.lines.get(0).points().get(i).x())));
			for (Line line : this.lines) {
				Point point = line.points().get(i);
				table.append(" %s | %s |".formatted(cell(point, results, false), cell(point, results, true)));
			}
			table.append('\n');
		}
		return table.toString();
	}

	private static String cell(Point point, Map<Contender, List<Result>> results, boolean far) {
		Statistics ns = ns(point, results, far);
		return (ns.runs() == 0) ? "–" : String.format(Locale.ROOT, "**%.1f** (%.1f to %.1f, %d)", ns.median(),
				ns.least(), ns.most(), ns.runs());
	}

	private static Statistics ns(Point point, Map<Contender, List<Result>> results, boolean far) {
		List<Double> ns = new ArrayList<>();
		for (Result result : results.getOrDefault(point.contender(), List.of())) {
			if (result.calm().isAt(far)) {
				ns.add(1e9 / (result.rate() * point.deliveries()));
			}
		}
		return Statistics.of(ns);
	}

	/**
	 * Show as a panel.
	 * @param chart gets the panel
	 * @param results the runs of all points
	 */
	public void addTo(LineChart chart, Map<Contender, List<Result>> results) {
		chart.panel(this.title, this.unit,
				this.lines.stream()
					.map((line) -> new LineChart.Line(line.name(),
							line.points()
								.stream()
								.map((point) -> new LineChart.Point(point.x(), ns(point, results, false).median(),
										ns(point, results, true).median()))
								.toList()))
					.toList());
	}

	/**
	 * A line.
	 *
	 * @param name whose it is
	 * @param points its points, at the same places as those of the others
	 */
	public record Line(String name, List<Point> points) {
	}

	/**
	 * A point.
	 *
	 * @param x how large it is
	 * @param deliveries how many consumers take each event
	 * @param contender who is measured
	 */
	public record Point(long x, int deliveries, Contender.OfJava contender) {
	}

}
