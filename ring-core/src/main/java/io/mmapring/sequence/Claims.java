package io.mmapring.sequence;

import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupTable;
import io.mmapring.wait.Bell;

/**
 * Claims sequences for one producer, and makes them visible or gives them up.
 * <p>
 * Assumes: a claim is published or abandoned before the next one is made. Guarantees:
 * nothing is owned while the ring is full, so that giving up, or dying, while waiting
 * leaves nothing behind; a claim of several slots becomes visible as a whole or never;
 * each slot below the tail has a known owner at any instant. Progress: a claim fails only
 * because another one succeeded, or the ring is full. Source: the model {@code claim} of
 * the protocol's specification; the tail that names its last writer is after Michael and
 * Scott 1996, the stamp with a lap after Vyukov's bounded queue.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public abstract class Claims {

	/** No room was seen, though there may be some. */
	public static final long NOT_SEEN = -1;

	final RingMemory memory;

	final RingLayout layout;

	final int me;

	final int slots;

	private final Gate gate;

	private final Bell bell;

	/** Where the newest claim of this producer ends. */
	long end;

	/** Last value read, never lowered: a lower bound of the true gate. */
	long gateCache;

	Claims(RingMemory memory, RingLayout layout, int slots, int me, Gate gate, Bell bell) {
		this.memory = memory;
		this.layout = layout;
		this.slots = slots;
		this.me = me;
		this.gate = gate;
		this.bell = bell;
	}

	/**
	 * Make the claims of a new producer of a ring in which nobody blocks.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param geometry its geometry
	 * @param me this participant
	 * @param groups the ring's groups
	 * @param repair gives up what the dead have left
	 * @return the claims
	 */
	public static Claims of(RingMemory memory, RingLayout layout, RingGeometry geometry, int me, GroupTable groups,
			Repair repair) {
		return of(memory, layout, geometry, me, groups, repair, Bell.NONE);
	}

	/**
	 * Make the claims of a new producer. For a single producer the caller holds the
	 * exclusive right.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param geometry its geometry
	 * @param me this participant
	 * @param groups the ring's groups
	 * @param repair gives up what the dead have left
	 * @param bell wakes those who wait for events
	 * @return the claims
	 */
	public static Claims of(RingMemory memory, RingLayout layout, RingGeometry geometry, int me, GroupTable groups,
			Repair repair, Bell bell) {
		Gate gate = new Gate(memory, groups, new FloorWalk(memory, layout, geometry.slots(), repair),
				geometry.overwriteWithoutGroups());
		return geometry.singleProducer() ? new SingleProducerClaims(memory, layout, geometry.slots(), me, gate, bell)
				: new MultiProducerClaims(memory, layout, geometry.slots(), me, gate, bell);
	}

	/**
	 * Claim sequences, without waiting.
	 * @param n how many, from 1 to the ring's slots
	 * @return the first sequence, or minus the number of slots that are missing
	 */
	public final long tryClaim(int n) {
		while (true) {
			long first = tryClaimSeen(n);
			if (first >= 0) {
				return first;
			}
			long next = next();
			long wrapPoint = next + n - this.slots;
			if (wrapPoint > this.gateCache && !hasRoom(next, wrapPoint)) {
				return this.gateCache - wrapPoint;
			}
		}
	}

	/**
	 * Claim sequences if there was room when the groups' positions were last looked at.
	 * @param n how many, from 1 to the ring's slots
	 * @return the first sequence, or {@link #NOT_SEEN}
	 */
	public abstract long tryClaimSeen(int n);

	/** Where the next claim would begin. */
	abstract long next();

	/**
	 * Where the newest claim ends.
	 * @return the sequence behind its last one
	 */
	public final long end() {
		return this.end;
	}

	/**
	 * Make a claim visible, all of it at once. Its payloads are in the slots.
	 * @param first its first sequence
	 * @param n its number of slots
	 */
	public final void publish(long first, int n) {
		if (n > 1) {
			stampRest(first, n, Stamp.FOLLOWS);
		}
		stamp(first, Stamp.PUBLISHED);
		wake();
	}

	/**
	 * Give a claim up, all of it at once: consumers pass it. Does nothing if it is
	 * published already.
	 * @param first its first sequence
	 * @param n its number of slots
	 */
	public final void abandon(long first, int n) {
		if (isStamped(first, Stamp.PUBLISHED)) {
			// its thread may have run out of stack behind the stamp
			return;
		}
		if (n > 1) {
			stampRest(first, n, Stamp.SKIPPED);
		}
		stamp(first, Stamp.SKIPPED);
		wake();
		this.memory.longGetAndAdd(ParticipantLayout.entry(this.me) + ParticipantLayout.ABANDONED, n);
	}

	/**
	 * Whether a claim that ends behind the wrap point laps no group.
	 * @param next the tail's next sequence
	 * @param wrapPoint the end of the wanted claim less the number of slots
	 */
	private boolean hasRoom(long next, long wrapPoint) {
		if (next > Tail.MAX_SEQUENCE - 2L * this.slots) {
			throw new IllegalStateException("sequence=%d (expected: below %d); the ring has used up its sequences"
				.formatted(next, Tail.MAX_SEQUENCE));
		}
		this.gateCache = Math.max(this.gateCache, this.gate.read(next, wrapPoint));
		return wrapPoint <= this.gateCache;
	}

	/**
	 * Name the owner of the newest claim in its slots, before a claim is added above it:
	 * down to the lowest slot without a stamp of this lap, then upwards.
	 */
	final void name(long tail) {
		long next = Tail.next(tail);
		long lowest = Math.max(0, next - this.slots);
		long sequence = next;
		while (sequence > lowest && isUnstamped(sequence - 1)) {
			sequence--;
		}
		for (; sequence < next; sequence++) {
			long lap = this.layout.lap(sequence);
			int offset = this.layout.slot(sequence) + RingLayout.SLOT_STAMP;
			long stamp = this.memory.longAcquire(offset);
			// Older, not merely different: a namer that slept a lap would stamp over the
			// future. Strong: one that failed for no reason would leave a slot without
			// owner.
			if (Stamp.isOlder(stamp, lap)) {
				this.memory.longCompareAndSet(offset, stamp, Stamp.of(lap, Tail.owner(tail), Stamp.CLAIMED));
			}
		}
	}

	private boolean isUnstamped(long sequence) {
		// acquire: that all slots below a stamped one are stamped passes from whoever
		// stamped to whoever sees it
		long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
		return Stamp.isOlder(stamp, this.layout.lap(sequence));
	}

	private boolean isStamped(long sequence, int state) {
		// acquire: as above
		long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
		return stamp == Stamp.of(this.layout.lap(sequence), this.me, state);
	}

	private void wake() {
		// opaque: the stamp may be seen only after this look, and who then goes to sleep
		// is not woken but looks again by itself; a fence would cost each event more than
		// it helps. Pairs with Doorbell.arm
		if (this.memory.longOpaque(RingLayout.WAITING) != 0) {
			this.bell.ring();
		}
	}

	private void stampRest(long first, int n, int state) {
		stamp(first, Stamp.CLAIMED);
		int count;
		for (long sequence = first + 1; sequence < first + n; sequence += count) {
			count = (int) Math.min(first + n - sequence, this.layout.restOfLap(sequence));
			// release, each: lower stamps before it; pairs with the acquire in
			// isUnstamped
			this.memory.longsRelease(this.layout.slot(sequence) + RingLayout.SLOT_STAMP, this.layout.slotSizeBytes(),
					count, Stamp.of(this.layout.lap(sequence), this.me, state));
		}
	}

	private void stamp(long sequence, int state) {
		// release: payload and lower stamps before it; pairs with the acquire in
		// EventSearch.next. No compare-and-set: a namer or repairer compares the whole
		// word.
		this.memory.longRelease(this.layout.slot(sequence) + RingLayout.SLOT_STAMP,
				Stamp.of(this.layout.lap(sequence), this.me, state));
	}

}
