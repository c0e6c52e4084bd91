package io.mmapring.codec;

import java.nio.ByteBuffer;

import org.agrona.DirectBuffer;

import io.mmapring.error.EventDecodingException;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Events that were written before components were appended to their type.
 * <p>
 * Threads: safe for any number of threads.
 */
final class OlderEvents {

	private final Layout layout;

	OlderEvents(Layout layout) {
		this.layout = layout;
	}

	/**
	 * Complete an event. Makes objects: it is for the time of a change, not for the long
	 * run.
	 * @param buffer where the event is
	 * @param offset index of its first byte
	 * @param length its length in bytes, less than the layout's
	 * @return the event with what stands for the missing components, from index 0
	 * @throws EventDecodingException if it does not end with a component
	 */
	DirectBuffer completed(DirectBuffer buffer, int offset, int length) {
		if (!this.layout.isBoundary(length)) {
			throw new EventDecodingException(this.layout.name(), null, "length=" + length + " (expected: at least "
					+ this.layout.length()
					+ ", or the end of an earlier component); the event was written with another layout, or is damaged");
		}
		byte[] known = new byte[length];
		buffer.getBytes(offset, known);
		SlotBuffer whole = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(this.layout.length())));
		whole.window(0, this.layout.length());
		this.layout.putAbsent(length, whole, 0);
		whole.putBytes(0, known);
		return whole;
	}

}
