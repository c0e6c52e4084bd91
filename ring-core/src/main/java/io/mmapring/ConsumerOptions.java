package io.mmapring;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.event.ShardKey;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;
import io.mmapring.wait.WaitStrategy;

/**
 * How a consumer takes the events of its group.
 *
 * @param group the group
 * @param startFrom where the group starts if the ring does not know it yet
 * @param storePosition when it stores how far it is
 * @param batchLimit most events of one poll in {@link Consumer#run}
 * @param waitStrategy how {@link Consumer#run} waits when there is nothing
 * @param shardKey finds the keys by which events fall on the shards of a group that has
 * several; {@code null} for a group with one
 */
public record ConsumerOptions(GroupSpec group, StartFrom startFrom, StorePosition storePosition, int batchLimit,
		WaitStrategy waitStrategy, @Nullable ShardKey shardKey) {

	/** Events of one batch unless set otherwise. */
	public static final int DEFAULT_BATCH_LIMIT = 256;

	/**
	 * Check the values.
	 * @param group the group
	 * @param startFrom where the group starts if the ring does not know it yet
	 * @param storePosition when it stores how far it is
	 * @param batchLimit most events of one poll in {@link Consumer#run}
	 * @param waitStrategy how {@link Consumer#run} waits when there is nothing
	 * @param shardKey finds the keys by which events fall on the shards of a group that
	 * has several; {@code null} for a group with one
	 */
	public ConsumerOptions {
		Objects.requireNonNull(group, "group");
		Objects.requireNonNull(startFrom, "startFrom");
		Objects.requireNonNull(storePosition, "storePosition");
		Objects.requireNonNull(waitStrategy, "waitStrategy");
		Check.that(batchLimit >= 1, "batchLimit", batchLimit, "at least 1");
		Check.that(shardKey != null || group.shards() == 1, "shards", group.shards(),
				"1 without a key by which events fall on shards");
	}

	/**
	 * Options of a group with one consumer at a time.
	 * @param group the group
	 * @param startFrom where the group starts if the ring does not know it yet
	 * @param storePosition when it stores how far it is
	 * @param batchLimit most events of one poll in {@link Consumer#run}
	 * @param waitStrategy how {@link Consumer#run} waits when there is nothing
	 */
	public ConsumerOptions(GroupSpec group, StartFrom startFrom, StorePosition storePosition, int batchLimit,
			WaitStrategy waitStrategy) {
		this(group, startFrom, storePosition, batchLimit, waitStrategy, null);
	}

	/**
	 * The same, sharing the group's load with other consumers, in this or other
	 * processes: each takes the events of some shards, and gets more or fewer as others
	 * come, go or die.
	 * @param shards how many shards the group has, 2 to 64: at least as many as consumers
	 * @param shardKey finds the key of an event
	 * @return new options
	 */
	public ConsumerOptions withShards(int shards, ShardKey shardKey) {
		return new ConsumerOptions(this.group.withShards(shards), this.startFrom, this.storePosition, this.batchLimit,
				this.waitStrategy, shardKey);
	}

	/**
	 * Options of a group: from the earliest event, position stored for each batch.
	 * @param group the group's name
	 * @return the options
	 */
	public static ConsumerOptions of(String group) {
		return new ConsumerOptions(GroupSpec.of(group), StartFrom.EARLIEST, StorePosition.EACH_BATCH,
				DEFAULT_BATCH_LIMIT, WaitStrategy.BACKOFF);
	}

	/**
	 * The same, staying behind other groups.
	 * @param after the groups that must have passed an event first
	 * @return new options
	 */
	public ConsumerOptions withAfter(String... after) {
		return new ConsumerOptions(new GroupSpec(this.group.name(), List.of(after), this.group.shards()),
				this.startFrom, this.storePosition, this.batchLimit, this.waitStrategy, this.shardKey);
	}

	/**
	 * The same with another start for a new group.
	 * @param startFrom where it starts
	 * @return new options
	 */
	public ConsumerOptions withStartFrom(StartFrom startFrom) {
		return new ConsumerOptions(this.group, startFrom, this.storePosition, this.batchLimit, this.waitStrategy,
				this.shardKey);
	}

	/**
	 * The same, storing the position at other times.
	 * @param storePosition when to store it
	 * @return new options
	 */
	public ConsumerOptions withStorePosition(StorePosition storePosition) {
		return new ConsumerOptions(this.group, this.startFrom, storePosition, this.batchLimit, this.waitStrategy,
				this.shardKey);
	}

	/**
	 * The same with other batches.
	 * @param batchLimit most events of one
	 * @return new options
	 */
	public ConsumerOptions withBatchLimit(int batchLimit) {
		return new ConsumerOptions(this.group, this.startFrom, this.storePosition, batchLimit, this.waitStrategy,
				this.shardKey);
	}

	/**
	 * The same with another way to wait.
	 * @param waitStrategy how to wait
	 * @return new options
	 */
	public ConsumerOptions withWaitStrategy(WaitStrategy waitStrategy) {
		return new ConsumerOptions(this.group, this.startFrom, this.storePosition, this.batchLimit, waitStrategy,
				this.shardKey);
	}

}
