package io.mmapring.sequence;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingLappedException;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
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

	private static final long NONE = -1;

	/** So many events for others, then store the position: producers may wait for it. */
	private static final int PASS_LIMIT = 1024;

	/** So often in one poll, then look whether the consumer was closed. */
	private static final int PASS_ROUNDS = 64;

	private final String ring;

	private final String group;

	private final RingMemory memory;

	private final RingLayout layout;

	private final Barrier barrier;

	private final Repair repair;

	private final SlotEvent event;

	/** The shards that are read of a group that has several. */
	private final @Nullable ShardSet shards;

	/** Whether each event is handed out in its turn. */
	private boolean takesAll;

	/** What was handed out, if the position waits until it is acknowledged. */
	private @Nullable OpenEvents open;

	private final Positions positions;

	/** Next sequence to take; what is stored may be behind. */
	private long position;

	/** Where the last search ended: everything below is finished. */
	private long searched;

	/** Events for others that the last search passed. */
	private int passed;

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
		this.ring = ring;
		this.group = group;
		this.memory = memory;
		this.layout = layout;
		this.barrier = barrier;
		this.repair = repair;
		this.hole = new Hole(repair);
		this.event = event;
		this.shards = shards;
		this.takesAll = shards == null;
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
		this.takesAll = false;
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
		this.searched = position;
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
				long behind = sequence + this.event.slots();
				long following = (taken + 1 < limit) ? following(behind, end) : limited(behind);
				this.position = sequence;
				if (open != null && !open.handOut(sequence, this.event.slots())) {
					return taken;
				}
				handler.onEvent(this.event, sequence, following == NONE);
				taken++;
				this.position = (following != NONE) ? following : this.searched;
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
			if (ex.next() >= start && ex.next() <= this.position) {
				start = ex.next();
				if (open != null) {
					open.again(start);
				}
			}
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
		long sequence = next(this.position, end);
		for (int round = 1; sequence == NONE; round++) {
			boolean others = this.passed == PASS_LIMIT;
			nothing();
			if (!others || round == PASS_ROUNDS) {
				return NONE;
			}
			sequence = next(this.position, end);
		}
		if (this.shards != null) {
			this.shards.check(sequence);
		}
		return sequence;
	}

	private long following(long from, long end) {
		if (this.takesAll && from < end && this.event.isPublished(from)) {
			this.searched = from;
			return from;
		}
		long sequence = next(from, end);
		return (this.shards != null && this.shards.hasFailed(sequence)) ? NONE : sequence;
	}

	private long limited(long behind) {
		this.searched = behind;
		return NONE;
	}

	/**
	 * Find the next event.
	 * @return its sequence, or NONE; either way all below {@code searched} is finished
	 */
	private long next(long from, long end) {
		long sequence = (this.open != null) ? this.open.firstOpen(from) : from;
		this.passed = 0;
		while (sequence < end) {
			long lap = this.layout.lap(sequence);
			// acquire: the payload is read after the stamp; pairs with the release in
			// Claims.stamp
			long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
			if (Stamp.isOf(stamp, lap)) {
				int state = Stamp.state(stamp);
				if (state == Stamp.PUBLISHED || state == Stamp.FOLLOWS) {
					// a FOLLOWS that is met here belongs to a published head: those of a
					// skipped one are passed together with it
					if (this.shards == null || this.shards.takes(sequence)) {
						this.searched = sequence;
						return sequence;
					}
					sequence += this.shards.slots();
					if (++this.passed == PASS_LIMIT) {
						break;
					}
				}
				else if (state == Stamp.CLAIMED) {
					break;
				}
				else {
					sequence = SkippedClaim.end(this.memory, this.layout, sequence);
				}
			}
			else {
				if (!Stamp.isOlder(stamp, lap)) {
					this.event.checkMember(this.position);
					throw new RingLappedException(this.ring, this.group, sequence, Stamp.toString(stamp));
				}
				break;
			}
		}
		this.searched = sequence;
		return NONE;
	}

	private void nothing() {
		if (this.searched != this.position) {
			this.position = this.searched;
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
			boolean found = next(this.position, end) != NONE;
			this.position = this.searched;
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
