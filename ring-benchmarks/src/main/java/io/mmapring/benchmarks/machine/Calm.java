package io.mmapring.benchmarks.machine;

import java.io.IOException;

/**
 * What the machine was like around a run.
 *
 * @param roundTripNs of a cache line between two cores, before it
 * @param roundTripAfterNs the same behind it
 * @param othersPercent share of the cores that others took, before it
 */
public record Calm(long roundTripNs, long roundTripAfterNs, long othersPercent) {

	/** From here on the cores are said to be far from each other. */
	public static final long FAR_NS = 250;

	/** From here on others are said to disturb. */
	public static final long MOST_PERCENT = 10;

	private static final int LOOKS = 4;

	/**
	 * Wait a little while others take the cores, and look at the machine before a run.
	 * @return what it is like, disturbed or not
	 * @throws IOException if the system does not say
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Calm await() throws IOException, InterruptedException {
		Calm calm = look();
		for (int i = 1; i < LOOKS && calm.isDisturbed(); i++) {
			calm = look();
		}
		return calm;
	}

	/**
	 * Look at the machine before a run, for less than a second.
	 * @return what it is like
	 * @throws IOException if the system does not say
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Calm look() throws IOException, InterruptedException {
		long othersPercent = Machine.othersPercent();
		long roundTripNs = Machine.roundTripNs();
		return new Calm(roundTripNs, roundTripNs, othersPercent);
	}

	/**
	 * Look again behind the run.
	 * @return what the machine was like around it
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Calm andAfter() throws InterruptedException {
		return new Calm(this.roundTripNs, Machine.roundTripNs(), this.othersPercent);
	}

	/**
	 * Whether the cores were far from each other before the run.
	 * @return whether a line took long
	 */
	public boolean isFar() {
		return this.roundTripNs >= FAR_NS;
	}

	/**
	 * Whether the cores were at this distance all the time.
	 * @param far whether far from each other, else near
	 * @return whether they were so before the run and behind it
	 */
	public boolean isAt(boolean far) {
		return isFar() == far && !hasMoved();
	}

	/**
	 * Whether the cores moved towards each other, or away.
	 * @return whether the run was neither near nor far
	 */
	public boolean hasMoved() {
		return this.roundTripNs >= FAR_NS != this.roundTripAfterNs >= FAR_NS;
	}

	/**
	 * Whether others leave the cores alone, and these stay where they are.
	 * @return whether a run counts
	 */
	public boolean isCalm() {
		return !isDisturbed() && !hasMoved();
	}

	/**
	 * Whether others took too much of the cores before the run.
	 * @return whether figures are to be taken for a rough order only
	 */
	public boolean isDisturbed() {
		return this.othersPercent > MOST_PERCENT;
	}

}
