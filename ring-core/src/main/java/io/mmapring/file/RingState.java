package io.mmapring.file;

/**
 * The word that says whether a ring may still be used: 0, or why not (8 bits) and the
 * process that found it out. It is never set back: whoever finds a ring damaged stops all
 * others by it, and keeps new ones out.
 */
public final class RingState {

	/** The ring may be used. */
	public static final long USABLE = 0;

	/** The header page, which is never changed, is another one. */
	public static final int HEADER = 1;

	/** An event has a length that no event can have. */
	public static final int EVENT = 2;

	/** A group is beyond the tail. */
	public static final int POSITION = 3;

	private static final int REASON_BITS = 8;

	private static final int REASON_MASK = (1 << REASON_BITS) - 1;

	private RingState() {
	}

	/**
	 * Mark a ring as damaged, for all processes and for good. The first mark stays unless
	 * two come at once.
	 * @param memory the ring's memory
	 * @param reason one of the reasons of this class
	 */
	public static void mark(RingMemory memory, int reason) {
		if (memory.longAcquire(RingLayout.RING_STATE) == USABLE) {
			// release: what led to it comes before; pairs with the acquire of each
			// process's watch
			memory.longRelease(RingLayout.RING_STATE, of(reason, ProcessHandle.current().pid()));
		}
	}

	static long of(int reason, long pid) {
		return pid << REASON_BITS | reason;
	}

	static String toString(long state) {
		String reason = switch ((int) (state & REASON_MASK)) {
			case HEADER -> "its header was overwritten";
			case EVENT -> "an event had an impossible length";
			case POSITION -> "a group was beyond the tail";
			default -> "an unknown reason";
		};
		return "it was marked as damaged by process %d: %s".formatted(state >>> REASON_BITS, reason);
	}

}
