package io.mmapring.spring.delivery;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.agrona.DirectBuffer;

import io.mmapring.event.EventHeaders;
import io.mmapring.event.EventView;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Copies of the payloads of events, one behind the other in memory that is kept and
 * grows.
 */
final class StagedEvents {

	private static final int FIRST_CAPACITY = 16;

	private static final int FIRST_BYTES = 1024;

	private int[] offsets = new int[FIRST_CAPACITY];

	private int[] lengths = new int[FIRST_CAPACITY];

	private int size;

	private int end;

	private int capacityBytes = FIRST_BYTES;

	private SlotBuffer bytes = buffer(FIRST_BYTES);

	private final Staged staged = new Staged();

	private static SlotBuffer buffer(int bytes) {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(bytes)));
		buffer.window(0, bytes);
		return buffer;
	}

	void add(EventView event) {
		int length = event.length();
		makeRoom(length);
		this.bytes.window(this.end, length);
		this.bytes.putBytes(0, event.payload(), 0, length);
		this.offsets[this.size] = this.end;
		this.lengths[this.size] = length;
		this.size++;
		// the next one is aligned as it was in its slot
		this.end = Math.addExact(this.end, (length + Long.BYTES - 1) & -Long.BYTES);
	}

	private void makeRoom(int length) {
		if (this.size == this.offsets.length) {
			this.offsets = Arrays.copyOf(this.offsets, 2 * this.size);
			this.lengths = Arrays.copyOf(this.lengths, 2 * this.size);
		}
		int needed = Math.addExact(this.end, length);
		if (needed > this.capacityBytes) {
			int capacity = (int) Math.min(Integer.MAX_VALUE & -Long.BYTES, Math.max(needed, 2L * this.capacityBytes));
			SlotBuffer larger = buffer(capacity);
			this.bytes.window(0, this.end);
			larger.putBytes(0, this.bytes, 0, this.end);
			this.bytes = larger;
			this.capacityBytes = capacity;
		}
	}

	/** The event with a number, the same object each time; its type is kept elsewhere. */
	EventView at(int index, int type) {
		this.bytes.window(this.offsets[index], this.lengths[index]);
		this.staged.length = this.lengths[index];
		this.staged.type = type;
		return this.staged;
	}

	void removeLast() {
		this.size--;
		this.end = this.offsets[this.size];
	}

	void clear() {
		this.size = 0;
		this.end = 0;
	}

	/** An event among the copies. */
	private final class Staged implements EventView {

		private int type;

		private int length;

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
			return StagedEvents.this.bytes;
		}

		@Override
		public EventHeaders headers() {
			throw new IllegalStateException("headers of an event are not kept in a batch");
		}

	}

}
