package io.mmapring.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a listener counts as unhealthy, where that differs from the others.
 */
public class ListenerHealthConfig {

	private final Lag lag = new Lag();

	/**
	 * Time without progress, with events to take, after which a listener counts as
	 * stalled.
	 */
	private @Nullable Duration stallTimeout;

	public Lag getLag() {
		return this.lag;
	}

	public @Nullable Duration getStallTimeout() {
		return this.stallTimeout;
	}

	public void setStallTimeout(@Nullable Duration stallTimeout) {
		this.stallTimeout = stallTimeout;
	}

	/**
	 * Lag of a listener.
	 */
	public static class Lag {

		/**
		 * Lag from which on a listener lags, in percent of the ring's slots.
		 */
		private @Nullable Percent threshold;

		/**
		 * Time that a listener must have lagged to be out of service.
		 */
		private @Nullable Duration holdTime;

		public @Nullable Percent getThreshold() {
			return this.threshold;
		}

		public void setThreshold(@Nullable Percent threshold) {
			this.threshold = threshold;
		}

		public @Nullable Duration getFor() {
			return this.holdTime;
		}

		public void setFor(@Nullable Duration holdTime) {
			this.holdTime = holdTime;
		}

	}

}
