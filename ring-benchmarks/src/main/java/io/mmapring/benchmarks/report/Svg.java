package io.mmapring.benchmarks.report;

/** An SVG image that grows downwards, to be read on light and on dark ground. */
final class Svg {

	static final int WIDTH = 900;

	private final StringBuilder body = new StringBuilder();

	private int y = 28;

	/**
	 * Begin.
	 * @param title what is shown
	 * @param legend how to read it
	 */
	Svg(String title, String legend) {
		text(10, this.y, "title", "start", title);
		this.y += 18;
		text(10, this.y, "small", "start", legend);
		this.y += 12;
	}

	/** Where the next thing goes. */
	int y() {
		return this.y;
	}

	/** Leave room, or use it. */
	void down(int pixels) {
		this.y += pixels;
	}

	/**
	 * Add a heading.
	 * @param above room above its baseline
	 * @param below room below it
	 * @param title the heading
	 */
	void heading(int above, int below, String title) {
		this.y += above;
		text(10, this.y, "group", "start", title);
		this.y += below;
	}

	void text(int x, int baseline, String style, String anchor, String text) {
		this.body.append("<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"%s\">%s</text>%n".formatted(x, baseline,
				style, anchor, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
	}

	void add(String element) {
		this.body.append(element);
	}

	/**
	 * The larger of two values of which either may not be a number.
	 * @return the value, 0 if both are none
	 */
	static double most(double near, double far) {
		return Math.max(Double.isNaN(near) ? 0 : near, Double.isNaN(far) ? 0 : far);
	}

	/**
	 * The image.
	 * @param styles rules beyond those of its text
	 * @return the whole of it
	 */
	String image(String styles) {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
				<style>
				text { font: 12px sans-serif; fill: #24292f; }
				.title { font-size: 16px; font-weight: bold; }
				.group { font-weight: bold; }
				%4$s</style>
				%3$s</svg>
				""".formatted(WIDTH, this.y + 14, this.body, styles);
	}

}
