package io.mmapring.sequence;

import java.time.Instant;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupState;
import io.mmapring.group.GroupTable;

/**
 * Whether a group that may be put out still is in the ring.
 * <p>
 * Assumes: its consumer holds the lock of its shard, so that the entry cannot become
 * another group's. Guarantees: what was copied before a look that finds the group in was
 * not overwritten. Source: the model {@code join} of the protocol's specification.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class Membership {

	private final String ring;

	private final RingMemory memory;

	private final GroupTable groups;

	private final int group;

	/**
	 * Look at a group.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param groups its groups
	 * @param group the group's index
	 */
	public Membership(String ring, RingMemory memory, GroupTable groups, int group) {
		this.ring = ring;
		this.memory = memory;
		this.groups = groups;
		this.group = group;
	}

	/**
	 * Check that the group is in.
	 * @param position the next event that it would take
	 * @throws GroupEvictedException if it was put out
	 */
	void check(long position) {
		// acquire: pairs with the release in GroupTable.storeState
		if (GroupState.isEvicted(this.groups.state(this.group))) {
			throw exception(position);
		}
	}

	private GroupEvictedException exception(long position) {
		long tail = Tail.nextAcquire(this.memory);
		return new GroupEvictedException(this.ring, this.groups.name(this.group), position, tail,
				Instant.ofEpochMilli(this.groups.evictedMs(this.group)));
	}

}
