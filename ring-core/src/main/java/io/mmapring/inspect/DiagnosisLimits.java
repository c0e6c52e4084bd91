package io.mmapring.inspect;

import java.time.Duration;

import io.mmapring.error.Check;

/**
 * From when on what is seen of a ring counts as a problem. What has not lasted so long is
 * a note.
 *
 * @param stall time without progress after which a group that has events to take is
 * stalled
 * @param blocked time for which a claim may stay unfinished while somebody waits for it,
 * and for which a ring may be full
 * @param lagRatio part of the slots from which on a group lags, above 0 and at most 1
 * @param lagHold how long it must have lagged
 */
public record DiagnosisLimits(Duration stall, Duration blocked, double lagRatio, Duration lagHold) {

	/** 10 s without progress, 5 s blocked, 5 s behind by 90 % of the slots. */
	public static final DiagnosisLimits DEFAULT = new DiagnosisLimits(Duration.ofSeconds(10), Duration.ofSeconds(5),
			0.9, Duration.ofSeconds(5));

	/**
	 * Set limits.
	 * @param stall time without progress
	 * @param blocked time for which a claim may stay unfinished or a ring be full
	 * @param lagRatio part of the slots from which on a group lags
	 * @param lagHold how long it must have lagged
	 * @throws IllegalArgumentException if a time is negative, or the part not above 0 and
	 * at most 1
	 */
	public DiagnosisLimits {
		Check.that(!stall.isNegative(), "stall", stall.toString(), "zero or more");
		Check.that(!blocked.isNegative(), "blocked", blocked.toString(), "zero or more");
		Check.that(!lagHold.isNegative(), "lagHold", lagHold.toString(), "zero or more");
		Check.that(lagRatio > 0 && lagRatio <= 1, "lagRatio", Double.toString(lagRatio), "above 0, at most 1");
	}

}
