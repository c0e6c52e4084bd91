package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars in groups, as an SVG image that can be read on light and on dark ground.
 */
public final class Chart {

	private static final int WIDTH = 900;

	private static final int LABELS = 430;

	private static final int ROW = 20;

	private static final int BAR = 7;

	private static final int NUMBERS = 60;

	private final StringBuilder body = new StringBuilder();

	private int y;

	/**
	 * Begin.
	 * @param title what is shown
	 */
	public Chart(String title) {
		this.y = 28;
		text(10, this.y, "title", "start", title);
		this.y += 18;
		text(10, this.y, "small", "start", "medians; upper bar: near cores, lower bar: far cores");
		this.y += 12;
	}

	/**
	 * Add a group of bars, on a scale of its own.
	 * @param title its title
	 * @param bars the bars
	 * @return this chart
	 */
	public Chart group(String title, List<Bar> bars) {
		double most = bars.stream().mapToDouble(Bar::most).max().orElse(0);
		this.y += 26;
		text(10, this.y, "group", "start", title);
		this.y += 8;
		for (Bar bar : bars) {
			text(LABELS - 8, this.y + 13, bar.own() ? "own" : "label", "end", bar.name());
			bar(this.y + 2, bar.near(), most, bar.own() ? "own" : "other");
			bar(this.y + 2 + BAR, bar.far(), most, bar.own() ? "own far" : "other far");
			this.y += ROW;
		}
		return this;
	}

	private void bar(int top, double value, double most, String style) {
		if (Double.isNaN(value) || most <= 0) {
			return;
		}
		double width = (WIDTH - LABELS - NUMBERS) * value / most;
		this.body
			.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>%n",
					LABELS, top, width, BAR - 1, style));
		text((int) (LABELS + width + 4), top + BAR, "number", "start",
				String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%.0f", value));
	}

	private void text(int x, int baseline, String style, String anchor, String text) {
		this.body.append("<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"%s\">%s</text>%n".formatted(x, baseline,
				style, anchor, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
	}

	/**
	 * The image.
	 * @return as SVG
	 */
	public String svg() {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
				<style>
				text { font: 12px sans-serif; fill: #24292f; }
				.title { font-size: 16px; font-weight: bold; }
				.group { font-weight: bold; }
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
				</style>
				%3$s</svg>
				""".formatted(WIDTH, this.y + 14, this.body);
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
			return Math.max(Double.isNaN(this.near) ? 0 : this.near, Double.isNaN(this.far) ? 0 : this.far);
		}

	}

}
