package io.mmapring.codec;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.event.Bytes;

/**
 * Bytes: their number in 16 bits, then room for the most that there may be.
 */
final class BytesKind extends ComponentKind {

	private static final int NULL = 0xFFFF;

	private static final int LENGTH_BYTES = Short.BYTES;

	private final Place place;

	private final int limit;

	BytesKind(Place place, int limit) {
		super(LENGTH_BYTES, LENGTH_BYTES + limit, "bytes(" + limit + ")");
		this.place = place;
		this.limit = limit;
		if (limit < 1 || limit > Bytes.LIMIT) {
			throw place.refused("@Bytes(" + limit + ")", "1 to " + Bytes.LIMIT,
					"give the most bytes that there may be");
		}
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		int at = index + LENGTH_BYTES;
		if (value == null) {
			buffer.putShort(index, (short) NULL, ByteOrder.LITTLE_ENDIAN);
			zeros(buffer, at, this.limit);
			return;
		}
		byte[] bytes = (byte[]) value;
		if (bytes.length > this.limit) {
			throw this.place.encoding("length=" + bytes.length + " (expected: at most " + this.limit
					+ " bytes); shorten it, or give it more room with @Bytes");
		}
		buffer.putShort(index, (short) bytes.length, ByteOrder.LITTLE_ENDIAN);
		buffer.putBytes(at, bytes);
		zeros(buffer, at + bytes.length, this.limit - bytes.length);
	}

	@Override
	public byte @Nullable [] get(DirectBuffer buffer, int index) {
		int length = Short.toUnsignedInt(buffer.getShort(index, ByteOrder.LITTLE_ENDIAN));
		if (length == NULL) {
			return null;
		}
		if (length > this.limit) {
			throw this.place
				.decoding("length=" + length + " (expected: 0 to " + this.limit + ", or " + NULL + " for null)");
		}
		byte[] bytes = new byte[length];
		buffer.getBytes(index + LENGTH_BYTES, bytes);
		return bytes;
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putShort(index, (short) NULL, ByteOrder.LITTLE_ENDIAN);
	}

}
