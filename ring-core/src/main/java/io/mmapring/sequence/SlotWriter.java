package io.mmapring.sequence;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.event.NextHeaders;
import io.mmapring.file.EventSize;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;
import io.mmapring.file.WholePayload;

/**
 * Writes events into claimed slots. What one slot holds is written in place; a larger
 * event is written into a buffer first, whose bytes {@link #end} then spreads over its
 * slots.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class SlotWriter {

	private final String ring;

	private final RingMemory memory;

	private final RingLayout layout;

	private final EventSize size;

	private final SlotBuffer inPlace;

	private final WholePayload whole;

	private final int payloadInSlot;

	private final @Nullable StagedHeaders headers;

	private long sequence;

	/** Length of the event that is in the buffer, or 0. */
	private int inBuffer;

	/**
	 * Prepare to write.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param size how many slots events take
	 */
	public SlotWriter(String ring, RingMemory memory, RingLayout layout, EventSize size) {
		this.ring = ring;
		this.memory = memory;
		this.layout = layout;
		this.size = size;
		this.inPlace = new SlotBuffer(memory);
		this.whole = new WholePayload(memory, layout, size);
		this.payloadInSlot = layout.payloadInSlot();
		this.headers = (layout.headers().sizeBytes() > 0) ? new StagedHeaders(ring, layout.headers()) : null;
	}

	/**
	 * Begin an event. Its slots are claimed, and the event before it was ended.
	 * @param sequence its first sequence
	 * @param type its type number
	 * @param length length of its payload in bytes, one that fits
	 * @return the payload's bytes, from index 0; they hold whatever an earlier event
	 * left; valid until the next call
	 */
	public MutableDirectBuffer begin(long sequence, int type, int length) {
		int slot = this.layout.slot(sequence);
		// length and type lie side by side
		this.memory.longPlain(slot + RingLayout.SLOT_LENGTH, (long) type << Integer.SIZE | length);
		StagedHeaders headers = this.headers;
		if (headers != null) {
			headers.moveTo(this.memory, slot + RingLayout.SLOT_PAYLOAD);
		}
		if (length > this.size.payloadBytes()) {
			return beginLarge(sequence, type, length);
		}
		this.inPlace.moveOver(slot + this.payloadInSlot, length);
		return this.inPlace;
	}

	private MutableDirectBuffer beginLarge(long sequence, int type, int length) {
		MutableDirectBuffer buffer = this.whole.buffer(length);
		int slots = this.size.slots(length);
		for (int i = 1; i < slots; i++) {
			int slot = this.layout.slot(sequence + i);
			// no event has such a length: the slot can never be taken for one
			this.memory.intPlain(slot + RingLayout.SLOT_LENGTH, -i);
			this.memory.intPlain(slot + RingLayout.SLOT_TYPE, type);
		}
		this.sequence = sequence;
		this.inBuffer = length;
		return buffer;
	}

	/** End the event that was begun: all of it is in its slots. */
	public void end() {
		if (this.inBuffer != 0) {
			this.whole.scatter(this.sequence, this.inBuffer);
			this.inBuffer = 0;
		}
	}

	/**
	 * Headers that the next event gets.
	 * @return the headers, empty unless something was set since the last event was begun
	 * @throws IllegalStateException if the ring was created without headers
	 */
	public NextHeaders headers() {
		StagedHeaders headers = this.headers;
		if (headers == null) {
			throw SlotHeaders.none(this.ring);
		}
		return headers;
	}

	/** Forget the headers that were set: the event that they were for is dropped. */
	public void forgetHeaders() {
		StagedHeaders headers = this.headers;
		if (headers != null) {
			headers.clear();
		}
	}

	/** Forget the event that was begun: its slots are given up. */
	public void forget() {
		// a look instead of a store; see HeldClaim
		if (this.inBuffer != 0) {
			this.inBuffer = 0;
		}
	}

}
