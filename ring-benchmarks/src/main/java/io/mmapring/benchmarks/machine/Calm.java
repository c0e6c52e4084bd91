package io.mmapring.benchmarks.machine;

import java.io.IOException;

/**
 * What the machine was like before a run.
 *
 * @param roundTripNs of a cache line between two cores
 * @param othersPercent share of the cores that others took
 */
public record Calm(long roundTripNs, long othersPercent) {

	/** From here on the cores are said to be far from each other. */
	public static final long FAR_NS = 250;

	/** From here on others are said to disturb. */
	public static final long MOST_PERCENT = 10;

	/**
	 * Look at the machine, for less than a second.
	 * @return what it is like
	 * @throws IOException if the system does not say
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Calm look() throws IOException, InterruptedException {
		long othersPercent = Machine.othersPercent();
		return new Calm(Machine.roundTripNs(), othersPercent);
	}

	/**
	 * Whether the cores are far from each other.
	 * @return whether a line takes long
	 */
	public boolean isFar() {
		return this.roundTripNs >= FAR_NS;
	}

	/**
	 * Whether others leave the cores alone.
	 * @return whether a run counts
	 */
	public boolean isCalm() {
		return this.othersPercent <= MOST_PERCENT;
	}

}
