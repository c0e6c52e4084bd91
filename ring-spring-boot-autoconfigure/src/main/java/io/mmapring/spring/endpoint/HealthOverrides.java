package io.mmapring.spring.endpoint;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a listener counts as unhealthy, as far as that is set for it alone.
 *
 * @param lagThreshold part of the ring's slots from which on it lags, or {@code null}
 * @param lagHold how long it must have lagged, or {@code null}
 * @param stallTimeout time without progress after which it is stalled, or {@code null}
 */
public record HealthOverrides(@Nullable Double lagThreshold, @Nullable Duration lagHold,
		@Nullable Duration stallTimeout) {
}
