package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Runs in pairs, each of which has a ratio, as a section of the document. */
public final class Pairs {

	private static final double MILLION = 1e6;

	private final String title;

	private final String one;

	private final String other;

	private final double atLeast;

	private final List<Pair> pairs;

	/**
	 * Report.
	 * @param title what is compared
	 * @param one name of one
	 * @param other name of the other
	 * @param atLeast the ratio of the other to the one that is aimed at
	 * @param pairs all pairs
	 */
	public Pairs(String title, String one, String other, double atLeast, List<Pair> pairs) {
		this.title = title;
		this.one = one;
		this.other = other;
		this.atLeast = atLeast;
		this.pairs = pairs;
	}

	/**
	 * The section.
	 * @return as markdown
	 */
	public String text() {
		List<Pair> fair = this.pairs.stream().filter(Pair::isFair).toList();
		StringBuilder text = new StringBuilder("""

				## %s

				%d pairs, each of one run and one of the other right behind it; who is first takes turns. %d of them
				count: in the others the cores were near in one run and far in the other, or others took more than
				10 %% of them.

				| million events a second | near cores | far cores |
				|---|---:|---:|
				""".formatted(this.title, this.pairs.size(), fair.size()));
		text.append(row(this.one, fair, (pair) -> pair.one().rate() / MILLION));
		text.append(row(this.other, fair, (pair) -> pair.other().rate() / MILLION));
		Statistics ratios = Statistics.of(fair.stream().map(Pair::ratio).toList());
		if (ratios.runs() == 0) {
			return text.append("\nNo pair counts, so there is no ratio.\n").toString();
		}
		return text.append(String.format(Locale.ROOT,
				"%nRatio of each pair, %s / %s: median **%.3f** (%.3f to %.3f; goal: at least %.2f%s)%n", this.other,
				this.one, ratios.median(), ratios.least(), ratios.most(), this.atLeast,
				(ratios.median() < this.atLeast) ? ", missed" : ""))
			.toString();
	}

	private static String row(String name, List<Pair> pairs, ToDoubleFunction<Pair> value) {
		return "| %s | %s | %s |%n".formatted(name, cell(pairs, value, false), cell(pairs, value, true));
	}

	private static String cell(List<Pair> pairs, ToDoubleFunction<Pair> value, boolean far) {
		return Statistics
			.of(pairs.stream()
				.filter((pair) -> pair.one().calm().isFar() == far)
				.map((pair) -> value.applyAsDouble(pair))
				.toList())
			.cell();
	}

	/**
	 * Two runs, one right behind the other.
	 *
	 * @param one a run of one
	 * @param other a run of the other
	 */
	public record Pair(Result one, Result other) {

		/**
		 * How they compare.
		 * @return the other's rate for each of the one
		 */
		public double ratio() {
			return this.other.rate() / this.one.rate();
		}

		/**
		 * Whether both had the same machine.
		 * @return whether the pair counts
		 */
		public boolean isFair() {
			return this.one.calm().isFar() == this.other.calm().isFar() && this.one.calm().isCalm()
					&& this.other.calm().isCalm();
		}

	}

}
