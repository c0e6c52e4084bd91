package io.mmapring;

import java.time.Duration;
import java.util.Objects;

import io.mmapring.error.Check;

/**
 * What to do when there is no room for an event.
 *
 * @param onFull the policy
 * @param blockTimeout how long {@link OnFull#BLOCK} waits before it fails
 */
public record WhenFull(OnFull onFull, Duration blockTimeout) {

	/** Fail at once. */
	public static final WhenFull FAIL = new WhenFull(OnFull.FAIL, Duration.ZERO);

	/** Drop the event, and count it. */
	public static final WhenFull DROP = new WhenFull(OnFull.DROP, Duration.ZERO);

	/**
	 * Check the values.
	 * @param onFull the policy
	 * @param blockTimeout how long {@link OnFull#BLOCK} waits before it fails
	 */
	public WhenFull {
		Objects.requireNonNull(onFull, "onFull");
		Objects.requireNonNull(blockTimeout, "blockTimeout");
		Check.that(!blockTimeout.isNegative(), "blockTimeout", blockTimeout.toString(), "zero or more");
	}

	/**
	 * Wait until there is room.
	 * @param timeout how long at most, before it fails
	 * @return the policy
	 */
	public static WhenFull block(Duration timeout) {
		return new WhenFull(OnFull.BLOCK, timeout);
	}

}
