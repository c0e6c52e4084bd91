package io.mmapring.model;

import java.util.Arrays;

/**
 * What a step leaves open: whoever takes the step picks, and the checker takes it again
 * until every combination of picks was tried.
 */
final class Choice {

	private static final int MOST = 8;

	private final int[] picks = new int[MOST];

	private final int[] counts = new int[MOST];

	private int next;

	private int used;

	/**
	 * Pick one of several ways to go on.
	 * @return from 0 to n - 1
	 */
	int pick(int n) {
		int at = this.next++;
		if (at == this.used) {
			this.counts[at] = n;
			this.picks[at] = 0;
			this.used++;
		}
		return this.picks[at];
	}

	/** Begin with a step's first combination. */
	void reset() {
		Arrays.fill(this.picks, 0);
		this.next = 0;
		this.used = 0;
	}

	/**
	 * Go to the next combination.
	 * @return whether there is one
	 */
	boolean advance() {
		this.next = 0;
		while (this.used > 0) {
			if (++this.picks[this.used - 1] < this.counts[this.used - 1]) {
				return true;
			}
			this.used--;
		}
		return false;
	}

}
