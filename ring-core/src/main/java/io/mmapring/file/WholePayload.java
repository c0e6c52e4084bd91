package io.mmapring.file;

import java.nio.ByteBuffer;

/**
 * The payload of an event that takes several slots, in one piece: copied from its slots,
 * or to them. The memory for it is kept for the next event; it grows by doubling, up to
 * the largest event of the ring, and only when there is such an event.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class WholePayload {

	private final RingMemory ring;

	private final RingLayout layout;

	private final EventSize size;

	private RingMemory memory;

	private SlotBuffer buffer;

	/**
	 * Prepare, without taking memory yet.
	 * @param ring the ring's memory
	 * @param layout its layout
	 * @param size how many slots events take
	 */
	public WholePayload(RingMemory ring, RingLayout layout, EventSize size) {
		this.ring = ring;
		this.layout = layout;
		this.size = size;
		this.memory = new RingMemory(ByteBuffer.allocateDirect(0));
		this.buffer = new SlotBuffer(this.memory);
	}

	/**
	 * Have room for a payload.
	 * @param length its length in bytes, one that fits
	 * @return its bytes, from index 0; they hold whatever an earlier event left; valid
	 * until the next call
	 */
	public SlotBuffer buffer(int length) {
		if (length > this.memory.size()) {
			int doubled = (int) Math.min(this.size.maxBytes(), 2L * Integer.highestOneBit(length));
			this.memory = new RingMemory(ByteBuffer.allocateDirect(doubled));
			this.buffer = new SlotBuffer(this.memory);
		}
		this.buffer.window(0, length);
		return this.buffer;
	}

	/**
	 * Copy a payload from the slots of its event.
	 * @param sequence the event's sequence
	 * @param length its length in bytes, one that fits
	 * @return its bytes, from index 0; valid until the next call
	 */
	public SlotBuffer gather(long sequence, int length) {
		SlotBuffer whole = buffer(length);
		int payloadBytes = this.size.payloadBytes();
		long next = sequence;
		for (int at = 0; at < length; at += payloadBytes) {
			this.memory.copyPlain(at, this.ring, this.layout.slot(next++) + this.layout.payloadInSlot(),
					Math.min(payloadBytes, length - at));
		}
		return whole;
	}

	/**
	 * Copy the payload that is in the buffer to the slots of its event.
	 * @param sequence the event's sequence
	 * @param length its length in bytes, the one that the buffer was asked for
	 */
	public void scatter(long sequence, int length) {
		int payloadBytes = this.size.payloadBytes();
		long next = sequence;
		for (int at = 0; at < length; at += payloadBytes) {
			this.ring.copyPlain(this.layout.slot(next++) + this.layout.payloadInSlot(), this.memory, at,
					Math.min(payloadBytes, length - at));
		}
	}

}
