package io.mmapring.codec;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Chars;

/**
 * A text: the number of its bytes in 16 bits, then room for the most that it may have.
 */
final class CharsKind extends ComponentKind {

	private static final int NULL = 0xFFFF;

	private static final int LENGTH_BYTES = Short.BYTES;

	private final Place place;

	private final int limit;

	CharsKind(Place place, int limit) {
		super(LENGTH_BYTES, LENGTH_BYTES + limit, "chars(" + limit + ")");
		this.place = place;
		this.limit = limit;
		if (limit < 1 || limit > Chars.LIMIT) {
			throw place.refused("@Chars(" + limit + ")", "1 to " + Chars.LIMIT,
					"give the most bytes that the text may have");
		}
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		int at = index + LENGTH_BYTES;
		int length = 0;
		if (value != null) {
			length = Utf8.put((String) value, buffer, at, this.limit);
			if (length < 0) {
				throw refused((String) value);
			}
		}
		buffer.putShort(index, (short) ((value != null) ? length : NULL), ByteOrder.LITTLE_ENDIAN);
		zeros(buffer, at + length, this.limit - length);
	}

	private EventEncodingException refused(String value) {
		long length = Utf8.length(value);
		if (length == Utf8.MALFORMED) {
			return this.place.encoding("half a surrogate pair (expected: a text that UTF-8 can hold)");
		}
		return this.place.encoding("length=" + length + " (expected: at most " + this.limit
				+ " bytes of UTF-8); shorten the text, or give it more room with @Chars");
	}

	@Override
	public @Nullable Object get(DirectBuffer buffer, int index) {
		int length = Short.toUnsignedInt(buffer.getShort(index, ByteOrder.LITTLE_ENDIAN));
		if (length == NULL) {
			return null;
		}
		if (length > this.limit) {
			throw this.place
				.decoding("length=" + length + " (expected: 0 to " + this.limit + ", or " + NULL + " for null)");
		}
		return Utf8.get(buffer, index + LENGTH_BYTES, length);
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putShort(index, (short) NULL, ByteOrder.LITTLE_ENDIAN);
	}

}
