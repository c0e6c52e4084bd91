package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.convert.DurationStyle;

/** Durations as one writes them in the configuration. */
final class Times {

	private Times() {
	}

	/**
	 * A duration with its unit.
	 * @param duration the duration
	 * @return such as {@code 10s} or {@code 1500ms}
	 */
	static String text(Duration duration) {
		boolean whole = duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
		boolean millis = duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
		return DurationStyle.SIMPLE.print(duration,
				whole ? ChronoUnit.SECONDS : millis ? ChronoUnit.MILLIS : ChronoUnit.NANOS);
	}

}
