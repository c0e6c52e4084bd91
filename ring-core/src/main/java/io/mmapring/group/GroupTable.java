package io.mmapring.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * The consumer groups written in a ring file: names, dependencies, positions, owners.
 * Entries are changed only under the admin lock, apart from the positions, which belong
 * to the consumers.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class GroupTable {

	private static final int PARTICIPANT_BITS = 8;

	private final RingMemory memory;

	private final RingLayout layout;

	private final int maxGroups;

	private final int maxShards;

	/**
	 * Look at the groups of a ring.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param geometry its geometry
	 */
	public GroupTable(RingMemory memory, RingLayout layout, RingGeometry geometry) {
		this.memory = memory;
		this.layout = layout;
		this.maxGroups = geometry.maxGroups();
		this.maxShards = geometry.maxShards();
	}

	/**
	 * Most groups the ring can have.
	 * @return the number of entries
	 */
	public int maxGroups() {
		return this.maxGroups;
	}

	/**
	 * Most shards a group of the ring can have.
	 * @return the number of positions in an entry
	 */
	public int maxShards() {
		return this.maxShards;
	}

	/**
	 * State word of a group.
	 * @param group its index
	 * @return the word, see {@link GroupState}
	 */
	public long state(int group) {
		// acquire: pairs with the release in store(State); entry and position are whole
		return this.memory.longAcquire(RingLayout.groupState(group));
	}

	/**
	 * Next sequence that a shard will take.
	 * @param group the group's index
	 * @param shard the shard's index
	 * @return the position
	 */
	public long position(int group, int shard) {
		// acquire: pairs with the release of the consumer that stores its position
		return this.memory.longAcquire(this.layout.shard(group, shard) + RingLayout.SHARD_POSITION);
	}

	/**
	 * The participant that leases a shard.
	 * @param group the group's index
	 * @param shard the shard's index
	 * @return its number, or 0
	 */
	public int owner(int group, int shard) {
		return participant(ownerWord(group, shard));
	}

	long ownerWord(int group, int shard) {
		// acquire: the position of whoever let go comes before; pairs with the release in
		// lease(..)
		return this.memory.longAcquire(this.layout.shard(group, shard) + RingLayout.SHARD_OWNER);
	}

	/**
	 * The least position of a group's shards.
	 * @param group the group's index
	 * @return the next sequence the group will take
	 */
	public long position(int group) {
		long least = position(group, 0);
		for (int shard = 1; shard < GroupState.shards(state(group)); shard++) {
			least = Math.min(least, position(group, shard));
		}
		return least;
	}

	/**
	 * Word of a member of a group with several shards, which can have as many members as
	 * shards.
	 * @param group the group's index
	 * @param member the member's number, from 0
	 * @return its participant and pulse, or 0
	 */
	public long member(int group, int member) {
		return this.memory.longAcquire(this.layout.shard(group, member) + RingLayout.SHARD_MEMBER);
	}

	/**
	 * Write who a member is, and move its pulse. To take or give up the place the caller
	 * holds the admin lock.
	 * @param group the group's index
	 * @param member the member's number, from 0
	 * @param participant its participant, or 0 for nobody
	 * @param pulse any number but the former
	 */
	public void storeMember(int group, int member, int participant, long pulse) {
		// release: pairs with the acquire in member(..)
		this.memory.longRelease(this.layout.shard(group, member) + RingLayout.SHARD_MEMBER,
				(pulse << PARTICIPANT_BITS) | participant);
	}

	/**
	 * The participant that an owner's or member's word names.
	 * @param word the word
	 * @return its number, or 0
	 */
	public static int participant(long word) {
		return (int) word & RingLayout.MAX_PARTICIPANTS;
	}

	static int memberOf(long ownerWord) {
		return (int) (ownerWord >>> PARTICIPANT_BITS) & RingLayout.MAX_PARTICIPANTS;
	}

	/**
	 * Groups that must have passed an event before the group takes it.
	 * @param group its index
	 * @return bit g is group g
	 */
	public long after(int group) {
		return this.memory.longPlain(this.layout.group(group) + RingLayout.GROUP_AFTER);
	}

	/**
	 * Name of a group.
	 * @param group its index
	 * @return its name
	 */
	public String name(int group) {
		int offset = this.layout.group(group) + RingLayout.GROUP_NAME;
		int length = Math.max(0, Math.min(this.memory.intPlain(offset), RingLayout.GROUP_NAME_BYTES));
		byte[] bytes = new byte[length];
		this.memory.bytesPlain(offset + Integer.BYTES, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Find a group that is in use.
	 * @param name its name
	 * @return its index, or -1
	 */
	public int find(String name) {
		for (int group = 0; group < this.maxGroups; group++) {
			if (GroupState.state(state(group)) == GroupState.LIVE && name(group).equals(name)) {
				return group;
			}
		}
		return -1;
	}

	/**
	 * Find a group that is in use or was put out.
	 * @param name its name
	 * @return its index, or -1
	 */
	public int findEntry(String name) {
		int live = find(name);
		return (live >= 0) ? live : findEvicted(name);
	}

	int findEvicted(String name) {
		for (int group = 0; group < this.maxGroups; group++) {
			if (GroupState.isEvicted(state(group)) && name(group).equals(name)) {
				return group;
			}
		}
		return -1;
	}

	/**
	 * When a group was put out last.
	 * @param group its index
	 * @return milliseconds since 1970, or 0 if it never was
	 */
	public long evictedMs(int group) {
		return this.memory.longPlain(this.layout.group(group) + RingLayout.GROUP_EVICTED_MS);
	}

	/**
	 * Where the tail was when a group was put out last.
	 * @param group its index
	 * @return the next sequence that was to be claimed
	 */
	public long evictedTail(int group) {
		return this.memory.longPlain(this.layout.group(group) + RingLayout.GROUP_EVICTED_TAIL);
	}

	/**
	 * All entries that are in use, in the order of the table.
	 * @return one look at each
	 */
	public List<GroupInfo> all() {
		List<GroupInfo> groups = new ArrayList<>();
		for (int group = 0; group < this.maxGroups; group++) {
			if (GroupState.state(state(group)) != GroupState.FREE) {
				groups.add(info(group));
			}
		}
		return groups;
	}

	/**
	 * One look at an entry.
	 * @param group its index
	 * @return what it says
	 */
	public GroupInfo info(int group) {
		long state = state(group);
		List<GroupInfo.Shard> shards = new ArrayList<>();
		for (int shard = 0; shard < Math.min(GroupState.shards(state), this.maxShards); shard++) {
			int offset = this.layout.shard(group, shard);
			long owner = ownerWord(group, shard);
			shards.add(new GroupInfo.Shard(position(group, shard), participant(owner), memberOf(owner),
					this.memory.longPlain(offset + RingLayout.SHARD_OWNED_SINCE_MS)));
		}
		long registeredMs = this.memory.longPlain(this.layout.group(group) + RingLayout.GROUP_REGISTERED_MS);
		return new GroupInfo(group, name(group), GroupState.toString(state), names(after(group)), registeredMs, shards);
	}

	List<String> names(long mask) {
		List<String> names = new ArrayList<>();
		for (int group = 0; group < this.maxGroups; group++) {
			if ((mask & (1L << group)) != 0) {
				names.add(name(group));
			}
		}
		return names.stream().sorted().toList();
	}

	/**
	 * Write who a group is; its state comes later and announces it.
	 */
	void describe(int group, String name, long after, long registeredMs) {
		int offset = this.layout.group(group);
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		this.memory.longPlain(offset + RingLayout.GROUP_AFTER, after);
		this.memory.longPlain(offset + RingLayout.GROUP_REGISTERED_MS, registeredMs);
		this.memory.longPlain(offset + RingLayout.GROUP_EVICTED_MS, 0);
		this.memory.intPlain(offset + RingLayout.GROUP_NAME, bytes.length);
		this.memory.storeBytesPlain(offset + RingLayout.GROUP_NAME + Integer.BYTES, bytes);
		for (int shard = 0; shard < this.maxShards; shard++) {
			this.memory.longRelease(this.layout.shard(group, shard) + RingLayout.SHARD_OWNER, 0);
			this.memory.longRelease(this.layout.shard(group, shard) + RingLayout.SHARD_MEMBER, 0);
		}
	}

	void storePositions(int group, int shards, long position) {
		for (int shard = 0; shard < shards; shard++) {
			storePosition(group, shard, position);
		}
	}

	void storePosition(int group, int shard, long position) {
		// release: pairs with the acquire in position(..)
		this.memory.longRelease(this.layout.shard(group, shard) + RingLayout.SHARD_POSITION, position);
	}

	void storeState(int group, int state, int shards) {
		// release: description and position before it; pairs with the acquire in
		// state(..)
		this.memory.longRelease(RingLayout.groupState(group), GroupState.of(state, shards));
	}

	/**
	 * Write who leases a shard. The caller holds the admin lock.
	 * @param group the group's index
	 * @param shard the shard's index
	 * @param participant its number, or 0 for nobody
	 * @param sinceMs since when, in milliseconds since 1970
	 */
	public void lease(int group, int shard, int participant, long sinceMs) {
		lease(group, shard, participant, 0, sinceMs);
	}

	/**
	 * Write which member of a group leases a shard. The caller holds the admin lock.
	 * @param group the group's index
	 * @param shard the shard's index
	 * @param participant its participant's number
	 * @param member the member's number, from 0
	 * @param sinceMs since when, in milliseconds since 1970
	 */
	public void lease(int group, int shard, int participant, int member, long sinceMs) {
		int offset = this.layout.shard(group, shard);
		this.memory.longPlain(offset + RingLayout.SHARD_OWNED_SINCE_MS, sinceMs);
		// release: a successor that reads 0 sees the last position of its predecessor
		this.memory.longRelease(offset + RingLayout.SHARD_OWNER, ((long) member << PARTICIPANT_BITS) | participant);
	}

	/**
	 * Take all shards of a group, and its places as a member, from a participant. The
	 * caller holds the admin lock.
	 * @param group the group's index
	 * @param participant who is dead, or leaves
	 */
	public void clearOwner(int group, int participant) {
		for (int shard = 0; shard < this.maxShards; shard++) {
			if (owner(group, shard) == participant) {
				this.memory.longRelease(this.layout.shard(group, shard) + RingLayout.SHARD_OWNER, 0);
			}
			if (participant(member(group, shard)) == participant) {
				storeMember(group, shard, 0, 0);
			}
		}
	}

	/** The least position of all groups that producers must not lap; there is one. */
	long least() {
		long least = Long.MAX_VALUE;
		for (int group = 0; group < this.maxGroups; group++) {
			if (GroupState.gates(state(group))) {
				least = Math.min(least, position(group));
			}
		}
		return least;
	}

	/** Hold producers at a place, beside the groups. The caller holds the admin lock. */
	void hold(long least) {
		// release: pairs with the acquire in held(..)
		this.memory.longRelease(RingLayout.HOLD, least + 1);
	}

	/**
	 * Let producers go that a seek has held, also of one that died on the way: those that
	 * have seen an old position look again before. The caller holds the admin lock.
	 */
	void letGo() {
		if (this.memory.longAcquire(RingLayout.HOLD) != 0) {
			nextEpoch();
			this.memory.longRelease(RingLayout.HOLD, 0);
		}
	}

	/**
	 * Where producers are held beside the groups.
	 * @param least the least position
	 * @return the same, or less while a group seeks
	 */
	public long held(long least) {
		// acquire: pairs with the release in hold(..)
		long hold = this.memory.longAcquire(RingLayout.HOLD);
		return (hold != 0) ? Math.min(least, hold - 1) : least;
	}

	/**
	 * Tell producers that states changed: those who read some of them before must read
	 * all again.
	 */
	void nextEpoch() {
		this.memory.longGetAndAdd(RingLayout.GROUPS_EPOCH, 1);
		// full fence: the reads that follow must not come before the new epoch is
		// visible;
		// pairs with the fence between a producer's position reads and its second look at
		// the epoch
		this.memory.fullFence();
	}

}
