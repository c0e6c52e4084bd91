package io.mmapring.spring.rings;

import java.time.Duration;
import java.util.Locale;

/** Durations as health and the log say them. */
public final class Seconds {

	private Seconds() {
	}

	/**
	 * A duration in words.
	 * @param duration the duration
	 * @return seconds with one digit behind the point, and their unit
	 */
	public static String inWords(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

}
