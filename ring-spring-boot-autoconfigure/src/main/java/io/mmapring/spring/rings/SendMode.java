package io.mmapring.spring.rings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.OnFull;
import io.mmapring.ProducerOptions;
import io.mmapring.WhenFull;

/**
 * What to do when there is no room for an event.
 *
 * @param tries whether to return at once; nothing is counted as dropped then
 * @param whenFull the policy, or {@code null} for that of the ring's configuration
 */
public record SendMode(boolean tries, @Nullable WhenFull whenFull) {

	/** As the ring is configured. */
	public static final SendMode CONFIGURED = new SendMode(false, null);

	/** Return at once. */
	public static final SendMode TRY = new SendMode(true, null);

	/**
	 * By a policy.
	 * @param whenFull the policy
	 * @return the mode
	 */
	public static SendMode by(WhenFull whenFull) {
		return new SendMode(false, whenFull);
	}

	/**
	 * As far as it is said.
	 * @param onFull the policy, or {@code null}
	 * @param timeout how long to wait, or {@code null}
	 * @param configured has what is not said
	 * @return the mode; a time-out alone means to wait
	 */
	static SendMode of(@Nullable OnFull onFull, @Nullable Duration timeout, ProducerOptions configured) {
		if (onFull == null && timeout == null) {
			return CONFIGURED;
		}
		return by(new WhenFull((onFull != null) ? onFull : OnFull.BLOCK,
				(timeout != null) ? timeout : configured.blockTimeout()));
	}

}
