package io.mmapring.spring.listener;

import java.util.concurrent.TimeUnit;

/**
 * When the tail was seen where, so that the age of an event is known without a clock read
 * for each. Of what is longer ago it keeps fewer looks: an age is too short by the time
 * between two looks and a thirtieth of the age at most, for 80 days.
 * <p>
 * Threads: safe for any number of threads.
 */
final class TailTimes {

	/** Each keeps looks twice as far apart as the one before. */
	private static final int LEVELS = 20;

	private static final long LEAST_STEP_NS = TimeUnit.MILLISECONDS.toNanos(125);

	private final Level[] levels = new Level[LEVELS];

	private long newest;

	TailTimes() {
		for (int i = 0; i < LEVELS; i++) {
			this.levels[i] = new Level(LEAST_STEP_NS << i);
		}
	}

	/**
	 * Note where the tail is.
	 * @param nowNs the nano time
	 * @param tail the next sequence to be claimed
	 */
	synchronized void sample(long nowNs, long tail) {
		for (Level level : this.levels) {
			if (tail < this.newest) {
				// another ring under the same name
				level.looks = 0;
			}
			level.sample(nowNs, tail);
		}
		this.newest = tail;
	}

	/**
	 * How old an event is.
	 * @param nowNs the nano time
	 * @param sequence its sequence
	 * @return the time since it was first seen below the tail, in nanoseconds; zero if it
	 * was not
	 */
	synchronized long ageNs(long nowNs, long sequence) {
		long seenNs = nowNs;
		for (Level level : this.levels) {
			int first = level.firstAbove(sequence);
			if (first < level.looks) {
				long timeNs = level.timeNs(first);
				seenNs = (timeNs - seenNs < 0) ? timeNs : seenNs;
			}
			if (first > level.oldest()) {
				return nowNs - seenNs;
			}
		}
		return nowNs - seenNs;
	}

	/** The newest looks of those that are so far apart. */
	private static final class Level {

		private static final int MOST = 64;

		private final long stepNs;

		private final long[] tails = new long[MOST];

		private final long[] timesNs = new long[MOST];

		private int looks;

		Level(long stepNs) {
			this.stepNs = stepNs;
		}

		void sample(long nowNs, long tail) {
			if (this.looks == 0 || nowNs - timeNs(this.looks - 1) >= this.stepNs) {
				this.tails[this.looks % MOST] = tail;
				this.timesNs[this.looks % MOST] = nowNs;
				this.looks++;
			}
		}

		int oldest() {
			return Math.max(0, this.looks - MOST);
		}

		long timeNs(int look) {
			return this.timesNs[look % MOST];
		}

		/** The first look that saw the tail above a sequence. */
		int firstAbove(long sequence) {
			int look = this.looks;
			while (look > oldest() && this.tails[(look - 1) % MOST] > sequence) {
				look--;
			}
			return look;
		}

	}

}
