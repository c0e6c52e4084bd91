package io.mmapring.cli.report;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write and read them.
 */
public final class Durations {

	private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	private static final int MILLIS = 1000;

	private static final int SIXTY = 60;

	private static final int HOURS = 48;

	private Durations() {
	}

	/**
	 * Read a time.
	 * @param text such as {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}
	 * @return the time
	 * @throws IllegalArgumentException if it is none
	 */
	public static Duration parse(String text) {
		Matcher simple = SIMPLE.matcher(text);
		if (!simple.matches()) {
			throw new IllegalArgumentException("'" + text + "' (expected: such as 500ms, 2s, 5m, 1h)");
		}
		long number = Long.parseLong(simple.group(1));
		return switch (simple.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofHours(number);
		};
	}

	/**
	 * Write a time.
	 * @param millis in milliseconds
	 * @return such as {@code 250ms}, {@code 1.5s}, {@code 12m}, {@code 3h}, {@code 9d}
	 */
	public static String text(long millis) {
		if (millis < MILLIS) {
			return millis + "ms";
		}
		if (millis < 2L * SIXTY * MILLIS) {
			return String.format(Locale.ROOT, "%.1fs", (double) millis / MILLIS);
		}
		long minutes = millis / MILLIS / SIXTY;
		if (minutes < 2 * SIXTY) {
			return minutes + "m";
		}
		long hours = minutes / SIXTY;
		return (hours < HOURS) ? hours + "h" : hours / (HOURS / 2) + "d";
	}

}
