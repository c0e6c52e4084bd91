package io.mmapring.sequence;

import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;

/**
 * Follows a ring without holding anybody back: each event is copied, then the tail tells
 * whether the copy is whole. Who is overtaken goes on further ahead.
 * <p>
 * Assumes: one thread at a time. Guarantees: what is handed out was published, whole, and
 * in the order of sequences; what was passed without being handed out, and was not given
 * up, is counted. Progress: blocked by an unfinished claim of a living producer, by
 * nobody else; blocks nobody. Source: the protocol's specification, "Observers".
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class SlotObserver {

	private static final long NONE = -1;

	/** So often in one poll to be overtaken, then look whether to go on at all. */
	private static final int MOST_LAPS = 64;

	/** One that was overtaken goes on this part of the ring ahead of the oldest slot. */
	private static final int HEADWAY = 8;

	private final RingMemory memory;

	private final RingLayout layout;

	private final SlotLook look;

	private final Hole hole;

	/** The event that is handed out, and the one that comes next: so its end is known. */
	private SlotEvent event;

	private SlotEvent ahead;

	private long position;

	/** What is passed at the position if it is in the middle of a claim. */
	private Rest rest = Rest.NONE;

	/** Where the last search ended. */
	private long searched;

	private Rest searchedRest = Rest.NONE;

	/** Sequences that the last search could not see. */
	private long missed;

	private long lost;

	/**
	 * Begin to follow.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param repair gives up what the dead have left
	 * @param event moved over the slots
	 * @param ahead another one
	 */
	public SlotObserver(RingMemory memory, RingLayout layout, Repair repair, SlotEvent event, SlotEvent ahead) {
		this.memory = memory;
		this.layout = layout;
		this.look = new SlotLook(memory, layout);
		this.hole = new Hole(repair);
		this.event = event;
		this.ahead = ahead;
	}

	/** Start at the next event to be claimed. */
	public void startLatest() {
		this.position = this.look.tail();
		this.rest = Rest.NONE;
	}

	/** Start at the oldest event that the ring still holds. */
	public void startEarliest() {
		this.position = this.look.oldest();
		this.rest = (this.position > 0) ? Rest.NOBODYS : Rest.NONE;
	}

	/**
	 * Start at a sequence; what was overwritten of what follows it is lost. One that is
	 * inside of an event or a claim starts behind it.
	 * @param sequence at most the tail
	 */
	public void startAt(long sequence) {
		long oldest = this.look.oldest();
		this.position = Math.max(sequence, oldest);
		this.lost += this.position - sequence;
		this.rest = (this.position < this.look.tail()) ? restAt(sequence) : Rest.NONE;
	}

	private Rest restAt(long sequence) {
		return switch (this.look.state(this.position)) {
			case PUBLISHED -> Rest.NONE;
			case SKIPPED, INSIDE -> (this.position == sequence) ? Rest.NOBODYS : Rest.LOST;
			case NOT_YET, OVERWRITTEN -> Rest.LOST;
		};
	}

	/**
	 * The next sequence to look at.
	 * @return the sequence
	 */
	public long position() {
		return this.position;
	}

	/**
	 * What was missed.
	 * @return number of sequences
	 */
	public long lost() {
		return this.lost;
	}

	/**
	 * Look at the clock with the next fruitless poll: the caller has waited.
	 */
	public void waited() {
		this.hole.waited();
	}

	/**
	 * Hand out what is there. A batch ends where something was missed.
	 * @param handler takes the events
	 * @param limit at most so many
	 * @return how many events the handler took
	 * @throws Exception what the handler threw; the position stays at its event, or goes
	 * back to the one that a {@link TakenInPartException} names
	 */
	public int poll(EventHandler handler, int limit) throws Exception {
		long sequence = next(this.position, this.rest);
		if (sequence == NONE) {
			nothing();
			return 0;
		}
		this.hole.closed();
		long start = sequence;
		try {
			return handOut(sequence, handler, limit);
		}
		catch (TakenInPartException ex) {
			if (ex.next() >= start && ex.next() <= this.position) {
				startAt(ex.next());
			}
			throw ex;
		}
	}

	private int handOut(long first, EventHandler handler, int limit) throws Exception {
		long sequence = first;
		int taken = 0;
		while (true) {
			this.lost += this.missed;
			this.missed = 0;
			this.position = sequence;
			this.rest = Rest.NONE;
			SlotEvent event = this.ahead;
			this.ahead = this.event;
			this.event = event;
			long following = NONE;
			if (taken + 1 < limit) {
				following = next(sequence + event.slots(), Rest.NONE);
				// with a gap a batch that is to come again could not tell what is lost
				following = (this.missed == 0) ? following : NONE;
			}
			else {
				this.searched = sequence + event.slots();
				this.searchedRest = Rest.NONE;
			}
			handler.onEvent(event, sequence, following == NONE);
			taken++;
			if (following == NONE) {
				advance();
				return taken;
			}
			sequence = following;
		}
	}

	/**
	 * Find and copy the next event.
	 * @return its sequence, or NONE; {@code searched} tells where the search ended
	 */
	private long next(long from, Rest first) {
		long sequence = from;
		Rest rest = first;
		this.missed = 0;
		for (int laps = 0; laps < MOST_LAPS;) {
			long lap = this.layout.lap(sequence);
			// acquire: the payload is read after the stamp; pairs with the release in
			// Claims.stamp
			long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
			int state = Stamp.state(stamp);
			if (!Stamp.isOf(stamp, lap)) {
				if (Stamp.isOlder(stamp, lap)) {
					break;
				}
				sequence = headway(sequence);
				rest = Rest.LOST;
				laps++;
			}
			else if (state == Stamp.FOLLOWS && rest != Rest.NONE) {
				sequence++;
				this.missed += (rest == Rest.LOST) ? 1 : 0;
			}
			else if (state == Stamp.CLAIMED) {
				break;
			}
			else if (state == Stamp.SKIPPED) {
				sequence++;
				// the rest of its claim is passed, also what is not repaired yet
				rest = Rest.NOBODYS;
			}
			else if (this.ahead.copy(sequence)) {
				this.searched = sequence;
				this.searchedRest = Rest.NONE;
				return sequence;
			}
			else {
				sequence = headway(sequence);
				rest = Rest.LOST;
				laps++;
			}
		}
		this.searched = sequence;
		this.searchedRest = rest;
		return NONE;
	}

	/** Go ahead of producers, so far that they are not there again at once. */
	private long headway(long sequence) {
		long tail = this.look.tail();
		int slots = this.layout.slots();
		long ahead = Math.max(sequence + 1, tail - slots + slots / HEADWAY);
		this.missed += ahead - sequence;
		return ahead;
	}

	private void nothing() {
		if (this.searched != this.position) {
			advance();
			this.hole.closed();
		}
		else if (this.hole.isOld()) {
			this.hole.repair(this.position, this.look.tail());
		}
	}

	private void advance() {
		this.position = this.searched;
		this.rest = this.searchedRest;
		this.lost += this.missed;
		this.missed = 0;
	}

	/** Slots that belong to a claim whose start was not seen. */
	private enum Rest {

		/** There are none: an event starts here. */
		NONE,

		/** Of a claim that was given up, or from before the start. */
		NOBODYS,

		/** Of a claim that was missed, or may be. */
		LOST

	}

}
