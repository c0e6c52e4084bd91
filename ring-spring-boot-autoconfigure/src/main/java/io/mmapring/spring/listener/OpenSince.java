package io.mmapring.spring.listener;

import java.time.Duration;

/**
 * Since when the same event has been the oldest that is not acknowledged. A sampler calls
 * it several times a second, so that the listener need not read a clock.
 * <p>
 * Threads: safe for any number of threads.
 */
final class OpenSince {

	private long sequence = -1;

	private long sinceNs;

	private long nowNs;

	/**
	 * Look.
	 * @param nowNs the nano time
	 * @param oldest the oldest event that is not acknowledged, or -1
	 */
	synchronized void sample(long nowNs, long oldest) {
		if (oldest != this.sequence) {
			this.sequence = oldest;
			this.sinceNs = nowNs;
		}
		this.nowNs = nowNs;
	}

	synchronized Duration age() {
		return (this.sequence >= 0) ? Duration.ofNanos(this.nowNs - this.sinceNs) : Duration.ZERO;
	}

}
