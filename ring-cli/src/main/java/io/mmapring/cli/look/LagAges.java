package io.mmapring.cli.look;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells for how long the events that a group has not taken have been there, from looks at
 * the tail: an event is as old as the first look that saw it claimed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class LagAges {

	/** An hour of looks each second. */
	private static final int LOOKS = 3600;

	private final Deque<Look> looks = new ArrayDeque<>();

	/**
	 * Look at the tail.
	 * @param tail the next sequence to be claimed
	 * @param nowNs this process's nano time
	 */
	public void look(long tail, long nowNs) {
		Look last = this.looks.peekLast();
		if (last == null || last.tail != tail) {
			this.looks.addLast(new Look(tail, nowNs));
		}
		if (this.looks.size() > LOOKS) {
			this.looks.removeFirst();
		}
	}

	/**
	 * Age of the event at a position below the tail of the last look.
	 * @param position its sequence
	 * @param nowNs this process's nano time
	 * @return in nanoseconds; of one that was there at the first look as much as is known
	 */
	public long ageNs(long position, long nowNs) {
		for (Look look : this.looks) {
			if (look.tail > position) {
				return nowNs - look.atNs;
			}
		}
		return 0;
	}

	/**
	 * Whether an event was there at the first look, so that it may be older.
	 * @param position its sequence
	 * @return whether its age is only a lower bound
	 */
	public boolean isAtLeast(long position) {
		Look first = this.looks.peekFirst();
		return first != null && first.tail > position;
	}

	/**
	 * One look.
	 *
	 * @param tail the tail
	 * @param atNs when
	 */
	private record Look(long tail, long atNs) {
	}

}
