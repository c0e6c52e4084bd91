package io.mmapring.stress;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import io.mmapring.event.EventHandler;
import io.mmapring.file.EventSize;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;
import io.mmapring.group.Seek;
import io.mmapring.sequence.Barrier;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.Repair;
import io.mmapring.sequence.SlotEvent;
import io.mmapring.sequence.SlotReader;
import io.mmapring.sequence.SlotWriter;
import io.mmapring.wait.Bell;

/**
 * A small ring in direct memory, laid out and used like the file of a ring, but without a
 * file: a stress test makes a new one for each of its millions of tries. The memory is
 * that of an earlier ring, set back to zero where these tests write.
 * <p>
 * Threads: safe for any number of threads, apart from its making and end.
 */
public final class StressRing {

	static final int SLOTS = 32;

	/** A participant that is dead. */
	static final int DEAD = 9;

	static final RingGeometry MANY = new RingGeometry(SLOTS, 64, false, false, 2, 1, 1);

	static final RingGeometry SINGLE = new RingGeometry(SLOTS, 64, true, false, 2, 1, 1);

	static final RingGeometry OVERWRITING = new RingGeometry(SLOTS, 64, false, true, 2, 1, 1);

	private static final RingLayout LAYOUT = new RingLayout(MANY);

	private static final Queue<ByteBuffer> POOL = new ConcurrentLinkedQueue<>();

	private static final int HOT_WORDS = 8;

	private static final int PARTICIPANTS = 10;

	final RingLayout layout = LAYOUT;

	final RingMemory memory;

	final GroupTable groups;

	private final RingGeometry geometry;

	private final ByteBuffer bytes;

	StressRing(RingGeometry geometry) {
		this(geometry, RingMemory::new);
	}

	StressRing(RingGeometry geometry, Function<ByteBuffer, RingMemory> memory) {
		ByteBuffer pooled = POOL.poll();
		this.bytes = (pooled != null) ? pooled : ByteBuffer.allocateDirect(LAYOUT.fileSizeBytes());
		this.memory = memory.apply(this.bytes);
		this.geometry = geometry;
		this.groups = new GroupTable(this.memory, LAYOUT, geometry);
		reset();
	}

	/**
	 * A ring of many producers.
	 * @return the ring, without groups
	 */
	public static StressRing many() {
		return new StressRing(MANY);
	}

	/**
	 * A ring of many producers in a memory whose compare-and-set is none.
	 * @return the ring, without groups
	 */
	public static StressRing manyWithoutCompareAndSet() {
		return new StressRing(MANY, BrokenMemory.NoCompareAndSet::new);
	}

	/**
	 * Publish an event and wake who waits for it, as a producer does.
	 * @param participant who publishes
	 * @param bell wakes
	 */
	public void publishOne(int participant, Bell bell) {
		publish(Claims.of(this.memory, this.layout, this.geometry, participant, this.groups, repair(), bell), 1, 1);
	}

	/**
	 * Whether an event of the first lap is there.
	 * @param sequence its sequence
	 * @return whether it is published
	 */
	public boolean isPublished(long sequence) {
		return Stamp.state(stamp(sequence)) == Stamp.PUBLISHED;
	}

	/**
	 * Its memory.
	 * @return the memory
	 */
	public RingMemory memory() {
		return this.memory;
	}

	private void reset() {
		for (int word = 0; word < HOT_WORDS; word++) {
			this.memory.longPlain(RingLayout.TAIL + word * RingLayout.SPACING, 0);
		}
		this.memory.longPlain(RingLayout.OVERWRITTEN, 0);
		this.memory.longPlain(RingLayout.WAITERS, 0);
		for (int participant = 1; participant < PARTICIPANTS; participant++) {
			this.memory.longPlain(ParticipantLayout.entry(participant) + ParticipantLayout.STATE, 0);
			this.memory.longPlain(ParticipantLayout.entry(participant) + ParticipantLayout.PID, 0);
			this.memory.longPlain(ParticipantLayout.entry(participant) + ParticipantLayout.START_TIME, 0);
			this.memory.longPlain(ParticipantLayout.entry(participant) + ParticipantLayout.ABANDONED, 0);
			this.memory.longPlain(ParticipantLayout.entry(participant) + ParticipantLayout.REPAIRED, 0);
		}
		for (int group = 0; group < this.geometry.maxGroups(); group++) {
			this.memory.longPlain(RingLayout.groupState(group), 0);
			this.memory.longPlain(LAYOUT.group(group) + RingLayout.GROUP_AFTER, 0);
			this.memory.longPlain(LAYOUT.shard(group, 0) + RingLayout.SHARD_POSITION, 0);
			this.memory.longPlain(LAYOUT.shard(group, 0) + RingLayout.SHARD_OWNER, 0);
		}
		this.memory.longPlain(LAYOUT.type(0) + RingLayout.TYPE_ID, 0);
		this.memory.intPlain(LAYOUT.type(0) + RingLayout.TYPE_NAME, 0);
		for (int slot = 0; slot < SLOTS; slot++) {
			this.memory.longPlain(LAYOUT.slot(slot) + RingLayout.SLOT_STAMP, 0);
			this.memory.longPlain(LAYOUT.slot(slot) + RingLayout.SLOT_PAYLOAD, 0);
		}
	}

	/** Give the memory back: nobody uses this ring any more. */
	public void close() {
		POOL.add(this.bytes);
	}

	StressRing declare(GroupSpec... specs) {
		join().declare(List.of(specs));
		return this;
	}

	/** Fill the whole ring with published events of value 1. */
	StressRing full() {
		for (int sequence = 0; sequence < SLOTS; sequence++) {
			fill(sequence, 1);
			this.memory.longPlain(this.layout.slot(sequence) + RingLayout.SLOT_STAMP, Stamp.of(0, 1, Stamp.PUBLISHED));
		}
		this.memory.longPlain(RingLayout.TAIL, Tail.of(SLOTS, 1));
		return this;
	}

	Seek seek() {
		return new Seek("stress", this.memory, this.layout, this.groups);
	}

	Join join() {
		return new Join("stress", this.memory, this.layout, this.groups);
	}

	Claims claims(int participant) {
		return Claims.of(this.memory, this.layout, this.geometry, participant, this.groups, repair());
	}

	Repair repair() {
		return new Repair(this.memory, this.layout, SLOTS, (participant) -> participant == DEAD);
	}

	SlotReader reader(int group) {
		return new SlotReader("stress", "group " + group, this.memory, this.layout, positionOffset(group),
				new Barrier(this.memory, this.layout, this.groups, group), repair(),
				new SlotEvent("stress", "group " + group, this.memory, this.layout, EventSize.of(this.geometry)));
	}

	SlotWriter writer() {
		return new SlotWriter("stress", this.memory, this.layout, EventSize.of(this.geometry));
	}

	int positionOffset(int group) {
		return this.layout.shard(group, 0) + RingLayout.SHARD_POSITION;
	}

	long stamp(long sequence) {
		return this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
	}

	/** What a producer writes before it publishes. */
	void fill(long sequence, long value) {
		int slot = this.layout.slot(sequence);
		this.memory.intPlain(slot + RingLayout.SLOT_LENGTH, Long.BYTES);
		this.memory.intPlain(slot + RingLayout.SLOT_TYPE, 1);
		this.memory.longPlain(slot + RingLayout.SLOT_PAYLOAD, value);
	}

	/** Claim, fill and publish so many events, all with the same value. */
	long publish(Claims claims, int n, long value) {
		long first = claims.tryClaim(n);
		if (first >= 0) {
			for (long sequence = first; sequence < first + n; sequence++) {
				fill(sequence, value);
			}
			claims.publish(first, n);
		}
		return first;
	}

	/** Poll once; the handler of a stress test throws nothing. */
	static int poll(SlotReader reader, EventHandler handler, int limit) {
		try {
			return reader.poll(handler, limit, false);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
