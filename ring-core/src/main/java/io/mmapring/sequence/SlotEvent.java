package io.mmapring.sequence;

import org.agrona.DirectBuffer;

import io.mmapring.error.RingFailedException;
import io.mmapring.event.EventView;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.RingState;
import io.mmapring.file.SlotBuffer;

/**
 * The event in the slot that it was moved to.
 */
public final class SlotEvent implements EventView {

	private final String ring;

	private final RingMemory memory;

	private final int capacityBytes;

	private final SlotBuffer payload;

	private int type;

	private int length;

	/**
	 * Prepare to look at events.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param capacityBytes most bytes of payload
	 */
	public SlotEvent(String ring, RingMemory memory, int capacityBytes) {
		this.ring = ring;
		this.memory = memory;
		this.capacityBytes = capacityBytes;
		this.payload = new SlotBuffer(memory);
	}

	void moveTo(int slot) {
		int length = this.memory.intPlain(slot + RingLayout.SLOT_LENGTH);
		if (length < 0 || length > this.capacityBytes) {
			RingState.mark(this.memory, RingState.EVENT);
			throw new RingFailedException(this.ring,
					"the file is damaged: event at offset %d has length=%d (expected: 0 to %d)".formatted(slot, length,
							this.capacityBytes));
		}
		this.length = length;
		this.type = this.memory.intPlain(slot + RingLayout.SLOT_TYPE);
		this.payload.window(slot + RingLayout.SLOT_PAYLOAD, length);
	}

	@Override
	public int type() {
		return this.type;
	}

	@Override
	public int length() {
		return this.length;
	}

	@Override
	public DirectBuffer payload() {
		return this.payload;
	}

}
