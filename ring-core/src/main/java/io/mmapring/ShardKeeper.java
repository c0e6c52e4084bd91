package io.mmapring;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingOwnedException;
import io.mmapring.file.LateFault;
import io.mmapring.group.GroupState;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Shares;
import io.mmapring.process.HeldLock;
import io.mmapring.process.LockKeeper;
import io.mmapring.process.Registration;
import io.mmapring.sequence.ShardSet;

/**
 * Keeps a member of a group that has several shards at its share of them: asks back what
 * is too much, lets go what is no longer read, takes what nobody has. Each member has one
 * and all follow the same rule, so that nobody coordinates them.
 * <p>
 * Source: the protocol's specification, "Shards". Order of locks: the ring's admin lock,
 * then this object's monitor.
 */
final class ShardKeeper {

	/**
	 * Well below the tenth of a second within which a successor is to go on. To hand a
	 * shard over takes three of these.
	 */
	static final Duration PERIOD = Duration.ofMillis(40);

	private final Attached attached;

	private final int group;

	private final ShardSet set;

	private final int member;

	private final Shares shares;

	private final @Nullable HeldLock[] locks;

	private @Nullable Registration upkeep;

	private long pulse;

	private long answeredNs;

	/** Shards that are this member's in the file and certainly not read any more. */
	private long finished;

	private boolean closed;

	/**
	 * Become a member. The caller holds the admin lock.
	 * @throws RingOwnedException if there are as many living members as shards
	 */
	ShardKeeper(Attached attached, int group, int shards, ShardSet set) {
		this.attached = attached;
		this.group = group;
		this.set = set;
		this.locks = new HeldLock[shards];
		this.member = freeMember(attached, group, shards);
		this.answeredNs = System.nanoTime();
		this.shares = new Shares(attached.groups(), group, this.member, attached.participant(), this.answeredNs);
		attached.groups().storeMember(group, this.member, attached.participant(), this.pulse);
	}

	private static int freeMember(Attached attached, int group, int shards) {
		for (int member = 0; member < shards; member++) {
			int participant = GroupTable.participant(attached.groups().member(group, member));
			if (participant == 0 || attached.isDead(participant)) {
				return member;
			}
		}
		throw new RingOwnedException(attached.name(), "a share of group '" + attached.groups().name(group) + "'",
				shards + " living members, as many as it has shards");
	}

	/**
	 * Whom a further member has to wait for.
	 * @return a participant, or 0 if there is room
	 */
	static int memberInTheWay(Attached attached, int group, int shards) {
		int participant = 0;
		for (int member = 0; member < shards; member++) {
			participant = GroupTable.participant(attached.groups().member(group, member));
			if (participant == 0 || attached.isDead(participant)) {
				return 0;
			}
		}
		return participant;
	}

	int member() {
		return this.member;
	}

	/** Begin to look after a consumer; take at once what nobody has. */
	void start(Consumer consumer) {
		tick(consumer);
		Registration upkeep = LockKeeper.everyWaiting(PERIOD, () -> tick(consumer));
		synchronized (this) {
			this.upkeep = upkeep;
		}
	}

	private void tick(Consumer consumer) {
		if (this.attached.isUnusable()) {
			return;
		}
		try {
			boolean idle = consumer.polls().whileIdle(this.set::refresh);
			long wanted = this.set.wanted();
			if (plan(idle)) {
				this.attached.locked(() -> {
					change();
					return true;
				});
				consumer.polls().whileIdle(this.set::refresh);
			}
			if (this.set.wanted() != wanted) {
				// there may be events for it now, and others wait for what it gives up
				consumer.wakeUp();
			}
			LateFault.deliver();
		}
		catch (InternalError ex) {
			this.attached.watch().explain(ex);
		}
	}

	/**
	 * Look, ask back what is too much, and move the pulse.
	 * @param idle whether no thread polls, so that none needs to answer
	 * @return whether there is something to change in the file
	 */
	private synchronized boolean plan(boolean idle) {
		if (this.closed || !isMember()) {
			return false;
		}
		long nowNs = System.nanoTime();
		boolean answered = this.set.isAnswered();
		if (idle || answered) {
			this.answeredNs = nowNs;
		}
		this.shares.look(nowNs, this.attached::isDead);
		long wanted = this.set.wanted();
		// only what was not wanted when the poller was asked last, and only if it has
		// answered: one that read the wanted ones before may be about to read more
		this.finished = answered ? this.shares.mine() & ~(wanted | this.set.read()) : 0;
		while (Long.bitCount(wanted) > this.shares.share()) {
			wanted &= ~Long.highestOneBit(wanted);
		}
		this.set.want(wanted);
		this.set.ask();
		if (isPolling(nowNs)) {
			this.pulse++;
			this.attached.groups().storeMember(this.group, this.member, this.attached.participant(), this.pulse);
		}
		return this.finished != 0 || missing(nowNs) > 0;
	}

	/**
	 * A group that was put out is not shared any more: whoever reads it is told and
	 * leaves. Its entry, and with it the place as a member, may become another group's.
	 */
	private boolean isMember() {
		GroupTable groups = this.attached.groups();
		return GroupState.gates(groups.state(this.group))
				&& GroupTable.participant(groups.member(this.group, this.member)) == this.attached.participant();
	}

	/** A member whose thread hangs in a handler shall not get what others could do. */
	private boolean isPolling(long nowNs) {
		return nowNs - this.answeredNs < Shares.STILL_NS;
	}

	private int missing(long nowNs) {
		if (this.shares.free() == 0 || !isPolling(nowNs)) {
			return 0;
		}
		return this.shares.share() - Long.bitCount(this.set.wanted());
	}

	private synchronized void change() {
		// once more, now that nobody else can put the group out or use its entry again
		if (this.closed || !isMember()) {
			return;
		}
		for (long rest = this.finished; rest != 0; rest &= rest - 1) {
			int shard = Long.numberOfTrailingZeros(rest);
			this.attached.leases().giveShard(this.group, shard, Objects.requireNonNull(this.locks[shard]));
			this.locks[shard] = null;
		}
		long nowNs = System.nanoTime();
		// once more, now that nobody else can take or give
		this.shares.look(nowNs, this.attached::isDead);
		int missing = missing(nowNs);
		long wanted = this.set.wanted();
		for (long rest = this.shares.free() & ~this.set.read(); rest != 0 && missing > 0; rest &= rest - 1) {
			int shard = Long.numberOfTrailingZeros(rest);
			HeldLock lock = this.attached.leases().takeShard(this.group, shard, this.member);
			if (lock != null) {
				this.locks[shard] = lock;
				wanted |= 1L << shard;
				missing--;
			}
		}
		this.set.want(wanted);
		this.set.ask();
	}

	/**
	 * Give all up, and the place as a member. No thread polls any more.
	 */
	void leave() {
		this.attached.letGo(this::leaveInFile, this::leaveOutside);
	}

	private synchronized void leaveInFile() {
		this.closed = true;
		for (int shard = 0; shard < this.locks.length; shard++) {
			HeldLock lock = this.locks[shard];
			if (lock != null) {
				this.attached.leases().giveShard(this.group, shard, lock);
			}
		}
		GroupTable groups = this.attached.groups();
		if (GroupTable.participant(groups.member(this.group, this.member)) == this.attached.participant()) {
			groups.storeMember(this.group, this.member, 0, 0);
		}
	}

	private synchronized void leaveOutside() {
		this.closed = true;
		Registration upkeep = this.upkeep;
		if (upkeep != null) {
			upkeep.cancel();
		}
		for (HeldLock lock : this.locks) {
			if (lock != null) {
				lock.release();
			}
		}
	}

}
