package io.mmapring.benchmarks.report;

import java.util.Collection;
import java.util.Locale;

/**
 * The runs of one distance in short.
 *
 * @param runs how many there were
 * @param median the middle one
 * @param least the least
 * @param most the most
 */
public record Statistics(int runs, double median, double least, double most) {

	/**
	 * Sum up.
	 * @param values the values, maybe none
	 * @return what they come to; not a number if there are none
	 */
	public static Statistics of(Collection<Double> values) {
		if (values.isEmpty()) {
			return new Statistics(0, Double.NaN, Double.NaN, Double.NaN);
		}
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Statistics(sorted.length, median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * Show as a cell of a table.
	 * @return the median and in brackets least, most and number of runs
	 */
	public String cell() {
		return (this.runs == 0) ? "–" : String.format(Locale.ROOT, "**%s** (%s to %s, %d)", number(this.median),
				number(this.least), number(this.most), this.runs);
	}

	private static String number(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size < 0.1) ? "%.3f" : (size < 10) ? "%.1f" : "%.0f", value);
	}

}
