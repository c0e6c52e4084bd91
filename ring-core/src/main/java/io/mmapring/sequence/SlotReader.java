package io.mmapring.sequence;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.wait.Bell;

/**
 * Takes the events of one group, or of some of its shards, in order.
 * <p>
 * Assumes: this is the only reader of the position or positions, each the start of an
 * event. Guarantees: each published event is handed out once, in the order of sequences;
 * of a claim that was given up nothing; the stored position never stands in the rest of
 * such a claim. Progress: blocked by an unfinished claim of a living producer, by nobody
 * else. Source: the model {@code claim} of the protocol's specification.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class SlotReader {

	private static final long NONE = EventSearch.NONE;

	/** So often in one poll, then look whether the consumer was closed. */
	private static final int PASS_ROUNDS = 64;

	private final RingLayout layout;

	private final EventSearch search;

	private final Barrier barrier;

	private final Repair repair;

	private final SlotEvent event;

	/** The shards that are read of a group that has several. */
	private final @Nullable ShardSet shards;

	/** What was handed out, if the position waits until it is acknowledged. */
	private @Nullable OpenEvents open;

	private final Positions positions;

	/** Next sequence to take; what is stored may be behind. */
	private long position;

	private final Hole hole;

	/**
	 * Read on from a stored position.
	 * @param ring name of the ring, for messages
	 * @param group name of the group, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param positionOffset offset of the position's word
	 * @param barrier the groups to stay behind
	 * @param repair gives up what the dead have left
	 * @param event moved over the slots
	 * @param shards which shards to read of a group that has several, instead of the one
	 * with that position
	 * @param bell wakes those who wait for positions
	 */
	public SlotReader(String ring, String group, RingMemory memory, RingLayout layout, int positionOffset,
			Barrier barrier, Repair repair, SlotEvent event, @Nullable ShardSet shards, Bell bell) {
		this.layout = layout;
		this.search = new EventSearch(ring, group, memory, layout, event, shards);
		this.barrier = barrier;
		this.repair = repair;
		this.hole = new Hole(repair);
		this.event = event;
		this.shards = shards;
		this.positions = new Positions(memory, positionOffset, shards, bell);
		this.position = memory.longAcquire(positionOffset);
	}

	/**
	 * Read a group with one shard on, in a ring in which nobody blocks.
	 * @param ring name of the ring, for messages
	 * @param group name of the group, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param positionOffset offset of the position's word
	 * @param barrier the groups to stay behind
	 * @param repair gives up what the dead have left
	 * @param event moved over the slots
	 */
	public SlotReader(String ring, String group, RingMemory memory, RingLayout layout, int positionOffset,
			Barrier barrier, Repair repair, SlotEvent event) {
		this(ring, group, memory, layout, positionOffset, barrier, repair, event, null, Bell.NONE);
	}

	/**
	 * From now on store the position only over events that are acknowledged. To be called
	 * before the first poll.
	 * @return what is to be acknowledged
	 */
	public OpenEvents acknowledged() {
		OpenEvents open = new OpenEvents(this.layout, this.shards, this.position, this.positions);
		this.open = open;
		this.search.passAcknowledged(open);
		return open;
	}

	/**
	 * The next sequence to take.
	 * @return the sequence; its slot may not be published yet
	 */
	public long position() {
		return this.position;
	}

	/**
	 * Where the next poll goes on.
	 * @return the sequence; {@link Long#MAX_VALUE} if no shard is read
	 */
	public long reached() {
		return (this.shards != null) ? this.shards.reached(this.position) : this.position;
	}

	/**
	 * The shards that are read.
	 * @return bit k is shard k; bit 0 for a group with one
	 */
	public long shards() {
		return (this.shards != null) ? this.shards.mask() : 1;
	}

	/**
	 * Go on elsewhere: the position was stored by whoever calls this, and nobody
	 * acknowledges meanwhile.
	 * @param position the next sequence to take
	 */
	public void moved(long position) {
		if (this.shards != null) {
			this.shards.moved(position);
		}
		if (this.open != null) {
			this.open.restart(position);
		}
		this.position = position;
		this.hole.closed();
	}

	/**
	 * Whether events come when other groups have passed them, not when they are there.
	 * @return whether there are other groups to stay behind
	 */
	public boolean isBehind() {
		return this.barrier.least() != Long.MAX_VALUE;
	}

	/**
	 * Look at the clock with the next fruitless poll: the caller has waited.
	 */
	public void waited() {
		this.hole.waited();
	}

	/**
	 * Hand out what is there.
	 * @param handler takes the events
	 * @param limit at most so many
	 * @param storeEach whether to store the position behind each event, not only at the
	 * end
	 * @return how many events the handler took
	 * @throws Exception what the handler threw; the position stays at its event
	 */
	public int poll(EventHandler handler, int limit, boolean storeEach) throws Exception {
		return poll(handler, limit, storeEach, false);
	}

	/**
	 * Hand out what is there, all or none.
	 * @param handler takes the events
	 * @param limit at most so many
	 * @return how many events the handler took
	 * @throws Exception what the handler threw; the position stays at the first event
	 */
	public int pollWhole(EventHandler handler, int limit) throws Exception {
		return poll(handler, limit, false, true);
	}

	private int poll(EventHandler handler, int limit, boolean storeEach, boolean whole) throws Exception {
		if (this.shards != null && !select(this.shards)) {
			return 0;
		}
		OpenEvents open = this.open;
		if (open != null) {
			this.position = open.begin(this.position);
		}
		this.event.checkMember(this.position);
		long end = this.barrier.least();
		long sequence = first(end);
		if (sequence == NONE) {
			return 0;
		}
		long start = this.position;
		int taken = 0;
		boolean all = false;
		try {
			while (true) {
				this.event.moveTo(sequence);
				if (!storeEach) {
					taken += run(handler, sequence, limit - taken - 1);
					sequence = this.position;
				}
				long behind = sequence + this.event.slots();
				long following = (taken + 1 < limit) ? this.search.following(behind, end, limit - taken)
						: this.search.limited(behind);
				this.position = sequence;
				if (open != null && !open.handOut(sequence, this.event.slots())) {
					return taken;
				}
				handler.onEvent(this.event, sequence, following == NONE);
				taken++;
				this.position = (following != NONE) ? following : this.search.end();
				if (following == NONE) {
					all = true;
					return taken;
				}
				if (storeEach) {
					store();
				}
				sequence = following;
			}
		}
		catch (TakenInPartException ex) {
			start = takenInPart(ex, start);
			throw ex;
		}
		finally {
			if (whole && !all) {
				this.position = start;
			}
			store();
			this.hole.closed();
		}
	}

	/**
	 * Hand out events that are known to be there, all but the last one. Nothing in here
	 * is ordered or searched for, and of what it needs nothing but the slots is shared,
	 * so that the compiler may keep it in registers.
	 * @param sequence the event that was moved to
	 * @param limit at most so many
	 * @return how many; the event at the position was moved to, and not handed out
	 */
	private int run(EventHandler handler, long sequence, int limit) throws Exception {
		SlotEvent event = this.event;
		long published = this.search.published();
		int taken = 0;
		this.position = sequence;
		for (long at = sequence + event.slots(); at < published && taken < limit; at += event.slots()) {
			handler.onEvent(event, this.position, false);
			taken++;
			this.position = at;
			event.moveTo(at);
		}
		return taken;
	}

	/**
	 * Where the batch starts that comes again when the handler has taken a part of it.
	 */
	private long takenInPart(TakenInPartException taken, long start) {
		if (taken.next() < start || taken.next() > this.position) {
			return start;
		}
		if (this.open != null) {
			this.open.again(taken.next());
		}
		return taken.next();
	}

	/** Begin a poll with the shards that are wanted now, if there are any. */
	private boolean select(ShardSet shards) {
		long start;
		if (this.open != null) {
			start = this.open.select(shards, this.position);
		}
		else {
			shards.refresh();
			start = shards.start(this.position);
		}
		if (start != this.position) {
			this.position = start;
			this.hole.closed();
		}
		return !shards.isEmpty();
	}

	/**
	 * Find the first event of a poll. What is for others is passed, the position stored
	 * again and again: producers may wait for it.
	 */
	private long first(long end) {
		long sequence = this.search.next(this.position, end);
		for (int round = 1; sequence == NONE; round++) {
			boolean others = this.search.passedMany();
			nothing();
			if (!others || round == PASS_ROUNDS) {
				return NONE;
			}
			sequence = this.search.next(this.position, end);
		}
		if (this.shards != null) {
			this.shards.check(sequence);
		}
		return sequence;
	}

	private void nothing() {
		if (this.search.end() != this.position) {
			this.position = this.search.end();
			store();
			this.hole.closed();
		}
		else if (this.hole.isOld()) {
			repair();
		}
	}

	/**
	 * Give up all that the dead have left here: if each slot of a claim had to become old
	 * first, an idle consumer would take long for a large one.
	 */
	private void repair() {
		long end = this.barrier.least();
		while (this.position < end && this.repair.repairIfDead(this.position)) {
			boolean found = this.search.next(this.position, end) != NONE;
			this.position = this.search.end();
			store();
			this.hole.closed();
			if (found) {
				return;
			}
		}
	}

	private void store() {
		if (this.open != null) {
			this.open.readTo(this.position);
		}
		else {
			this.positions.store(this.position);
		}
	}

}
