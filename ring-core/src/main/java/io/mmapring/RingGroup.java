package io.mmapring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.mmapring.error.Check;
import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.GroupMissingException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupInfo;
import io.mmapring.group.GroupState;
import io.mmapring.group.GroupTable;
import io.mmapring.wait.Awaited;
import io.mmapring.wait.WaitStrategy;

/**
 * A consumer group of a ring as anybody sees it, in whatever process its consumer is.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class RingGroup {

	private final Ring ring;

	private final Attached attached;

	private final String name;

	RingGroup(Ring ring, Attached attached, String name) {
		this.ring = ring;
		this.attached = attached;
		this.name = name;
	}

	/**
	 * Name of the group.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Next sequence that the group will take, as it is stored in the ring; of its shards
	 * the least.
	 * @return the sequence
	 * @throws GroupMissingException if the ring does not know the group
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long position() {
		return explained(() -> this.attached.groups().position(entry()));
	}

	/**
	 * How far the group is behind.
	 * @return number of sequences between its position and the tail
	 * @throws GroupMissingException if the ring does not know the group
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long lag() {
		long position = position();
		return explained(() -> Math.max(0, Tail.nextAcquire(this.attached.file().memory()) - position));
	}

	/**
	 * Wait until the group has consumed a sequence: until its position is behind it,
	 * which its consumer stores as its options say. So a producer learns that its event
	 * was dealt with, in whatever process.
	 * @param sequence the sequence, from 0
	 * @param timeout how long to wait at most; zero to look once
	 * @return whether it has by then
	 * @throws GroupMissingException if the ring does not know the group, also while
	 * waiting
	 * @throws GroupEvictedException if the group was put out before it came so far
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 * @throws RingFailedException if the file can no longer be used
	 */
	public boolean awaitConsumed(long sequence, Duration timeout) {
		return awaitConsumed(sequence, timeout, WaitStrategy.BACKOFF);
	}

	/**
	 * Wait until the group has consumed a sequence: until its position is behind it,
	 * which its consumer stores as its options say. So a producer learns that its event
	 * was dealt with, in whatever process.
	 * @param sequence the sequence, from 0
	 * @param timeout how long to wait at most; zero to look once
	 * @param waitStrategy how to wait between two looks; with {@link WaitStrategy#BLOCK}
	 * the group's consumer wakes it
	 * @return whether it has by then
	 * @throws GroupMissingException if the ring does not know the group, also while
	 * waiting
	 * @throws GroupEvictedException if the group was put out before it came so far
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 * @throws RingFailedException if the file can no longer be used
	 */
	public boolean awaitConsumed(long sequence, Duration timeout, WaitStrategy waitStrategy) {
		Check.that(sequence >= 0, "sequence", sequence, "0 or more");
		String what = "group '" + this.name + "' to consume sequence " + sequence;
		return new Awaiting(this.ring, what, Awaited.POSITIONS, waitStrategy)
			.until(() -> explained(() -> hasConsumed(sequence) ? 1 : 0) != 0, timeout);
	}

	/**
	 * Move the group, which nobody may have, to a sequence, as {@link Consumer#seek}
	 * does.
	 * @param sequence where to, from 0
	 * @return where it is now: the next start of an event
	 * @throws RingSequenceException if it cannot go there; the group stays where it is
	 * @throws RingOwnedException if a living consumer has the group or one of its shards
	 * @throws GroupMissingException if the ring does not know the group
	 * @throws GroupEvictedException if the group was put out
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long seek(long sequence) {
		Check.that(sequence >= 0, "sequence", sequence, "0 or more");
		return move(Seeking.Target.sequence(sequence));
	}

	/**
	 * Move the group, which nobody may have, to the oldest event that certainly stays, as
	 * {@link Consumer#seekToEarliest} does.
	 * @return where it is now
	 * @throws RingOwnedException if a living consumer has the group or one of its shards
	 * @throws GroupMissingException if the ring does not know the group
	 * @throws GroupEvictedException if the group was put out
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long seekToEarliest() {
		return move(Seeking.Target.EARLIEST);
	}

	/**
	 * Move the group, which nobody may have, behind all that is finished, as
	 * {@link Consumer#seekToLatest} does.
	 * @return where it is now
	 * @throws RingOwnedException if a living consumer has the group or one of its shards
	 * @throws GroupMissingException if the ring does not know the group
	 * @throws GroupEvictedException if the group was put out
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long seekToLatest() {
		return move(Seeking.Target.LATEST);
	}

	private long move(Seeking.Target target) {
		return explained(() -> this.attached.locked(() -> {
			int group = entry();
			if (!this.attached.leases().isLetGo(group)) {
				throw owned(group);
			}
			int shards = GroupState.shards(this.attached.groups().state(group));
			return Seeking.move(this.attached, group, -1L >>> (Long.SIZE - shards), target);
		}));
	}

	private RingOwnedException owned(int group) {
		String owners = this.attached.groups()
			.info(group)
			.shards()
			.stream()
			.filter((shard) -> shard.owner() != 0)
			.map((shard) -> this.attached.participants().info(shard.owner()).toString())
			.distinct()
			.collect(Collectors.joining(", "));
		return new RingOwnedException(this.ring.name(), "group '" + this.name + "' to move it",
				owners.isEmpty() ? "a consumer that is on its way out" : owners);
	}

	private boolean hasConsumed(long sequence) {
		GroupTable groups = this.attached.groups();
		int group = entry();
		long position = groups.position(group);
		if (position > sequence) {
			return true;
		}
		if (GroupState.isEvicted(groups.state(group))) {
			throw evicted(this.attached, group);
		}
		return false;
	}

	/** What to say of a group that was put out. */
	static GroupEvictedException evicted(Attached attached, int group) {
		GroupTable groups = attached.groups();
		long tail = Tail.nextAcquire(attached.file().memory());
		return new GroupEvictedException(attached.name(), groups.name(group), groups.position(group), tail,
				Instant.ofEpochMilli(groups.evictedMs(group)));
	}

	/**
	 * Looked up each time: the entry of one that was put out may become another one's.
	 */
	private int entry() {
		GroupTable groups = this.attached.groups();
		int group = groups.findEntry(this.name);
		if (group >= 0) {
			return group;
		}
		// or it is just coming back
		List<GroupInfo> known = groups.all();
		return known.stream()
			.filter((info) -> info.name().equals(this.name))
			.mapToInt(GroupInfo::index)
			.findFirst()
			.orElseThrow(() -> new GroupMissingException(this.ring.name(), this.name,
					known.stream().map(GroupInfo::name).toList()));
	}

	private long explained(LongSupplier action) {
		this.ring.checkUsable("ring");
		try {
			return action.getAsLong();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

}
