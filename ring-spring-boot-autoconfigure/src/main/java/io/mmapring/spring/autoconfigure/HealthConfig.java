package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.mmapring.spring.actuate.HealthDetail;

/**
 * When rings and listeners count as unhealthy.
 */
public class HealthConfig {

	private final Lag lag = new Lag();

	/**
	 * Time without progress, with events to take, after which a listener counts as
	 * stalled.
	 */
	private Duration stallTimeout = Duration.ofSeconds(10);

	/**
	 * Time for which another application's group may keep a ring full, or a producer a
	 * claim unfinished, before the ring is out of service.
	 */
	private Duration blockedProducerTimeout = Duration.ofSeconds(5);

	/**
	 * Details to show, where the endpoint shows details.
	 */
	private Set<HealthDetail> details = EnumSet.allOf(HealthDetail.class);

	public Set<HealthDetail> getDetails() {
		return this.details;
	}

	public void setDetails(Set<HealthDetail> details) {
		this.details = details;
	}

	public Lag getLag() {
		return this.lag;
	}

	public Duration getStallTimeout() {
		return this.stallTimeout;
	}

	public void setStallTimeout(Duration stallTimeout) {
		this.stallTimeout = stallTimeout;
	}

	public Duration getBlockedProducerTimeout() {
		return this.blockedProducerTimeout;
	}

	public void setBlockedProducerTimeout(Duration blockedProducerTimeout) {
		this.blockedProducerTimeout = blockedProducerTimeout;
	}

	/**
	 * Lag of a listener.
	 */
	public static class Lag {

		/**
		 * Lag from which on a listener lags, in percent of the ring's slots.
		 */
		private Percent threshold = Percent.of(90);

		/**
		 * Time that a listener must have lagged to be out of service.
		 */
		private Duration holdTime = Duration.ofSeconds(5);

		public Percent getThreshold() {
			return this.threshold;
		}

		public void setThreshold(Percent threshold) {
			this.threshold = threshold;
		}

		public Duration getFor() {
			return this.holdTime;
		}

		public void setFor(Duration holdTime) {
			this.holdTime = holdTime;
		}

	}

}
