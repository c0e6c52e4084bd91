package io.mmapring.codec;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A value of up to so many bytes: their number in 16 bits, then room for the most that
 * there may be.
 */
abstract class SizedKind extends ComponentKind {

	static final int ABSENT = -1;

	private static final int NULL = 0xFFFF;

	private static final int LENGTH_BYTES = Short.BYTES;

	private final Place place;

	private final int limit;

	/**
	 * Describe the kind.
	 * @param place the component
	 * @param name the kind in the layout's words
	 * @param annotation name of the annotation that gives the limit
	 * @param limit most bytes of a value
	 * @param most the largest limit
	 */
	SizedKind(Place place, String name, String annotation, int limit, int most) {
		super(LENGTH_BYTES, LENGTH_BYTES + limit, name + "(" + limit + ")");
		this.place = place;
		this.limit = limit;
		if (limit < 1 || limit > most) {
			throw place.refused(annotation + "(" + limit + ")", "1 to " + most,
					"give the most bytes that the value may have");
		}
	}

	@Override
	public final void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		int at = index + LENGTH_BYTES;
		int length = (value != null) ? putContent(value, buffer, at) : 0;
		buffer.putShort(index, (short) ((value != null) ? length : NULL), ByteOrder.LITTLE_ENDIAN);
		zeros(buffer, at + length, this.limit - length);
	}

	@Override
	public final @Nullable Object get(DirectBuffer buffer, int index) {
		int length = length(buffer, index);
		return (length != ABSENT) ? content(buffer, contentAt(index), length) : null;
	}

	/**
	 * Bytes of a value.
	 * @return how many, or ABSENT for null
	 */
	final int length(DirectBuffer buffer, int index) {
		int length = Short.toUnsignedInt(buffer.getShort(index, ByteOrder.LITTLE_ENDIAN));
		if (length == NULL) {
			return ABSENT;
		}
		if (length > this.limit) {
			throw this.place
				.decoding("length=" + length + " (expected: 0 to " + this.limit + ", or " + NULL + " for null)");
		}
		return length;
	}

	static int contentAt(int index) {
		return index + LENGTH_BYTES;
	}

	@Override
	final void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putShort(index, (short) NULL, ByteOrder.LITTLE_ENDIAN);
	}

	final Place place() {
		return this.place;
	}

	final int limit() {
		return this.limit;
	}

	/**
	 * Write a value's bytes, at most as many as the limit.
	 * @return how many
	 */
	abstract int putContent(Object value, MutableDirectBuffer buffer, int index);

	abstract Object content(DirectBuffer buffer, int index, int length);

}
