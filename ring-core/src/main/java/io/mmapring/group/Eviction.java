package io.mmapring.group;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;

/**
 * Puts a consumer group out of the ring: from then on it holds nobody back. Its entry
 * keeps name, position and owner, and is used again only once its consumer has let go.
 * <p>
 * Assumes: the caller holds the admin lock; a group that may be put out never hands out
 * what it has not copied. Guarantees: a producer that goes on because of it has seen the
 * new state, and so does the consumer behind any copy that such a producer wrote into.
 * Source: the model {@code join} of the protocol's specification.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Eviction {

	private final RingMemory memory;

	private final RingLayout layout;

	private final GroupTable table;

	/**
	 * Prepare to put groups out.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param table its groups
	 */
	public Eviction(RingMemory memory, RingLayout layout, GroupTable table) {
		this.memory = memory;
		this.layout = layout;
		this.table = table;
	}

	/**
	 * Put a group out, if it still is where it was seen. One that moves between the look
	 * and the end of this is put out all the same.
	 * @param name its name
	 * @param position where it was seen
	 * @param pid the process that does it
	 * @return whether it was put out
	 */
	public boolean evict(String name, long position, long pid) {
		int group = this.table.find(name);
		if (group < 0 || this.table.info(group).position() != position) {
			return false;
		}
		this.table.letGo();
		int entry = this.layout.group(group);
		this.memory.longPlain(entry + RingLayout.GROUP_EVICTED_MS, System.currentTimeMillis());
		this.memory.longPlain(entry + RingLayout.GROUP_EVICTED_TAIL, Tail.nextAcquire(this.memory));
		this.memory.longPlain(entry + RingLayout.GROUP_EVICTED_BY_PID, pid);
		// before the state: a producer that sees no group any more must know that there
		// was one, and go on; pairs with the acquire in Gate.read
		this.memory.longGetAndAdd(RingLayout.EVICTED, 1);
		this.table.storeState(group, GroupState.EVICTED, GroupState.shards(this.table.state(group)));
		this.table.nextEpoch();
		return true;
	}

}
