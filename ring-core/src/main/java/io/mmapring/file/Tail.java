package io.mmapring.file;

/**
 * The word that says where the next claim starts and who made the newest one.
 *
 * <pre>
 *   63                                8 7         0
 *  +-----------------------------------+-----------+
 *  | next sequence                     | owner     |
 *  +-----------------------------------+-----------+
 * </pre>
 */
public final class Tail {

	/** No claim passes this sequence: it has 56 bits. */
	public static final long MAX_SEQUENCE = 1L << 56;

	private static final int OWNER_BITS = 8;

	private static final int OWNER_MASK = 0xFF;

	private Tail() {
	}

	/**
	 * Build a tail.
	 * @param next the next sequence to be claimed
	 * @param owner the participant that made the newest claim
	 * @return the word
	 */
	public static long of(long next, int owner) {
		return (next << OWNER_BITS) | owner;
	}

	/**
	 * The next sequence to be claimed.
	 * @param tail the word
	 * @return the sequence
	 */
	public static long next(long tail) {
		return tail >>> OWNER_BITS;
	}

	/**
	 * Load the tail of a ring: acquire.
	 * @param memory the ring's memory
	 * @return the next sequence to be claimed
	 */
	public static long nextAcquire(RingMemory memory) {
		return next(memory.longAcquire(RingLayout.TAIL));
	}

	/**
	 * Who made the newest claim.
	 * @param tail the word
	 * @return the participant, 0 for nobody
	 */
	public static int owner(long tail) {
		return (int) tail & OWNER_MASK;
	}

}
