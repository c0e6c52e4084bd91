package io.mmapring.group;

import java.util.Comparator;
import java.util.List;

/**
 * One look at a group's entry.
 *
 * @param index its index in the group table
 * @param name its name
 * @param state FREE, JOINING, LIVE or EVICTED
 * @param after the groups it waits for
 * @param registeredMs when it was registered, in milliseconds since 1970
 * @param shards its shards
 */
public record GroupInfo(int index, String name, String state, List<String> after, long registeredMs,
		List<Shard> shards) {

	/**
	 * The least position of the shards.
	 * @return the next sequence the group will take
	 */
	public long position() {
		return this.shards.stream().mapToLong(Shard::position).min().orElse(0);
	}

	/**
	 * The shard that is furthest behind.
	 * @return a shard; one that nobody has, at 0, if the entry has none
	 */
	public Shard slowest() {
		return this.shards.stream().min(Comparator.comparingLong(Shard::position)).orElse(new Shard(0, 0, 0, 0));
	}

	/**
	 * One look at a shard.
	 *
	 * @param position the next sequence it will take
	 * @param owner the participant that leases it, or 0
	 * @param member which member of the group that is, from 0
	 * @param ownedSinceMs since when, in milliseconds since 1970
	 */
	public record Shard(long position, int owner, int member, long ownedSinceMs) {
	}

}
