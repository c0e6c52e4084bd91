package io.mmapring.spring.rings;

import java.nio.ByteBuffer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Events that are bytes, without a type number.
 */
final class RawEvents {

	private RawEvents() {
	}

	static boolean isRaw(Class<?> type) {
		return type == byte[].class || DirectBuffer.class.isAssignableFrom(type)
				|| ByteBuffer.class.isAssignableFrom(type);
	}

	/**
	 * How many bytes an event has.
	 * @param event the event
	 * @return the number of bytes, or -1 if it has a type
	 */
	static int length(Object event) {
		if (event instanceof byte[] bytes) {
			return bytes.length;
		}
		if (event instanceof DirectBuffer buffer) {
			return buffer.capacity();
		}
		return (event instanceof ByteBuffer buffer) ? buffer.remaining() : -1;
	}

	static void fill(MutableDirectBuffer payload, Object event) {
		if (event instanceof byte[] bytes) {
			payload.putBytes(0, bytes);
		}
		else if (event instanceof DirectBuffer buffer) {
			payload.putBytes(0, buffer, 0, buffer.capacity());
		}
		else if (event instanceof ByteBuffer buffer) {
			payload.putBytes(0, buffer, buffer.position(), buffer.remaining());
		}
	}

}
