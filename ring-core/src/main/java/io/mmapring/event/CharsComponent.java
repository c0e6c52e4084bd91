package io.mmapring.event;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventDecodingException;
import io.mmapring.error.EventEncodingException;

/**
 * A text: the number of its bytes in 16 bits, then room for the most that it may have.
 */
final class CharsComponent extends Component {

	private static final int NULL = 0xFFFF;

	private static final int LENGTH_BYTES = Short.BYTES;

	private final int limit;

	CharsComponent(RecordComponent component, int end, int limit) {
		super(component, end, LENGTH_BYTES, LENGTH_BYTES + limit);
		this.limit = limit;
	}

	@Override
	String kind() {
		return "chars(" + this.limit + ")";
	}

	@Override
	MethodHandle writer() {
		return find(CharsComponent.class, "put", writerType(String.class)).bindTo(this);
	}

	@Override
	MethodHandle reader() {
		return find(CharsComponent.class, "get", readerType(String.class)).bindTo(this);
	}

	void put(@Nullable String value, MutableDirectBuffer buffer, int offset) {
		int index = offset + at() + LENGTH_BYTES;
		int length = 0;
		if (value != null) {
			length = Utf8.put(value, buffer, index, this.limit);
			if (length < 0) {
				throw refused(value);
			}
		}
		buffer.putShort(index - LENGTH_BYTES, (short) ((value != null) ? length : NULL), ByteOrder.LITTLE_ENDIAN);
		buffer.setMemory(index + length, this.limit - length, (byte) 0);
	}

	private EventEncodingException refused(String value) {
		long length = Utf8.length(value);
		if (length == Utf8.MALFORMED) {
			return new EventEncodingException(record(), name(),
					"half a surrogate pair (expected: a text that UTF-8 can hold)");
		}
		return new EventEncodingException(record(), name(), "length=" + length + " (expected: at most " + this.limit
				+ " bytes of UTF-8); shorten the text, or give it more room with @Chars");
	}

	@Nullable String get(DirectBuffer buffer, int offset) {
		int index = offset + at();
		int length = Short.toUnsignedInt(buffer.getShort(index, ByteOrder.LITTLE_ENDIAN));
		if (length == NULL) {
			return null;
		}
		if (length > this.limit) {
			throw new EventDecodingException(record(), name(), "length=" + length + " (expected: 0 to " + this.limit
					+ ", or " + NULL + " for null); the event was written with another layout, or is damaged");
		}
		return Utf8.get(buffer, index + LENGTH_BYTES, length);
	}

}
