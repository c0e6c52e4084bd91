package io.mmapring.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.LateFault;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupInfo;
import io.mmapring.group.GroupTable;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.Participants;

/**
 * Looks at a ring without changing anything: for health checks, metrics and tools. Does
 * not block.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingInspector {

	/** So that a look at large events stays short. */
	private static final int MOST_SLOTS = 64;

	private final String name;

	private final RingMemory memory;

	private final RingGeometry geometry;

	private final GroupTable groups;

	private final Participants participants;

	private final IntPredicate lostLocks;

	private final OpenClaims claims;

	private final SlotInspector slots;

	/** Groups that have something to take. */
	private final ProgressWatch progress;

	/** Groups that stand at an unfinished claim. */
	private final ProgressWatch waiting;

	/**
	 * Prepare to look.
	 * @param name name of the ring
	 * @param memory its memory
	 * @param geometry its geometry
	 * @param groups its groups
	 * @param participants its participants
	 * @param ownClaims tells which claims this process has open
	 * @param lostLocks tells whether a participant runs without its lock
	 */
	public RingInspector(String name, RingMemory memory, RingGeometry geometry, GroupTable groups,
			Participants participants, Supplier<List<OwnClaim>> ownClaims, IntPredicate lostLocks) {
		this.name = name;
		this.memory = memory;
		this.geometry = geometry;
		this.groups = groups;
		this.participants = participants;
		this.lostLocks = lostLocks;
		this.claims = new OpenClaims(memory, new RingLayout(geometry), participants, ownClaims);
		this.slots = new SlotInspector(memory, new RingLayout(geometry), geometry);
		this.progress = new ProgressWatch(groups.maxGroups(), System.nanoTime());
		this.waiting = new ProgressWatch(groups.maxGroups(), System.nanoTime());
	}

	/**
	 * Look at the ring.
	 * @return what was seen
	 */
	public RingSnapshot snapshot() {
		RingSnapshot seen = look();
		LateFault.deliver();
		return seen;
	}

	private RingSnapshot look() {
		// positions before the tail: the tail is never behind a position that was read
		List<GroupInfo> infos = this.groups.all();
		long tail = Tail.nextAcquire(this.memory);
		long nowNs = System.nanoTime();
		List<GroupSnapshot> groups = infos.stream().map((info) -> group(info, infos, tail, nowNs)).toList();
		long gate = infos.stream()
			.filter((info) -> !info.state().equals("EVICTED"))
			.mapToLong(GroupInfo::position)
			.min()
			.orElseGet(() -> this.memory.longAcquire(RingLayout.FLOOR));
		long remaining = Math.max(0, Math.min(this.geometry.slots(), gate + this.geometry.slots() - tail));
		List<ParticipantInfo> participants = this.participants.all();
		return new RingSnapshot(this.name, this.geometry.slots(), this.geometry.slotSizeBytes(), tail, remaining,
				this.memory.longOpaque(RingLayout.REPAIRED), this.memory.longOpaque(RingLayout.OVERWRITTEN), groups,
				participants, openClaims(groups, gate, tail, nowNs),
				participants.stream().filter((participant) -> this.lostLocks.test(participant.id())).toList());
	}

	private List<ClaimSnapshot> openClaims(List<GroupSnapshot> groups, long gate, long tail, long nowNs) {
		long from = groups.stream()
			.filter((group) -> group.waitsFor() != null)
			.mapToLong(GroupSnapshot::position)
			.min()
			.orElse(gate);
		boolean waits = from < tail && this.claims.claimer(from) != 0;
		return waits ? this.claims.from(from, tail, nowNs) : this.claims.none();
	}

	/**
	 * Look at what lies right below the tail, without payloads.
	 * @param most so many at most
	 * @return what was seen, the newest first; less if it is spread over many slots
	 */
	public List<SlotSnapshot> newest(int most) {
		List<SlotSnapshot> newest = new ArrayList<>();
		long tail = this.slots.tail();
		long end = Math.max(this.slots.oldest(), tail - MOST_SLOTS);
		for (long sequence = tail - 1; sequence >= end && newest.size() < most; sequence--) {
			SlotSnapshot slot = this.slots.look(sequence);
			if (slot.state() != SlotState.INSIDE && slot.state() != SlotState.OVERWRITTEN) {
				newest.add(slot);
			}
		}
		LateFault.deliver();
		return List.copyOf(newest);
	}

	/**
	 * Who has claimed a sequence and has neither published nor abandoned it.
	 * @param sequence a sequence below the tail
	 * @return the participant, or {@code null} if it is finished
	 */
	public @Nullable ParticipantInfo claimer(long sequence) {
		return owner(this.claims.claimer(sequence));
	}

	/**
	 * Look for what cannot be in a ring that nobody has written to by mistake.
	 * @return what is wrong, in words, or {@code null}
	 */
	public @Nullable String damage() {
		// positions before the tail, which no group can have passed
		List<GroupInfo> infos = this.groups.all();
		long tail = Tail.nextAcquire(this.memory);
		for (GroupInfo info : infos) {
			for (GroupInfo.Shard shard : info.shards()) {
				if (shard.position() < 0 || shard.position() > tail) {
					return "position=%d (expected: 0 to the tail, %d): the entry of group '%s' was overwritten; remove the ring"
						.formatted(shard.position(), tail, info.name());
				}
			}
		}
		return null;
	}

	private GroupSnapshot group(GroupInfo info, List<GroupInfo> all, long tail, long nowNs) {
		long position = info.position();
		long available = all.stream()
			.filter((other) -> info.after().contains(other.name()) && !other.state().equals("EVICTED"))
			.mapToLong(GroupInfo::position)
			.min()
			.orElse(tail);
		int claimer = (position < available) ? this.claims.claimer(position) : 0;
		long backlog = (claimer != 0) ? 0 : Math.max(0, available - position);
		long withoutProgressNs = this.progress.sample(info.index(), position, backlog, nowNs);
		long waitingNs = this.waiting.sample(info.index(), position, claimer, nowNs);
		ClaimSnapshot waitsFor = (claimer != 0) ? this.claims.at(position, claimer, waitingNs, tail) : null;
		GroupInfo.Shard slowest = info.slowest();
		return new GroupSnapshot(info.name(), info.state(), info.after(), position, Math.max(0, tail - position),
				backlog, Duration.ofNanos(withoutProgressNs), owner(slowest.owner()), slowest.ownedSinceMs(),
				shards(info.shards(), tail), waitsFor);
	}

	private List<ShardSnapshot> shards(List<GroupInfo.Shard> shards, long tail) {
		return IntStream.range(0, shards.size()).mapToObj((shard) -> {
			GroupInfo.Shard info = shards.get(shard);
			return new ShardSnapshot(shard, info.position(), Math.max(0, tail - info.position()), owner(info.owner()),
					info.member(), info.ownedSinceMs());
		}).toList();
	}

	private @Nullable ParticipantInfo owner(int participant) {
		return (participant != 0) ? this.participants.info(participant) : null;
	}

}
