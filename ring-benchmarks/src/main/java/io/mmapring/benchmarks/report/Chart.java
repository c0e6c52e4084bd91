package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars in groups, as an SVG image that can be read on light and on dark ground.
 */
public final class Chart {

	private static final int LABELS = 430;

	private static final int ROW = 20;

	private static final int BAR = 7;

	private static final int NUMBERS = 60;

	private final Svg svg;

	/**
	 * Begin.
	 * @param title what is shown
	 */
	public Chart(String title) {
		this.svg = new Svg(title, "medians; upper bar: near cores, lower bar: far cores");
	}

	/**
	 * Add a group of bars, on a scale of its own.
	 * @param title its title
	 * @param bars the bars
	 * @return this chart
	 */
	public Chart group(String title, List<Bar> bars) {
		double most = bars.stream().mapToDouble(Bar::most).max().orElse(0);
		this.svg.heading(26, 8, title);
		for (Bar bar : bars) {
			this.svg.text(LABELS - 8, this.svg.y() + 13, bar.own() ? "own" : "label", "end", bar.name());
			bar(this.svg.y() + 2, bar.near(), most, bar.own() ? "own" : "other");
			bar(this.svg.y() + 2 + BAR, bar.far(), most, bar.own() ? "own far" : "other far");
			this.svg.down(ROW);
		}
		return this;
	}

	private void bar(int top, double value, double most, String style) {
		if (Double.isNaN(value) || most <= 0) {
			return;
		}
		double width = (Svg.WIDTH - LABELS - NUMBERS) * value / most;
		this.svg.add(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>%n",
				LABELS, top, width, BAR - 1, style));
		this.svg.text((int) (LABELS + width + 4), top + BAR, "number", "start",
				String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%.0f", value));
	}

	/**
	 * The image.
	 * @return as SVG
	 */
	public String svg() {
		return this.svg.image("""
				.small, .number { font-size: 10px; }
				.number { font-size: 8px; }
				text.own { font-weight: bold; }
				rect.own { fill: #0969da; }
				rect.other { fill: #8c959f; }
				rect.far { opacity: 0.6; }
				@media (prefers-color-scheme: dark) {
				text { fill: #e6edf3; }
				rect.own { fill: #58a6ff; }
				}
				""");
	}

	/**
	 * A bar for near and one for far cores.
	 *
	 * @param name whose it is
	 * @param own whether it is the ring's
	 * @param near the value on near cores, not a number if there is none
	 * @param far the value on far cores, not a number if there is none
	 */
	public record Bar(String name, boolean own, double near, double far) {

		double most() {
			return Svg.most(this.near, this.far);
		}

	}

}
