package io.mmapring.sequence;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupState;
import io.mmapring.group.GroupTable;

/**
 * The sequence that producers may not lap: the least position of all groups, or the floor
 * as long as there is no group. Where all groups were put out, producers go on as in a
 * ring that is set to overwrite: not to be held back is what the ring is set to.
 * <p>
 * Assumes: states change before the epoch does. Guarantees: the result is a lower bound
 * of what any group, also one that is just joining, will still read. Source: the model
 * {@code join} of the protocol's specification.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Gate {

	private final RingMemory memory;

	private final GroupTable groups;

	private final FloorWalk floorWalk;

	private final boolean overwrite;

	Gate(RingMemory memory, GroupTable groups, FloorWalk floorWalk, boolean overwrite) {
		this.memory = memory;
		this.groups = groups;
		this.floorWalk = floorWalk;
		this.overwrite = overwrite;
	}

	/**
	 * Read the gate. Off the fast path: it looks at the line of every group.
	 * @param next the tail's next sequence, which no position exceeds
	 * @param wanted how far the caller needs it; with no group at all, and the ring set
	 * to overwrite or all groups put out, the oldest events are given up to this point
	 * @return the least position
	 */
	long read(long next, long wanted) {
		while (true) {
			long epoch = this.memory.longAcquire(RingLayout.GROUPS_EPOCH);
			long least = leastPosition(next);
			if (least == Long.MAX_VALUE) {
				least = overwrites() ? this.floorWalk.raise(wanted) : this.memory.longAcquire(RingLayout.FLOOR);
			}
			// full fence: the second look at the epoch must not come before the positions
			// were read; pairs with the fence in GroupTable.nextEpoch
			this.memory.fullFence();
			if (this.memory.longAcquire(RingLayout.GROUPS_EPOCH) == epoch) {
				return least;
			}
		}
	}

	private boolean overwrites() {
		return this.overwrite || this.memory.longAcquire(RingLayout.EVICTED) > 0;
	}

	private long leastPosition(long next) {
		long least = Long.MAX_VALUE;
		for (int group = 0; group < this.groups.maxGroups(); group++) {
			long state = this.groups.state(group);
			if (GroupState.gates(state)) {
				least = Math.min(least, next);
				for (int shard = 0; shard < GroupState.shards(state); shard++) {
					least = Math.min(least, this.groups.position(group, shard));
				}
			}
		}
		return (least != Long.MAX_VALUE) ? this.groups.held(least) : least;
	}

}
