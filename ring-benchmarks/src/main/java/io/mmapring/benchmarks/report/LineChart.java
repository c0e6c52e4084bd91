package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Lines over powers of two, one panel below the other, as an SVG image that can be read
 * on light and on dark ground.
 */
public final class LineChart {

	private static final int LEFT = 60;

	private static final int RIGHT = 250;

	private static final int HEIGHT = 200;

	private static final int MARKS = 4;

	private static final int STYLES = 4;

	private final Svg svg;

	/**
	 * Begin.
	 * @param title what is shown
	 */
	public LineChart(String title) {
		this.svg = new Svg(title, "medians; full lines: near cores, dashed lines: far cores");
	}

	/**
	 * Add a panel, on a scale of its own that begins at 0.
	 * @param title its title
	 * @param unit what goes to the right
	 * @param lines its lines, with points at the same places
	 * @return this chart
	 */
	public LineChart panel(String title, String unit, List<Line> lines) {
		this.svg.heading(28, 16, title);
		long[] places = lines.stream()
			.flatMapToLong((line) -> line.points().stream().mapToLong(Point::x))
			.sorted()
			.distinct()
			.toArray();
		double most = lines.stream().flatMap((line) -> line.points().stream()).mapToDouble(Point::most).max().orElse(0);
		if (places.length == 0 || most <= 0) {
			return this;
		}
		Scale scale = new Scale(log(places[0]), log(places[places.length - 1]), most, this.svg.y());
		axes(scale, places, unit);
		for (int i = 0; i < lines.size(); i++) {
			Line line = lines.get(i);
			String style = "line%d".formatted(i % STYLES);
			line(scale, line, Point::near, style);
			line(scale, line, Point::far, style + " far");
			int top = this.svg.y() + 14 + 18 * i;
			this.svg.add("<rect x=\"%d\" y=\"%d\" width=\"16\" height=\"3\" class=\"%s\"/>%n"
				.formatted(Svg.WIDTH - RIGHT + 14, top - 5, style));
			this.svg.text(Svg.WIDTH - RIGHT + 36, top, "label", "start", line.name());
		}
		this.svg.down(HEIGHT + 36);
		return this;
	}

	private void axes(Scale scale, long[] places, String unit) {
		for (int i = 0; i <= MARKS; i++) {
			double value = scale.most() * i / MARKS;
			this.svg.add(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" class=\"grid\"/>%n", LEFT,
					scale.top(value), Svg.WIDTH - RIGHT));
			this.svg.text(LEFT - 6, (int) scale.top(value) + 4, "small", "end",
					String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%.0f", value));
		}
		for (long place : places) {
			this.svg.text((int) scale.left(place), scale.y() + HEIGHT + 14, "small", "middle", inShort(place));
		}
		this.svg.text((LEFT + Svg.WIDTH - RIGHT) / 2, scale.y() + HEIGHT + 28, "small", "middle", unit);
	}

	private void line(Scale scale, Line line, ToDoubleFunction<Point> value, String style) {
		StringBuilder path = new StringBuilder();
		for (Point point : line.points()) {
			double at = value.applyAsDouble(point);
			if (!Double.isNaN(at)) {
				path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", scale.left(point.x()),
						scale.top(at)));
				this.svg.add(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" class=\"%s\"/>%n",
						scale.left(point.x()), scale.top(at), style));
			}
		}
		if (!path.isEmpty()) {
			this.svg.add("<path d=\"%s\" class=\"%s\"/>%n".formatted(path, style));
		}
	}

	private static double log(long x) {
		return Math.log((double) x) / Math.log(2);
	}

	/** A power of two as people write it. */
	static String inShort(long x) {
		return LongStream.of(20, 10)
			.filter((bits) -> x >= 1L << bits && x % (1L << bits) == 0)
			.mapToObj((bits) -> (x >> bits) + ((bits == 20) ? " Mi" : " Ki"))
			.findFirst()
			.orElse(Long.toString(x));
	}

	/**
	 * The image.
	 * @return as SVG
	 */
	public String svg() {
		return this.svg.image("""
				.small { font-size: 10px; }
				path { fill: none; stroke-width: 2; }
				path.grid { stroke: #8c959f; stroke-width: 0.5; opacity: 0.5; }
				path.far { stroke-dasharray: 5 4; }
				path.line0 { stroke: #0969da; } circle.line0, rect.line0 { fill: #0969da; }
				path.line1 { stroke: #1a7f37; } circle.line1, rect.line1 { fill: #1a7f37; }
				path.line2 { stroke: #8c959f; } circle.line2, rect.line2 { fill: #8c959f; }
				path.line3 { stroke: #bf8700; } circle.line3, rect.line3 { fill: #bf8700; }
				@media (prefers-color-scheme: dark) {
				text { fill: #e6edf3; }
				path.line0 { stroke: #58a6ff; } circle.line0, rect.line0 { fill: #58a6ff; }
				}
				""");
	}

	/**
	 * A line.
	 *
	 * @param name whose it is
	 * @param points its points, from left to right
	 */
	public record Line(String name, List<Point> points) {
	}

	/**
	 * A point of a line for near and one for far cores.
	 *
	 * @param x its place
	 * @param near the value on near cores, not a number if there is none
	 * @param far the value on far cores, not a number if there is none
	 */
	public record Point(long x, double near, double far) {

		double most() {
			return Svg.most(this.near, this.far);
		}

	}

	/** Where a panel shows what. */
	private record Scale(double least, double last, double most, int y) {

		double left(long x) {
			double width = Svg.WIDTH - RIGHT - LEFT;
			return (this.last > this.least) ? LEFT + width * (log(x) - this.least) / (this.last - this.least) : LEFT;
		}

		double top(double value) {
			return this.y + HEIGHT * (1 - value / this.most);
		}

	}

}
