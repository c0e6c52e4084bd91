package io.mmapring.group;

/**
 * The word that tells what a group's entry is: state and number of shards together, so
 * that a producer learns with one load which positions to look at.
 *
 * <pre>
 *   63                16 15          8 7       0
 *  +--------------------+-------------+---------+
 *  | 0                  | shards      | state   |
 *  +--------------------+-------------+---------+
 * </pre>
 */
public final class GroupState {

	/** Nobody's entry. */
	public static final int FREE = 0;

	/** Being joined: gates producers, but its position may still be raised. */
	public static final int JOINING = 1;

	/** In use: gates producers. */
	public static final int LIVE = 2;

	/** Put out because it stalled: gates nobody. */
	public static final int EVICTED = 3;

	private static final int MASK = 0xFF;

	private static final int SHARDS_SHIFT = 8;

	private GroupState() {
	}

	static long of(int state, int shards) {
		return ((long) shards << SHARDS_SHIFT) | state;
	}

	static int state(long word) {
		return (int) word & MASK;
	}

	/**
	 * Number of shards in a state word.
	 * @param word the word
	 * @return the number
	 */
	public static int shards(long word) {
		return (int) (word >>> SHARDS_SHIFT) & MASK;
	}

	/**
	 * Whether producers must not lap the group's positions.
	 * @param word the word
	 * @return whether it gates
	 */
	public static boolean gates(long word) {
		int state = state(word);
		return state == LIVE || state == JOINING;
	}

	/**
	 * Whether the group was put out.
	 * @param word the word
	 * @return whether it holds nobody back and takes no events any more
	 */
	public static boolean isEvicted(long word) {
		return state(word) == EVICTED;
	}

	static String toString(long word) {
		return switch (state(word)) {
			case FREE -> "FREE";
			case JOINING -> "JOINING";
			case LIVE -> "LIVE";
			case EVICTED -> "EVICTED";
			default -> "state " + state(word);
		};
	}

}
