package io.mmapring.sequence;

import io.mmapring.event.KeyHash;
import io.mmapring.event.ShardKey;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * The shards of a group that one member reads, and how they change hands. The member's
 * keeper says which shards are wanted; the thread that polls reads others only between
 * two polls, and then says so. So a shard is let go only after the poll that read it last
 * has stored its position.
 * <p>
 * Assumes: the member has each wanted shard by the ring's file, and gives it up only once
 * it is no longer read. Guarantees: a position is stored only for a shard that is read,
 * and never goes back. Source: the protocol's specification, "Shards".
 * <p>
 * Threads: what the keeper calls by one thread, what the reader calls by the thread that
 * polls.
 */
public final class ShardSet {

	private static final long NONE = -1;

	private final RingMemory memory;

	private final ShardKey key;

	private final SlotEvent event;

	private final int[] positionOffsets;

	/** Of the thread that polls: where each shard is that it reads. */
	private final long[] positions;

	/** Of the thread that polls: bit k is shard k. */
	private long shards;

	private boolean changed;

	private long failedAt = NONE;

	private RuntimeException failure = new IllegalStateException();

	/** Of the keeper. */
	private int asks;

	/** Written by the keeper. */
	private volatile long wanted;

	private volatile int asked;

	/** Written by the thread that polls. */
	private volatile long read;

	private volatile int answered;

	/**
	 * Begin with no shard.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param group the group's index
	 * @param shards how many shards the group has
	 * @param key finds the key of an event
	 * @param event moved over the slots to look at keys; not the one that is handed out
	 */
	public ShardSet(RingMemory memory, RingLayout layout, int group, int shards, ShardKey key, SlotEvent event) {
		this.memory = memory;
		this.key = key;
		this.event = event;
		this.positions = new long[shards];
		this.positionOffsets = new int[shards];
		for (int shard = 0; shard < shards; shard++) {
			this.positionOffsets[shard] = layout.shard(group, shard) + RingLayout.SHARD_POSITION;
		}
	}

	/**
	 * Say which shards shall be read. For the keeper.
	 * @param wanted bit k is shard k
	 */
	public void want(long wanted) {
		this.wanted = wanted;
	}

	/**
	 * Shards that shall be read. For the keeper.
	 * @return bit k is shard k
	 */
	public long wanted() {
		return this.wanted;
	}

	/**
	 * Shards that are read. For the keeper, and for looks.
	 * @return bit k is shard k
	 */
	public long read() {
		return this.read;
	}

	/**
	 * Have the next poll look at what is wanted, and say so. For the keeper.
	 */
	public void ask() {
		this.asks++;
		this.asked = this.asks;
	}

	/**
	 * Whether a poll has begun since the keeper asked. For the keeper.
	 * @return whether the thread that polls does so
	 */
	public boolean isAnswered() {
		return this.answered == this.asked;
	}

	/**
	 * Read what is wanted from now on. Called between two polls: by the thread that
	 * polls, or by the keeper while no thread may begin to.
	 */
	public void refresh() {
		int asked = this.asked;
		if (asked == this.answered) {
			return;
		}
		long wanted = this.wanted;
		if (wanted != this.shards) {
			for (long added = wanted & ~this.shards; added != 0; added &= added - 1) {
				int shard = Long.numberOfTrailingZeros(added);
				// acquire: pairs with the release of its former owner
				this.positions[shard] = this.memory.longAcquire(this.positionOffsets[shard]);
			}
			this.shards = wanted;
			this.changed = true;
			// volatile: the last poll's stores of positions come before it; pairs with
			// the
			// keeper's look before it lets go
			this.read = wanted;
		}
		this.answered = asked;
	}

	long mask() {
		return this.shards;
	}

	/** Go on elsewhere with all shards that are read. */
	void moved(long position) {
		for (long rest = this.shards; rest != 0; rest &= rest - 1) {
			this.positions[Long.numberOfTrailingZeros(rest)] = position;
		}
		this.changed = true;
		this.failedAt = NONE;
	}

	boolean isEmpty() {
		return this.shards == 0;
	}

	/** Whether others are read than at the last poll. */
	boolean isChanged() {
		return this.changed;
	}

	/**
	 * Where to go on.
	 * @param position where the last poll ended
	 * @return the least position of the shards, if others are read now
	 */
	long start(long position) {
		long start = reached(position);
		this.changed = false;
		return (start != Long.MAX_VALUE) ? start : position;
	}

	/**
	 * Where the next poll goes on.
	 * @param position where the last poll ended
	 * @return the least position of the shards, if others are read now; if none is, the
	 * greatest number
	 */
	long reached(long position) {
		if (!this.changed && this.shards != 0) {
			return position;
		}
		long least = Long.MAX_VALUE;
		for (long rest = this.shards; rest != 0; rest &= rest - 1) {
			least = Math.min(least, this.positions[Long.numberOfTrailingZeros(rest)]);
		}
		return least;
	}

	/**
	 * Whether an event is for one of the shards that are read, and was not taken before.
	 * @param sequence its sequence, published
	 * @return whether to hand it out; {@code true} too if its key cannot be found, which
	 * {@link #check} then says
	 */
	boolean takes(long sequence) {
		this.event.moveTo(sequence);
		int shard;
		try {
			shard = KeyHash.shard(this.key.keyOf(this.event, sequence), this.positions.length);
		}
		catch (RuntimeException ex) {
			this.failedAt = sequence;
			this.failure = ex;
			return true;
		}
		return (this.shards >>> shard & 1) != 0 && this.positions[shard] <= sequence;
	}

	/**
	 * Slots of the event that was looked at last.
	 * @return how many it takes
	 */
	int slots() {
		return this.event.slots();
	}

	boolean hasFailed(long sequence) {
		return sequence == this.failedAt && sequence != NONE;
	}

	/**
	 * Stop at an event whose key cannot be found, once all before it were handed out.
	 * @param sequence the sequence of the next event
	 */
	void check(long sequence) {
		if (hasFailed(sequence)) {
			this.failedAt = NONE;
			throw this.failure;
		}
	}

	/**
	 * Store how far all shards are that are read.
	 * @param position the start of an event, or of what is not published yet
	 */
	void store(long position) {
		for (long rest = this.shards; rest != 0; rest &= rest - 1) {
			int shard = Long.numberOfTrailingZeros(rest);
			// one that came from a member that was further must not go back
			if (this.positions[shard] < position) {
				this.positions[shard] = position;
				// release: what was read stays above it; pairs with the acquire of the
				// producers' gate, of the groups that follow and of the next owner
				this.memory.longRelease(this.positionOffsets[shard], position);
			}
		}
	}

}
