package io.mmapring.group;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * One member's view of how its group's shards are shared: who is there, which shards
 * nobody has, and how many this member should have. All members that see the same words
 * find the same shares, which add up to all shards, so that nobody needs to coordinate
 * them.
 * <p>
 * A member counts if its process is not dead and its pulse has moved in the last half
 * second. One that does not count gets nothing new and keeps what it has: a living
 * process is never robbed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Shares {

	/** For how long a member counts whose pulse does not move. */
	public static final long STILL_NS = TimeUnit.MILLISECONDS.toNanos(500);

	private final GroupTable table;

	private final int group;

	private final int shards;

	private final int member;

	private final int participant;

	private final long[] words;

	private final long[] movedNs;

	private final int[] counts;

	private long lookedNs;

	private long free;

	private long mine;

	private int share;

	/**
	 * Prepare to look.
	 * @param table the ring's groups
	 * @param group the group's index
	 * @param member number of this member
	 * @param participant number of this process
	 * @param nowNs this process's nano time
	 */
	public Shares(GroupTable table, int group, int member, int participant, long nowNs) {
		this.table = table;
		this.group = group;
		this.shards = GroupState.shards(table.state(group));
		this.member = member;
		this.participant = participant;
		this.words = new long[this.shards];
		this.movedNs = new long[this.shards];
		this.counts = new int[this.shards];
		this.lookedNs = nowNs;
		Arrays.fill(this.movedNs, nowNs);
	}

	/**
	 * Look at the group's words. Takes no lock: what is done upon it looks again under
	 * the admin lock.
	 * @param nowNs this process's nano time
	 * @param dead tells who is certainly dead
	 */
	public void look(long nowNs, IntPredicate dead) {
		// a frozen machine freezes pulses and looks alike: after a late look all start
		// anew
		boolean late = nowNs - this.lookedNs > STILL_NS / 2;
		this.lookedNs = nowNs;
		for (int other = 0; other < this.shards; other++) {
			long word = this.table.member(this.group, other);
			if (late || word != this.words[other]) {
				this.words[other] = word;
				this.movedNs[other] = nowNs;
			}
			int process = GroupTable.participant(word);
			boolean counts = other == this.member
					|| (process != 0 && nowNs - this.movedNs[other] < STILL_NS && !dead.test(process));
			this.counts[other] = counts ? 0 : -1;
		}
		int available = lookAtOwners(dead);
		this.share = share(available);
	}

	private int lookAtOwners(IntPredicate dead) {
		this.free = 0;
		this.mine = 0;
		int available = 0;
		for (int shard = 0; shard < this.shards; shard++) {
			long word = this.table.ownerWord(this.group, shard);
			int owner = GroupTable.participant(word);
			int holder = GroupTable.memberOf(word);
			if (owner == 0 || dead.test(owner)) {
				this.free |= 1L << shard;
				available++;
			}
			else if (owner == this.participant && holder == this.member) {
				this.mine |= 1L << shard;
				this.counts[holder]++;
				available++;
			}
			else if (holder < this.shards && this.counts[holder] >= 0
					&& GroupTable.participant(this.words[holder]) == owner) {
				this.counts[holder]++;
				available++;
			}
		}
		return available;
	}

	/** The remainder goes to those that have most already, so that few shards move. */
	private int share(int available) {
		int members = 0;
		int before = 0;
		for (int other = 0; other < this.shards; other++) {
			if (this.counts[other] >= 0) {
				members++;
				int more = Integer.compare(this.counts[other], this.counts[this.member]);
				if (more > 0 || (more == 0 && other < this.member)) {
					before++;
				}
			}
		}
		return available / members + ((before < available % members) ? 1 : 0);
	}

	/**
	 * Shards that nobody has who lives.
	 * @return bit k is shard k
	 */
	public long free() {
		return this.free;
	}

	/**
	 * Shards that the file says this member has.
	 * @return bit k is shard k
	 */
	public long mine() {
		return this.mine;
	}

	/**
	 * How many shards this member should have.
	 * @return the number
	 */
	public int share() {
		return this.share;
	}

}
