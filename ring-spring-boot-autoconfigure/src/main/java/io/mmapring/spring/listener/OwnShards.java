package io.mmapring.spring.listener;

import java.util.List;
import java.util.function.ToLongFunction;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.inspect.ShardSnapshot;

/**
 * What this process has of a group, in one look at the ring: others may run the rest.
 *
 * @param group the group
 * @param slots slots of the ring
 * @param participant number of this process
 */
record OwnShards(GroupSnapshot group, int slots, int participant) {

	OwnShards(RingSnapshot ring, GroupSnapshot group, int participant) {
		this(group, ring.slots(), participant);
	}

	private List<ShardSnapshot> of(int member) {
		return this.group.shards()
			.stream()
			.filter((shard) -> shard.member() == member && shard.owner() != null
					&& shard.owner().id() == this.participant)
			.toList();
	}

	/** Where a member stands: with the shard that is furthest behind. */
	long position(int member) {
		return least(member, ShardSnapshot::position, this.group.position() + this.group.lag());
	}

	/** Whether a member has something to take. */
	boolean mayTake(int member) {
		// what the groups before have passed, unless the group stands at an unfinished
		// claim
		return this.group.backlog() > 0 && position(member) < this.group.position() + this.group.backlog();
	}

	/** How far a member is behind. */
	long lag(int member) {
		return this.group.position() + this.group.lag() - position(member);
	}

	private long least(int member, ToLongFunction<ShardSnapshot> reading, long none) {
		return of(member).stream().mapToLong(reading).min().orElse(none);
	}

}
