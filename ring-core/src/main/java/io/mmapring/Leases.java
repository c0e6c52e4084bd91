package io.mmapring;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingOwnedException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupTable;
import io.mmapring.process.HeldLock;
import io.mmapring.process.Liveness;
import io.mmapring.process.LockKeeper;
import io.mmapring.process.Participants;

/**
 * What one participant at a time may have: a shard of a group, the right to be the single
 * producer. It is taken from a holder that has let go or is dead, by the number written
 * in the file; the lock file beside it lets others wait in the kernel.
 * <p>
 * All methods: the caller holds the admin lock.
 */
final class Leases {

	private static final int DEATH_LOOKS = 10;

	/** Longer than {@link Liveness} takes its last answer for. */
	private static final long DEATH_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(15);

	private final String ring;

	private final Path directory;

	private final RingMemory memory;

	private final GroupTable groups;

	private final Participants participants;

	private final Liveness liveness;

	private final int me;

	Leases(String ring, Path directory, RingMemory memory, GroupTable groups, Participants participants,
			Liveness liveness, int me) {
		this.ring = ring;
		this.directory = directory;
		this.memory = memory;
		this.groups = groups;
		this.participants = participants;
		this.liveness = liveness;
		this.me = me;
	}

	/**
	 * Take a group.
	 * @return the lock to be given back with it
	 * @throws RingOwnedException if a living participant has it
	 */
	HeldLock takeGroup(int group) {
		String what = "group '" + this.groups.name(group) + "'";
		int owner = this.groups.owner(group, 0);
		HeldLock lock = take(what, owner, this.groups.info(group).shards().get(0).ownedSinceMs(), lockFile(group, 0));
		this.groups.lease(group, 0, this.me, System.currentTimeMillis());
		return lock;
	}

	/**
	 * Whether nobody can store a position of a group any more: each shard's holder has
	 * let go, or is dead, and its lock can be taken.
	 */
	boolean isLetGo(int group) {
		for (int shard = 0; shard < this.groups.info(group).shards().size(); shard++) {
			int owner = this.groups.owner(group, shard);
			if (owner != 0 && !isDead(owner)) {
				return false;
			}
			HeldLock lock = LockKeeper.tryLock(this.directory.resolve("g-%02d-%02d.lock".formatted(group, shard)));
			if (lock == null) {
				return false;
			}
			// nobody else takes it meanwhile: the caller holds the admin lock
			lock.release();
		}
		return true;
	}

	void giveGroup(int group, HeldLock lock) {
		giveShard(group, 0, lock);
	}

	/**
	 * Take a shard for a member of its group, from nobody or from a dead one.
	 * @return the lock to be given back with it, or {@code null} if somebody has it
	 */
	@Nullable HeldLock takeShard(int group, int shard, int member) {
		int owner = this.groups.owner(group, shard);
		if (owner != 0 && !this.liveness.isDead(owner)) {
			return null;
		}
		HeldLock lock = LockKeeper.tryLock(lockFile(group, shard));
		if (lock != null) {
			this.groups.lease(group, shard, this.me, member, System.currentTimeMillis());
		}
		return lock;
	}

	void giveShard(int group, int shard, HeldLock lock) {
		if (this.groups.owner(group, shard) == this.me) {
			this.groups.lease(group, shard, 0, System.currentTimeMillis());
		}
		lock.release();
	}

	private Path lockFile(int group, int shard) {
		return this.directory.resolve("g-%02d-%02d.lock".formatted(group, shard));
	}

	/**
	 * Take the right to be the single producer.
	 * @return the lock to be given back with it
	 * @throws RingOwnedException if a living participant has it
	 */
	HeldLock takeProducer() {
		int owner = (int) this.memory.longAcquire(RingLayout.SOLE_PRODUCER);
		long since = (owner != 0) ? this.participants.info(owner).attachedMs() : 0;
		HeldLock lock = take("the right of the single producer", owner, since, this.directory.resolve("producer.lock"));
		this.memory.longRelease(RingLayout.SOLE_PRODUCER, this.me);
		return lock;
	}

	void giveProducer(HeldLock lock) {
		// release: the tail it stored last comes before; pairs with the acquire in
		// takeProducer
		this.memory.longRelease(RingLayout.SOLE_PRODUCER, 0);
		lock.release();
	}

	/** Take everything from a participant that is dead or leaves. */
	static void clear(RingMemory memory, GroupTable groups, int participant) {
		for (int group = 0; group < groups.maxGroups(); group++) {
			groups.clearOwner(group, participant);
		}
		if (memory.longAcquire(RingLayout.SOLE_PRODUCER) == participant) {
			memory.longRelease(RingLayout.SOLE_PRODUCER, 0);
		}
	}

	private HeldLock take(String what, int owner, long sinceMs, Path lockFile) {
		if (owner != 0 && !isDead(owner)) {
			throw new RingOwnedException(this.ring, what,
					this.participants.info(owner) + ", since " + Instant.ofEpochMilli(sinceMs));
		}
		@Nullable HeldLock lock = LockKeeper.tryLock(lockFile);
		if (lock == null) {
			throw new RingOwnedException(this.ring, what, "whoever holds " + lockFile);
		}
		return lock;
	}

	/**
	 * Whether a holder is dead. A process that was just killed may still be on its way
	 * out: it has let its lock go, but is not gone yet.
	 */
	private boolean isDead(int owner) {
		for (int look = 1; look < DEATH_LOOKS; look++) {
			if (this.liveness.isDead(owner)) {
				return true;
			}
			LockSupport.parkNanos(DEATH_LOOK_NS);
		}
		return this.liveness.isDead(owner);
	}

}
