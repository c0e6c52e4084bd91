package io.mmapring.sequence;

/**
 * A slot that is not finished and that somebody wants to pass: for how long, and what is
 * done about it.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Hole {

	/** Every so many fruitless polls at one place, look at the clock. */
	private static final int POLLS_PER_LOOK = 16;

	/** A slot that is unfinished for so long may belong to a dead producer. */
	private static final long HOLE_NS = 200_000;

	private final Repair repair;

	private long fruitlessPolls;

	private long sinceNs;

	Hole(Repair repair) {
		this.repair = repair;
	}

	/** There was something. */
	void closed() {
		this.fruitlessPolls = 0;
	}

	/** The next poll that finds nothing looks at the clock: who polls has waited. */
	void waited() {
		this.fruitlessPolls |= POLLS_PER_LOOK - 1;
	}

	/**
	 * Note a poll that found nothing.
	 * @return whether to ask now if a dead producer has left it
	 */
	boolean isOld() {
		if (++this.fruitlessPolls % POLLS_PER_LOOK != 0) {
			return false;
		}
		long nowNs = System.nanoTime();
		if (this.fruitlessPolls == POLLS_PER_LOOK) {
			this.sinceNs = nowNs;
		}
		return nowNs - this.sinceNs > HOLE_NS;
	}

	/**
	 * Give all up that the dead have left from a place on: if each slot of a claim had to
	 * become old first, it would take long for a large one.
	 * @param position an unfinished sequence
	 * @param tail the next sequence to be claimed
	 */
	void repair(long position, long tail) {
		long sequence = position;
		while (sequence < tail && this.repair.repairIfDead(sequence)) {
			sequence++;
			closed();
		}
	}

}
