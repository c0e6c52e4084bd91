package io.mmapring.spring.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/** How often one event was tried, and since when. */
final class Attempts {

	private final long startNs = System.nanoTime();

	private int number = 1;

	private boolean settled;

	private @Nullable BackOffExecution backOff;

	/** How often it was handed over. */
	int number() {
		return this.number;
	}

	void next() {
		this.number++;
	}

	/** There are to be no further ones. */
	void settled() {
		this.settled = true;
	}

	boolean isSettled() {
		return this.settled;
	}

	long elapsedNs() {
		return System.nanoTime() - this.startNs;
	}

	/** Time to wait before the next attempt in ms, or -1 for none. */
	long delayMs(BackOff series) {
		BackOffExecution backOff = this.backOff;
		if (backOff == null) {
			backOff = series.start();
			this.backOff = backOff;
		}
		return backOff.nextBackOff();
	}

}
