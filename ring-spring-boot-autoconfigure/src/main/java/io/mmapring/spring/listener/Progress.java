package io.mmapring.spring.listener;

import java.time.Duration;

/**
 * Remembers when a listener was last seen to get on, or to have nothing to do, and since
 * when it has lagged. A sampler calls it several times a second, so that the listener
 * need not read a clock.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Progress {

	private long delivered;

	private long position;

	private long progressNs;

	private long lagSinceNs;

	private boolean lagging;

	private long nowNs;

	Progress(long nowNs) {
		this.progressNs = nowNs;
		this.nowNs = nowNs;
	}

	/** Start anew. */
	synchronized void reset(long nowNs) {
		this.progressNs = nowNs;
		this.nowNs = nowNs;
		this.lagging = false;
	}

	/**
	 * Look at the listener.
	 * @param nowNs the nano time
	 * @param delivered events that it has handled
	 * @param position the group's position
	 * @param idle whether it has nothing that it should take
	 * @param lagging whether its lag is over the threshold
	 */
	synchronized void sample(long nowNs, long delivered, long position, boolean idle, boolean lagging) {
		if (idle || delivered != this.delivered || position != this.position) {
			this.progressNs = nowNs;
		}
		if (lagging && !this.lagging) {
			this.lagSinceNs = nowNs;
		}
		this.delivered = delivered;
		this.position = position;
		this.lagging = lagging;
		this.nowNs = nowNs;
	}

	synchronized Duration withoutProgress() {
		return Duration.ofNanos(this.nowNs - this.progressNs);
	}

	synchronized Duration lagging() {
		return this.lagging ? Duration.ofNanos(this.nowNs - this.lagSinceNs) : Duration.ZERO;
	}

}
