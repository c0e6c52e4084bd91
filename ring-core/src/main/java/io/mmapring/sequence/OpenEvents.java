package io.mmapring.sequence;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingLayout;

/**
 * Which of the events that a reader has handed out are not acknowledged yet. The stored
 * position moves over those that are, in whatever order and thread that was, and stops at
 * the first that is not.
 * <p>
 * One bit for each slot says whether all is done with the sequence that lies there: what
 * is behind the stored position is less than a lap. The rest of a large event, what was
 * given up and what is for others is done as soon as it is passed.
 * <p>
 * Assumes: the reader says where it looks before it looks there. Guarantees: the position
 * passes neither an open event nor the one that the reader looks at, is the start of an
 * event and never goes back. Progress: blocked for a few steps by another thread that
 * acknowledges.
 * <p>
 * Threads: safe for any number of threads; what the reader calls by the thread that
 * polls.
 */
public final class OpenEvents {

	private static final long NONE = -1;

	/** The shards that are read of a group that has several. */
	private final @Nullable ShardSet shards;

	private final Positions positions;

	private final int slots;

	/** Set for what is done; clear below the position and from the end on. */
	private final long[] done;

	/** As it is stored; of a group with several shards at least that of each. */
	private long position;

	/** All below was handed out or passed. */
	private long end;

	/** The reader looks at nothing below. */
	private long place;

	/** The reader is to go on here with what is open. */
	private long again = NONE;

	private int open;

	private boolean closed;

	OpenEvents(RingLayout layout, @Nullable ShardSet shards, long position, Positions positions) {
		this.shards = shards;
		this.positions = positions;
		this.slots = layout.slots();
		this.done = new long[(this.slots + Long.SIZE - 1) / Long.SIZE];
		restart(position);
	}

	/**
	 * Say that an event is done with.
	 * @param sequence its sequence
	 * @return whether it was open; {@code false} if it was acknowledged before, or was
	 * not handed out since this consumer began or got other shards
	 */
	public synchronized boolean acknowledge(long sequence) {
		if (this.closed || sequence < this.position || sequence >= this.end || isDone(sequence)) {
			return false;
		}
		markDone(sequence);
		this.open--;
		advance();
		return true;
	}

	/**
	 * Say that all events up to one are done with.
	 * @param sequence the sequence of the last of them
	 * @return how many of them were open
	 */
	public synchronized int acknowledgeUpTo(long sequence) {
		if (this.closed) {
			return 0;
		}
		int before = this.open;
		long limit = (sequence < this.end) ? sequence + 1 : this.end;
		for (long next = firstOpen(this.position); next < limit; next = firstOpen(next + 1)) {
			markDone(next);
			this.open--;
		}
		advance();
		return before - this.open;
	}

	/**
	 * Have the open events from one on handed out again, once the handler that runs now
	 * has returned.
	 * @param sequence the sequence of the first
	 */
	public synchronized void again(long sequence) {
		this.again = (this.again == NONE) ? sequence : Math.min(this.again, sequence);
	}

	/**
	 * Number of events that were handed out and not acknowledged.
	 * @return the number
	 */
	public synchronized int open() {
		return this.open;
	}

	/**
	 * The oldest event that was handed out and not acknowledged.
	 * @return its sequence, or -1 if there is none
	 */
	public synchronized long oldest() {
		return (this.open > 0) ? firstOpen(this.position) : NONE;
	}

	/**
	 * Do something short that nobody may acknowledge meanwhile.
	 * @param action what to do
	 */
	public synchronized void whileHeld(Runnable action) {
		action.run();
	}

	/**
	 * Store no position from now on. No thread polls any more.
	 * @param store whether to store it once more
	 */
	public synchronized void close(boolean store) {
		this.closed = true;
		if (store) {
			// what was to come again, but was acknowledged meanwhile
			this.place = this.end;
			advance();
		}
	}

	/**
	 * Begin a poll with the shards that are wanted now. If they are others than before,
	 * what is open is forgotten: it comes again, to whoever has its shard.
	 * @return where to go on
	 */
	synchronized long select(ShardSet shards, long from) {
		shards.refresh();
		if (!shards.isChanged()) {
			return from;
		}
		long start = shards.start(from);
		restart(start);
		return start;
	}

	/** Forget all; the next event handed out is at a position or behind it. */
	synchronized void restart(long position) {
		Arrays.fill(this.done, 0);
		this.position = position;
		this.end = position;
		this.place = position;
		this.again = NONE;
		this.open = 0;
	}

	/**
	 * Begin a poll.
	 * @param from where the last one ended
	 * @return where to look first
	 */
	synchronized long begin(long from) {
		long start = from;
		if (this.again != NONE) {
			start = Math.min(from, Math.max(this.again, this.position));
			this.again = NONE;
		}
		this.place = start;
		return start;
	}

	/**
	 * Pass what is done.
	 * @return the first open sequence from one on, else the first that was not handed out
	 */
	synchronized long firstOpen(long from) {
		long sequence = from;
		while (sequence < this.end && isDone(sequence)) {
			sequence++;
		}
		return sequence;
	}

	/**
	 * Hand out an event.
	 * @param sequence its sequence; all below was handed out or is to be passed
	 * @param slots how many it takes
	 * @return {@code false} if earlier ones are to come again first
	 */
	synchronized boolean handOut(long sequence, int slots) {
		if (this.again != NONE) {
			return false;
		}
		if (sequence >= this.end) {
			pass(sequence);
			// open; the rest of it is done, once it is
			this.end = sequence + 1;
			this.open++;
			pass(sequence + slots);
		}
		this.place = sequence;
		advance();
		return true;
	}

	/**
	 * Look at nothing below a place from now on.
	 * @param place all below was handed out or is to be passed
	 */
	synchronized void readTo(long place) {
		pass(place);
		this.place = place;
		advance();
	}

	private void pass(long to) {
		// of a group that was put out the reader may have met a later lap: it is told so
		// with its next event
		long limit = Math.min(to, this.position + this.slots);
		while (this.end < limit) {
			markDone(this.end);
			this.end++;
		}
	}

	private void advance() {
		if (this.shards != null && this.shards.isChanged()) {
			// shards that came are read from their own positions, with the next poll
			return;
		}
		long limit = Math.min(this.end, this.place);
		long sequence = this.position;
		while (sequence < limit && isDone(sequence)) {
			this.done[word(sequence)] &= ~bit(sequence);
			sequence++;
		}
		if (sequence != this.position) {
			this.position = sequence;
			this.positions.store(this.position);
		}
	}

	private boolean isDone(long sequence) {
		return (this.done[word(sequence)] & bit(sequence)) != 0;
	}

	private void markDone(long sequence) {
		this.done[word(sequence)] |= bit(sequence);
	}

	private int word(long sequence) {
		return (int) (sequence & (this.slots - 1)) / Long.SIZE;
	}

	private static long bit(long sequence) {
		return 1L << sequence;
	}

}
