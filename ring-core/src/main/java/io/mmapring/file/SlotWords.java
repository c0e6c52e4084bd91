package io.mmapring.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

import org.agrona.MutableDirectBuffer;

/**
 * The single values of a window of ring memory: plain access, aligned or not, in both
 * byte orders, never outside the window.
 */
abstract class SlotWords implements MutableDirectBuffer {

	private static final VarHandle LITTLE_LONG = view(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_LONG = view(long[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LITTLE_INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_INT = view(int[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LITTLE_DOUBLE = view(double[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_DOUBLE = view(double[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LITTLE_FLOAT = view(float[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_FLOAT = view(float[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LITTLE_SHORT = view(short[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_SHORT = view(short[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LITTLE_CHAR = view(char[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle BIG_CHAR = view(char[].class, ByteOrder.BIG_ENDIAN);

	private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

	private final ByteBuffer bytes;

	private int offset;

	private int length;

	SlotWords(RingMemory memory) {
		this.bytes = Objects.requireNonNull(memory, "memory").bytes();
	}

	private static VarHandle view(Class<?> array, ByteOrder order) {
		return MethodHandles.byteBufferViewVarHandle(array, order);
	}

	final void move(int offset, int length) {
		if ((offset | length) < 0 || offset > this.bytes.capacity() - length) {
			throw new IndexOutOfBoundsException("cannot move over a slot: offset=" + offset + ", length=" + length
					+ " (expected: within the memory of " + this.bytes.capacity() + " bytes)");
		}
		this.offset = offset;
		this.length = length;
	}

	/** The same over a range that is known to be right. */
	final void moveUnchecked(int offset, int length) {
		this.offset = offset;
		this.length = length;
	}

	@Override
	public final int capacity() {
		return this.length;
	}

	@Override
	public final ByteBuffer byteBuffer() {
		return this.bytes;
	}

	@Override
	public final int wrapAdjustment() {
		return this.offset;
	}

	@Override
	public final void boundsCheck(int index, int length) {
		at(index, length);
	}

	@Override
	public final void checkLimit(int limit) {
		if (limit < 0 || limit > this.length) {
			throw new IndexOutOfBoundsException(
					"limit=" + limit + ", capacity=" + this.length + " (expected: 0 to the capacity)");
		}
	}

	/**
	 * Check a range.
	 * @param index where it starts in the window
	 * @param length its length in bytes
	 * @return where it starts in the memory
	 */
	final int at(int index, int length) {
		if ((index | length) < 0 || index > this.length - length) {
			throw outside(index, length);
		}
		return this.offset + index;
	}

	private IndexOutOfBoundsException outside(int index, int length) {
		return new IndexOutOfBoundsException("index=" + index + ", length=" + length + ", capacity=" + this.length
				+ " (expected: index + length from 0 to the capacity)");
	}

	@Override
	public final byte getByte(int index) {
		return this.bytes.get(at(index, Byte.BYTES));
	}

	@Override
	public final void putByte(int index, byte value) {
		this.bytes.put(at(index, Byte.BYTES), value);
	}

	@Override
	public final long getLong(int index) {
		return getLong(index, NATIVE);
	}

	@Override
	public final long getLong(int index, ByteOrder order) {
		int at = at(index, Long.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (long) LITTLE_LONG.get(this.bytes, at)
				: (long) BIG_LONG.get(this.bytes, at);
	}

	@Override
	public final void putLong(int index, long value) {
		putLong(index, value, NATIVE);
	}

	@Override
	public final void putLong(int index, long value, ByteOrder order) {
		int at = at(index, Long.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_LONG.set(this.bytes, at, value);
		}
		else {
			BIG_LONG.set(this.bytes, at, value);
		}
	}

	@Override
	public final int getInt(int index) {
		return getInt(index, NATIVE);
	}

	@Override
	public final int getInt(int index, ByteOrder order) {
		int at = at(index, Integer.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (int) LITTLE_INT.get(this.bytes, at)
				: (int) BIG_INT.get(this.bytes, at);
	}

	@Override
	public final void putInt(int index, int value) {
		putInt(index, value, NATIVE);
	}

	@Override
	public final void putInt(int index, int value, ByteOrder order) {
		int at = at(index, Integer.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_INT.set(this.bytes, at, value);
		}
		else {
			BIG_INT.set(this.bytes, at, value);
		}
	}

	@Override
	public final double getDouble(int index) {
		return getDouble(index, NATIVE);
	}

	@Override
	public final double getDouble(int index, ByteOrder order) {
		int at = at(index, Double.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (double) LITTLE_DOUBLE.get(this.bytes, at)
				: (double) BIG_DOUBLE.get(this.bytes, at);
	}

	@Override
	public final void putDouble(int index, double value) {
		putDouble(index, value, NATIVE);
	}

	@Override
	public final void putDouble(int index, double value, ByteOrder order) {
		int at = at(index, Double.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_DOUBLE.set(this.bytes, at, value);
		}
		else {
			BIG_DOUBLE.set(this.bytes, at, value);
		}
	}

	@Override
	public final float getFloat(int index) {
		return getFloat(index, NATIVE);
	}

	@Override
	public final float getFloat(int index, ByteOrder order) {
		int at = at(index, Float.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (float) LITTLE_FLOAT.get(this.bytes, at)
				: (float) BIG_FLOAT.get(this.bytes, at);
	}

	@Override
	public final void putFloat(int index, float value) {
		putFloat(index, value, NATIVE);
	}

	@Override
	public final void putFloat(int index, float value, ByteOrder order) {
		int at = at(index, Float.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_FLOAT.set(this.bytes, at, value);
		}
		else {
			BIG_FLOAT.set(this.bytes, at, value);
		}
	}

	@Override
	public final short getShort(int index) {
		return getShort(index, NATIVE);
	}

	@Override
	public final short getShort(int index, ByteOrder order) {
		int at = at(index, Short.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (short) LITTLE_SHORT.get(this.bytes, at)
				: (short) BIG_SHORT.get(this.bytes, at);
	}

	@Override
	public final void putShort(int index, short value) {
		putShort(index, value, NATIVE);
	}

	@Override
	public final void putShort(int index, short value, ByteOrder order) {
		int at = at(index, Short.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_SHORT.set(this.bytes, at, value);
		}
		else {
			BIG_SHORT.set(this.bytes, at, value);
		}
	}

	@Override
	public final char getChar(int index) {
		return getChar(index, NATIVE);
	}

	@Override
	public final char getChar(int index, ByteOrder order) {
		int at = at(index, Character.BYTES);
		return (order == ByteOrder.LITTLE_ENDIAN) ? (char) LITTLE_CHAR.get(this.bytes, at)
				: (char) BIG_CHAR.get(this.bytes, at);
	}

	@Override
	public final void putChar(int index, char value) {
		putChar(index, value, NATIVE);
	}

	@Override
	public final void putChar(int index, char value, ByteOrder order) {
		int at = at(index, Character.BYTES);
		if (order == ByteOrder.LITTLE_ENDIAN) {
			LITTLE_CHAR.set(this.bytes, at, value);
		}
		else {
			BIG_CHAR.set(this.bytes, at, value);
		}
	}

}
