package io.mmapring.file;

import java.nio.ByteBuffer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A window on ring memory that Agrona's flyweights and SBE codecs read and write in
 * place. The ring moves it from payload to payload; index 0 is where the payload starts.
 * It needs no JVM option, unlike Agrona's own buffer.
 * <p>
 * Values may lie at any index. Without a byte order the machine's own is meant, as in
 * Agrona. Every access is checked against the window, also where Agrona's checks are
 * switched off: beside it lie other people's events. A copy goes wherever the other
 * buffer's array or byte buffer can be had, and byte by byte where it cannot.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class SlotBuffer extends SlotText {

	/**
	 * Create a window of no bytes.
	 * @param memory the memory to look at
	 */
	public SlotBuffer(RingMemory memory) {
		super(memory);
	}

	/**
	 * Create a window on a copy, for codecs.
	 * @param bytes what is copied
	 * @return a window on all of the copy
	 */
	public static SlotBuffer copyOf(byte[] bytes) {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(bytes.length)));
		buffer.window(0, bytes.length);
		buffer.putBytes(0, bytes);
		return buffer;
	}

	/**
	 * Move over other bytes.
	 * @param offset where index 0 shall be, in bytes from the start of the memory
	 * @param length number of bytes, from there
	 * @throws IndexOutOfBoundsException if that is not all within the memory
	 */
	public void window(int offset, int length) {
		move(offset, length);
	}

	/**
	 * Move over the payload of a slot. The range is not checked here: the layout computes
	 * it, and each access is checked against the memory.
	 * @param offset where index 0 shall be, in bytes from the start of the memory
	 * @param length number of bytes, from there
	 */
	public void moveOver(int offset, int length) {
		moveUnchecked(offset, length);
	}

	@Override
	public boolean isExpandable() {
		return false;
	}

	/**
	 * There is no array.
	 * @return null
	 */
	@Override
	public byte @Nullable [] byteArray() {
		return null;
	}

	/**
	 * Not to be had: an address is only of use to code that reads without checks, and any
	 * other answer would make such code read, or end the process, somewhere else.
	 * @throws UnsupportedOperationException always
	 */
	@Override
	public long addressOffset() {
		throw new UnsupportedOperationException(
				"a slot has no address (expected: byteBuffer() from wrapAdjustment() on, or getBytes and putBytes of the slot's buffer)");
	}

	@Override
	public void wrap(byte[] buffer) {
		throw notWrapping();
	}

	@Override
	public void wrap(byte[] buffer, int offset, int length) {
		throw notWrapping();
	}

	@Override
	public void wrap(ByteBuffer buffer) {
		throw notWrapping();
	}

	@Override
	public void wrap(ByteBuffer buffer, int offset, int length) {
		throw notWrapping();
	}

	@Override
	public void wrap(DirectBuffer buffer) {
		throw notWrapping();
	}

	@Override
	public void wrap(DirectBuffer buffer, int offset, int length) {
		throw notWrapping();
	}

	@Override
	public void wrap(long address, int length) {
		throw notWrapping();
	}

	private static UnsupportedOperationException notWrapping() {
		return new UnsupportedOperationException(
				"cannot wrap: a slot's window is set by the ring; copy with putBytes instead");
	}

	@Override
	public void setMemory(int index, int length, byte value) {
		int at = at(index, length);
		ByteBuffer bytes = byteBuffer();
		for (int i = 0; i < length; i++) {
			bytes.put(at + i, value);
		}
	}

	@Override
	public void getBytes(int index, byte[] destination) {
		getBytes(index, destination, 0, destination.length);
	}

	@Override
	public void getBytes(int index, byte[] destination, int offset, int length) {
		byteBuffer().get(at(index, length), destination, offset, length);
	}

	@Override
	public void getBytes(int index, MutableDirectBuffer destination, int destinationIndex, int length) {
		if (destination instanceof SlotBuffer slot) {
			slot.putBytes(destinationIndex, this, index, length);
			return;
		}
		int at = at(index, length);
		if (destination.isExpandable()) {
			// it grows in putByte only
			for (int i = 0; i < length; i++) {
				destination.putByte(destinationIndex + i, getByte(index + i));
			}
			return;
		}
		destination.boundsCheck(destinationIndex, length);
		byte[] array = destination.byteArray();
		if (array != null) {
			byteBuffer().get(at, array, destination.wrapAdjustment() + destinationIndex, length);
			return;
		}
		ByteBuffer buffer = destination.byteBuffer();
		if (buffer != null) {
			getBytes(index, buffer, destination.wrapAdjustment() + destinationIndex, length);
			return;
		}
		for (int i = 0; i < length; i++) {
			destination.putByte(destinationIndex + i, getByte(index + i));
		}
	}

	@Override
	public void getBytes(int index, ByteBuffer destination, int length) {
		int position = destination.position();
		getBytes(index, destination, position, length);
		destination.position(position + length);
	}

	@Override
	public void getBytes(int index, ByteBuffer destination, int destinationOffset, int length) {
		whole(destination, destinationOffset, length).put(destinationOffset, byteBuffer(), at(index, length), length);
	}

	@Override
	public void putBytes(int index, byte[] source) {
		putBytes(index, source, 0, source.length);
	}

	@Override
	public void putBytes(int index, byte[] source, int offset, int length) {
		byteBuffer().put(at(index, length), source, offset, length);
	}

	@Override
	public void putBytes(int index, ByteBuffer source, int length) {
		int position = source.position();
		putBytes(index, source, position, length);
		source.position(position + length);
	}

	@Override
	public void putBytes(int index, ByteBuffer source, int sourceIndex, int length) {
		byteBuffer().put(at(index, length), whole(source, sourceIndex, length), sourceIndex, length);
	}

	@Override
	public void putBytes(int index, DirectBuffer source, int sourceIndex, int length) {
		int at = at(index, length);
		source.boundsCheck(sourceIndex, length);
		byte[] array = source.byteArray();
		if (array != null) {
			byteBuffer().put(at, array, source.wrapAdjustment() + sourceIndex, length);
			return;
		}
		ByteBuffer buffer = source.byteBuffer();
		if (buffer != null) {
			putBytes(index, buffer, source.wrapAdjustment() + sourceIndex, length);
			return;
		}
		for (int i = 0; i < length; i++) {
			putByte(index + i, source.getByte(sourceIndex + i));
		}
	}

	private static ByteBuffer whole(ByteBuffer buffer, int index, int length) {
		// Agrona looks at a byte buffer's capacity, the buffer itself at its limit; only
		// a
		// range beyond the limit costs an object
		boolean beyond = (index | length) >= 0 && index > buffer.limit() - length;
		return beyond ? buffer.duplicate().clear() : buffer;
	}

	@Override
	public int compareTo(DirectBuffer other) {
		int common = Math.min(capacity(), other.capacity());
		for (int i = 0; i < common; i++) {
			int difference = Byte.compare(getByte(i), other.getByte(i));
			if (difference != 0) {
				return difference;
			}
		}
		return Integer.compare(capacity(), other.capacity());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof SlotBuffer slot && compareTo(slot) == 0);
	}

	@Override
	public int hashCode() {
		int hash = 1;
		for (int i = 0; i < capacity(); i++) {
			hash = 31 * hash + getByte(i);
		}
		return hash;
	}

	@Override
	public String toString() {
		return "SlotBuffer offset=" + wrapAdjustment() + ", capacity=" + capacity();
	}

}
