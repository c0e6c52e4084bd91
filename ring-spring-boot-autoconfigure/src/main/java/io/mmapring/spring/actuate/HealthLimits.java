package io.mmapring.spring.actuate;

import java.time.Duration;

/**
 * When rings and listeners count as unhealthy.
 *
 * @param lagThreshold part of a ring's slots from which on a listener lags
 * @param lagHold how long it must have lagged
 * @param stallTimeout time without progress after which a listener counts as stalled
 * @param blockedProducerTimeout time for which others may keep a ring full
 */
public record HealthLimits(double lagThreshold, Duration lagHold, Duration stallTimeout,
		Duration blockedProducerTimeout) {
}
