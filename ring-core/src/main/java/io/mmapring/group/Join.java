package io.mmapring.group;

import java.util.List;
import java.util.function.IntPredicate;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingLimitException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Brings consumer groups into a ring: declared ones before its file is visible, late ones
 * while events flow.
 * <p>
 * Assumes: the caller holds the admin lock. Guarantees: a producer never laps a group
 * that is LIVE, nor one that is JOINING and about to be; whoever dies half-way leaves an
 * entry that the next holder of the lock frees; the entry of a group that was put out is
 * used again only once nobody can store a position in it any more. Source: the model
 * {@code join} of the protocol's specification, whose mutants show that each step is
 * needed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Join {

	private final String ring;

	private final RingMemory memory;

	private final RingLayout layout;

	private final GroupTable table;

	private final IntPredicate letGo;

	/**
	 * Prepare to join groups in a ring whose groups are never put out.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param table its groups
	 */
	public Join(String ring, RingMemory memory, RingLayout layout, GroupTable table) {
		this(ring, memory, layout, table, (group) -> false);
	}

	/**
	 * Prepare to join groups.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param table its groups
	 * @param letGo whether the locks of all shards of a group can be taken, so that its
	 * consumer certainly stores no position any more
	 */
	public Join(String ring, RingMemory memory, RingLayout layout, GroupTable table, IntPredicate letGo) {
		this.ring = ring;
		this.memory = memory;
		this.layout = layout;
		this.table = table;
		this.letGo = letGo;
	}

	/**
	 * Write groups into a ring that nobody sees yet: they exist from the first event on.
	 * @param specs the groups, dependencies first
	 */
	public void declare(List<GroupSpec> specs) {
		for (GroupSpec spec : inOrder(specs)) {
			int group = freeEntry(spec);
			this.table.describe(group, spec.name(), mask(spec), System.currentTimeMillis());
			this.table.storePositions(group, spec.shards(), 0);
			this.table.storeState(group, GroupState.LIVE, spec.shards());
		}
	}

	/**
	 * Find the groups, and join those that are not there yet. One that was put out joins
	 * again, at its position if that is still there, but only once its consumer has let
	 * go; until then it stays out.
	 * @param specs the groups, in any order
	 * @param startFrom where a new group starts
	 * @throws GroupMismatchException if a group exists with other dependencies or shards,
	 * or a dependency does not exist
	 * @throws RingLimitException if the group table is full, or a group wants more shards
	 * than the ring has room for
	 */
	public void join(List<GroupSpec> specs, StartFrom startFrom) {
		freeHalfJoined();
		for (GroupSpec spec : inOrder(specs)) {
			int group = this.table.findEntry(spec.name());
			if (group < 0) {
				join(spec, startFrom);
			}
			else {
				checkSame(spec, group);
				if (GroupState.isEvicted(this.table.state(group)) && this.letGo.test(group)) {
					joinAgain(group);
				}
			}
		}
	}

	/**
	 * Free the entry of a joiner that died, and end the hold of a seeker that did: both
	 * happen under the admin lock, so that whoever holds it now is not the one who left
	 * them.
	 */
	public void freeHalfJoined() {
		this.table.letGo();
		for (int group = 0; group < this.table.maxGroups(); group++) {
			if (GroupState.state(this.table.state(group)) == GroupState.JOINING) {
				if (!anyLive()) {
					raiseFloor(this.table.position(group, 0));
				}
				if (this.table.evictedMs(group) != 0) {
					// others may stay behind it: it is again what it was before
					this.table.storeState(group, GroupState.EVICTED, GroupState.shards(this.table.state(group)));
				}
				else {
					this.table.storeState(group, GroupState.FREE, 0);
				}
				this.table.nextEpoch();
			}
		}
	}

	private boolean anyLive() {
		for (int group = 0; group < this.table.maxGroups(); group++) {
			if (GroupState.state(this.table.state(group)) == GroupState.LIVE) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Producers may have been let on up to the position of an entry that alone held them
	 * back: nobody may start below it once it is free.
	 */
	private void raiseFloor(long position) {
		while (true) {
			long floor = this.memory.longAcquire(RingLayout.FLOOR);
			// compare-and-set: producers that overwrite raise it too; pairs with
			// FloorWalk.raise
			if (floor >= position || this.memory.longCompareAndSet(RingLayout.FLOOR, floor, position)) {
				return;
			}
		}
	}

	private void join(GroupSpec spec, StartFrom startFrom) {
		int group = freeEntry(spec);
		this.table.describe(group, spec.name(), mask(spec), System.currentTimeMillis());
		this.table.storePositions(group, spec.shards(), earliest());
		this.table.storeState(group, GroupState.JOINING, spec.shards());
		this.table.nextEpoch();
		// Producers that looked before the new epoch may have been let on up to the
		// others'
		// positions of that time: only now, and not later than LIVE, follow them.
		long position = Math.max(this.table.position(group, 0), earliest());
		this.table.storePositions(group, spec.shards(), pass(position, startFrom == StartFrom.LATEST));
		this.table.storeState(group, GroupState.LIVE, spec.shards());
	}

	/**
	 * The same for a group that was put out: never below its position, since it has taken
	 * what is there. A position is stored once, and only where a claim starts: a joiner
	 * that is killed on the way leaves none that the next one could take for a place in a
	 * batch.
	 */
	private void joinAgain(int group) {
		int shards = GroupState.shards(this.table.state(group));
		this.table.storeState(group, GroupState.JOINING, shards);
		this.table.nextEpoch();
		long earliest = earliest();
		for (int shard = 0; shard < shards; shard++) {
			if (this.table.position(group, shard) < earliest) {
				this.table.storePosition(group, shard, pass(earliest, false));
			}
		}
		this.table.storeState(group, GroupState.LIVE, shards);
	}

	private long earliest() {
		long least = Long.MAX_VALUE;
		long floor = this.memory.longAcquire(RingLayout.FLOOR);
		for (int group = 0; group < this.table.maxGroups(); group++) {
			int state = GroupState.state(this.table.state(group));
			for (int shard = 0; shard < GroupState.shards(this.table.state(group)); shard++) {
				if (state == GroupState.LIVE) {
					least = Math.min(least, this.table.position(group, shard));
				}
				else if (state == GroupState.EVICTED) {
					// producers may have been let on up to here before the group was put
					// out
					floor = Math.max(floor, this.table.position(group, shard));
				}
			}
		}
		return (least != Long.MAX_VALUE) ? least : floor;
	}

	/**
	 * Find where a new group starts: never in the rest of a claim. The latest start is
	 * behind all that is finished, not simply at the tail: if this is the first group,
	 * nothing else keeps producers from lapping the open claim of a slow one.
	 */
	private long pass(long start, boolean finished) {
		long position = start;
		long next = Tail.nextAcquire(this.memory);
		while (position < next) {
			// acquire: pairs with the release of whoever stamps the slot
			long stamp = this.memory.longAcquire(this.layout.slot(position) + RingLayout.SLOT_STAMP);
			int state = Stamp.state(stamp);
			boolean passed = state == Stamp.FOLLOWS || (finished && state != Stamp.CLAIMED);
			if (!passed || !Stamp.isOf(stamp, this.layout.lap(position))) {
				break;
			}
			position++;
		}
		return position;
	}

	private void checkSame(GroupSpec spec, int group) {
		List<String> found = this.table.names(this.table.after(group));
		if (!found.equals(spec.after())) {
			throw GroupMismatchException.after(this.ring, spec.name(), found, spec.after());
		}
		int shards = GroupState.shards(this.table.state(group));
		if (shards != spec.shards()) {
			throw GroupMismatchException.shards(this.ring, spec.name(), shards, spec.shards());
		}
	}

	private long mask(GroupSpec spec) {
		long mask = 0;
		for (String after : spec.after()) {
			int group = this.table.findEntry(after);
			if (group < 0) {
				throw GroupMismatchException.unknown(this.ring, spec.name(), after,
						this.table.all().stream().map(GroupInfo::name).toList());
			}
			mask |= 1L << group;
		}
		return mask;
	}

	private int freeEntry(GroupSpec spec) {
		if (spec.shards() > this.table.maxShards()) {
			throw RingLimitException.shards(this.ring, spec.name(), spec.shards(), this.table.maxShards());
		}
		for (int group = 0; group < this.table.maxGroups(); group++) {
			if (GroupState.state(this.table.state(group)) == GroupState.FREE) {
				return group;
			}
		}
		for (int group = 0; group < this.table.maxGroups(); group++) {
			if (GroupState.isEvicted(this.table.state(group)) && !isNamed(group) && this.letGo.test(group)) {
				free(group);
				return group;
			}
		}
		throw RingLimitException.groups(this.ring, this.table.maxGroups(), spec.name(),
				this.table.all().stream().map(GroupInfo::name).toList());
	}

	/** Whether another group stays behind it. */
	private boolean isNamed(int group) {
		for (int other = 0; other < this.table.maxGroups(); other++) {
			if (GroupState.state(this.table.state(other)) != GroupState.FREE
					&& (this.table.after(other) & (1L << group)) != 0) {
				return true;
			}
		}
		return false;
	}

	/** Free the entry of a group that was put out and whose consumer has let go. */
	private void free(int group) {
		for (int shard = 0; shard < GroupState.shards(this.table.state(group)); shard++) {
			raiseFloor(this.table.position(group, shard));
		}
		this.table.storeState(group, GroupState.FREE, 0);
		this.table.nextEpoch();
	}

	/**
	 * Dependencies first; a cycle has no such order and is refused.
	 */
	private List<GroupSpec> inOrder(List<GroupSpec> specs) {
		return new GroupOrder(this.ring, specs).inOrder();
	}

}
