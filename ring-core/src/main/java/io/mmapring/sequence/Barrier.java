package io.mmapring.sequence;

import java.util.Arrays;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupState;
import io.mmapring.group.GroupTable;

/**
 * The least position of the groups that another one stays behind, in whatever process
 * they are.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class Barrier {

	private final RingMemory memory;

	private final int[] positionOffsets;

	/** Of each position's group, in a ring whose groups may be put out; else empty. */
	private final int[] stateOffsets;

	/**
	 * Build the barrier of a group in a ring whose groups are never put out.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param groups its groups
	 * @param group index of the group that stays behind
	 */
	public Barrier(RingMemory memory, RingLayout layout, GroupTable groups, int group) {
		this(memory, layout, groups, group, false);
	}

	/**
	 * Build the barrier of a group.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param groups its groups
	 * @param group index of the group that stays behind
	 * @param evicting whether groups may be put out: nobody stays behind those that were
	 */
	public Barrier(RingMemory memory, RingLayout layout, GroupTable groups, int group, boolean evicting) {
		this.memory = memory;
		long after = groups.after(group);
		int[] offsets = new int[0];
		int[] states = new int[0];
		for (int other = 0; other < groups.maxGroups(); other++) {
			if ((after & (1L << other)) != 0) {
				int shards = GroupState.shards(groups.state(other));
				int length = offsets.length;
				offsets = Arrays.copyOf(offsets, length + shards);
				states = Arrays.copyOf(states, length + shards);
				Arrays.fill(states, length, length + shards, RingLayout.groupState(other));
				for (int shard = 0; shard < shards; shard++) {
					offsets[length + shard] = layout.shard(other, shard) + RingLayout.SHARD_POSITION;
				}
			}
		}
		this.positionOffsets = offsets;
		this.stateOffsets = evicting ? states : new int[0];
	}

	/**
	 * The end of what may be taken.
	 * @return the least position, or the largest number if there is nobody to stay behind
	 */
	public long least() {
		return (this.stateOffsets.length != 0) ? leastOfThoseThatAreIn() : leastOfAll();
	}

	private long leastOfThoseThatAreIn() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < this.positionOffsets.length; i++) {
			// acquire: pairs with the release in GroupTable.storeState
			if (!GroupState.isEvicted(this.memory.longAcquire(this.stateOffsets[i]))) {
				// acquire: as below
				least = Math.min(least, this.memory.longAcquire(this.positionOffsets[i]));
			}
		}
		return least;
	}

	private long leastOfAll() {
		long least = Long.MAX_VALUE;
		for (int offset : this.positionOffsets) {
			// acquire: what the other group did with the event comes before we take it;
			// pairs with the release in Positions.store
			least = Math.min(least, this.memory.longAcquire(offset));
		}
		return least;
	}

}
