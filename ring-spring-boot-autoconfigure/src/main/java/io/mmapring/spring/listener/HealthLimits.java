package io.mmapring.spring.listener;

import java.time.Duration;

import io.mmapring.inspect.DiagnosisLimits;
import io.mmapring.spring.endpoint.HealthOverrides;

/**
 * When a ring or a listener counts as unhealthy.
 *
 * @param lagThreshold part of a ring's slots from which on a listener lags
 * @param lagHold how long it must have lagged
 * @param stallTimeout time without progress after which a listener counts as stalled
 * @param blockedProducerTimeout time for which others may keep a ring full
 */
public record HealthLimits(double lagThreshold, Duration lagHold, Duration stallTimeout,
		Duration blockedProducerTimeout) {

	/**
	 * The limits of a listener of a ring with these.
	 * @param own what is set for the listener
	 * @return the limits
	 */
	public HealthLimits with(HealthOverrides own) {
		Double threshold = own.lagThreshold();
		Duration hold = own.lagHold();
		Duration stall = own.stallTimeout();
		return new HealthLimits((threshold != null) ? threshold : this.lagThreshold,
				(hold != null) ? hold : this.lagHold, (stall != null) ? stall : this.stallTimeout,
				this.blockedProducerTimeout);
	}

	DiagnosisLimits diagnosis() {
		return new DiagnosisLimits(this.stallTimeout, this.blockedProducerTimeout, this.lagThreshold, this.lagHold);
	}

}
