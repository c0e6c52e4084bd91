package io.mmapring.inspect;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Looks at slots without holding anybody back, also at those of a damaged file.
 * <p>
 * Assumes: nothing. Guarantees: headers and payload are those of the sequence, or it is
 * said that it was overwritten. Progress: no waiting; at most one trip round the ring.
 * Source: the protocol's specification, "Observers".
 * <p>
 * Threads: safe for any number of threads.
 */
final class SlotInspector {

	private final RingMemory memory;

	private final RingLayout layout;

	private final EventSize size;

	private final SlotHeaderReader headers;

	SlotInspector(RingMemory memory, RingLayout layout, RingGeometry geometry) {
		this.memory = memory;
		this.layout = layout;
		this.size = EventSize.of(geometry);
		this.headers = new SlotHeaderReader(memory, layout.headers());
	}

	long tail() {
		return Tail.nextAcquire(this.memory);
	}

	/** The oldest sequence that the ring still holds. */
	long oldest() {
		return Math.max(0, tail() - this.layout.slots());
	}

	/** What there is at a sequence from 0. */
	SlotSnapshot look(long sequence) {
		long tail = this.memory.longAcquire(RingLayout.TAIL);
		long stamp = stamp(sequence);
		long lap = this.layout.lap(sequence);
		if (Stamp.isOlder(stamp, lap)) {
			boolean claimed = sequence < Tail.next(tail);
			return nothing(sequence, claimed ? SlotState.CLAIMED : SlotState.NOT_YET, claimed ? Tail.owner(tail) : 0);
		}
		if (!Stamp.isOf(stamp, lap)) {
			return nothing(sequence, SlotState.OVERWRITTEN, 0);
		}
		boolean follows = Stamp.state(stamp) == Stamp.FOLLOWS;
		SlotState state = follows ? following(sequence) : ofHead(Stamp.state(stamp));
		SlotSnapshot found = (state == SlotState.PUBLISHED) ? event(sequence, Stamp.owner(stamp), follows)
				: nothing(sequence, state, Stamp.owner(stamp));
		return isThere(sequence) ? found : nothing(sequence, SlotState.OVERWRITTEN, 0);
	}

	/**
	 * Copy the payload of an event.
	 * @param event the event as it was seen
	 * @return its bytes, or {@code null} if it was overwritten meanwhile
	 */
	byte @Nullable [] payload(SlotSnapshot event) {
		byte[] payload = new byte[event.lengthBytes()];
		int perSlot = this.size.payloadBytes();
		for (int slot = 0; slot * perSlot < payload.length; slot++) {
			byte[] part = new byte[Math.min(perSlot, payload.length - slot * perSlot)];
			this.memory.bytesPlain(this.layout.slot(event.sequence() + slot) + this.layout.payloadInSlot(), part);
			System.arraycopy(part, 0, payload, slot * perSlot, part.length);
		}
		return isThere(event.sequence()) ? payload : null;
	}

	private SlotSnapshot event(long sequence, int owner, boolean follows) {
		int offset = this.layout.slot(sequence);
		int length = this.memory.intPlain(offset + RingLayout.SLOT_LENGTH);
		int type = this.memory.intPlain(offset + RingLayout.SLOT_TYPE);
		if (follows && length < 0) {
			return nothing(sequence, SlotState.INSIDE, owner);
		}
		if (!this.size.fits(length)) {
			return nothing(sequence, SlotState.DAMAGED, owner);
		}
		return new SlotSnapshot(sequence, SlotState.PUBLISHED, owner, this.size.slots(length), length, type,
				this.headers.read(offset + RingLayout.SLOT_PAYLOAD));
	}

	/** Of a slot that belongs to the claim below it: what the first slot of that says. */
	private SlotState following(long sequence) {
		for (long head = sequence - 1; head >= Math.max(0, sequence - this.layout.slots()); head--) {
			long stamp = stamp(head);
			if (!Stamp.isOf(stamp, this.layout.lap(head))) {
				return SlotState.OVERWRITTEN;
			}
			if (Stamp.state(stamp) != Stamp.FOLLOWS) {
				return ofHead(Stamp.state(stamp));
			}
		}
		return SlotState.DAMAGED;
	}

	private static SlotState ofHead(int state) {
		return switch (state) {
			case Stamp.PUBLISHED -> SlotState.PUBLISHED;
			case Stamp.CLAIMED -> SlotState.CLAIMED;
			case Stamp.SKIPPED -> SlotState.SKIPPED;
			default -> SlotState.DAMAGED;
		};
	}

	private boolean isThere(long sequence) {
		// the loads above must not come after that of the tail; pairs with the fence
		// between claim and payload
		this.memory.acquireFence();
		return tail() <= sequence + this.layout.slots();
	}

	private long stamp(long sequence) {
		// acquire: what is in the slot is read after its stamp; pairs with the release of
		// the stamp's producer
		return this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
	}

	private static SlotSnapshot nothing(long sequence, SlotState state, int owner) {
		return new SlotSnapshot(sequence, state, owner, 1, 0, 0, SlotHeaderSnapshot.NONE);
	}

}
