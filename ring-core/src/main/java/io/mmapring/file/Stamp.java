package io.mmapring.file;

/**
 * The word at the start of a slot, which says what the slot holds.
 *
 * <pre>
 *   63                          12 11        4 3     0
 *  +------------------------------+-----------+-------+
 *  | lap + 1 (0: never used)      | owner     | state |
 *  +------------------------------+-----------+-------+
 * </pre>
 *
 * Stamps are compared as whole words for equality, and by lap; a lap only grows.
 */
public final class Stamp {

	/** Somebody owns the slot and has not finished. */
	public static final int CLAIMED = 1;

	/** The slot's event is there; with it the slots of its batch or event that follow. */
	public static final int PUBLISHED = 2;

	/** The slot belongs to the claim of the nearest slot below that has another state. */
	public static final int FOLLOWS = 3;

	/** There will never be an event here. */
	public static final int SKIPPED = 4;

	private static final int LAP_SHIFT = 12;

	private static final int OWNER_SHIFT = 4;

	private static final int OWNER_MASK = 0xFF;

	private static final int STATE_MASK = 0xF;

	/** Neither the owner, nor what PUBLISHED and FOLLOWS differ in. */
	public static final long PUBLISHED_MASK = ~((long) OWNER_MASK << OWNER_SHIFT | (FOLLOWS - PUBLISHED));

	private Stamp() {
	}

	/**
	 * Build a stamp.
	 * @param lap the lap of the sequence, from 0
	 * @param owner the participant
	 * @param state one of the states
	 * @return the word
	 */
	public static long of(long lap, int owner, int state) {
		return ((lap + 1) << LAP_SHIFT) | ((long) owner << OWNER_SHIFT) | state;
	}

	/**
	 * Whether a stamp is of an earlier lap than a sequence, or was never set.
	 * @param stamp the stamp
	 * @param lap the lap of the sequence
	 * @return whether the sequence has no stamp yet
	 */
	public static boolean isOlder(long stamp, long lap) {
		return (stamp >>> LAP_SHIFT) < lap + 1;
	}

	/**
	 * How the bits of {@link #PUBLISHED_MASK} are where there is an event, or a part of
	 * one whose first slot was met before: one comparison for what comes most often.
	 * @param lap the lap
	 * @return the bits of a stamp that is PUBLISHED or FOLLOWS in that lap
	 */
	public static long published(long lap) {
		return ((lap + 1) << LAP_SHIFT) | PUBLISHED;
	}

	/**
	 * Whether a stamp is of the lap.
	 * @param stamp the stamp
	 * @param lap the lap of a sequence
	 * @return whether the stamp is that sequence's
	 */
	public static boolean isOf(long stamp, long lap) {
		return (stamp >>> LAP_SHIFT) == lap + 1;
	}

	/**
	 * The participant named by a stamp.
	 * @param stamp the stamp
	 * @return its number, 0 for nobody
	 */
	public static int owner(long stamp) {
		return (int) (stamp >>> OWNER_SHIFT) & OWNER_MASK;
	}

	/**
	 * The state in a stamp.
	 * @param stamp the stamp
	 * @return one of the states, or 0 if never used
	 */
	public static int state(long stamp) {
		return (int) stamp & STATE_MASK;
	}

	/**
	 * A stamp in words, for messages.
	 * @param stamp the stamp
	 * @return for example {@code PUBLISHED by 3, lap 12}
	 */
	public static String toString(long stamp) {
		if (stamp == 0) {
			return "never used";
		}
		String state = switch (state(stamp)) {
			case CLAIMED -> "CLAIMED";
			case PUBLISHED -> "PUBLISHED";
			case FOLLOWS -> "FOLLOWS";
			case SKIPPED -> "SKIPPED";
			default -> "state " + state(stamp);
		};
		return state + " by " + owner(stamp) + ", lap " + ((stamp >>> LAP_SHIFT) - 1);
	}

}
