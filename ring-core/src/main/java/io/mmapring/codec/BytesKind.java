package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.event.Bytes;

/**
 * Bytes of any number up to a limit.
 */
final class BytesKind extends SizedKind {

	BytesKind(Place place, int limit) {
		super(place, "bytes", "@Bytes", limit, Bytes.LIMIT);
	}

	@Override
	int putContent(Object value, MutableDirectBuffer buffer, int index) {
		byte[] bytes = (byte[]) value;
		if (bytes.length > limit()) {
			throw place().encoding("length=" + bytes.length + " (expected: at most " + limit()
					+ " bytes); shorten it, or give it more room with @Bytes");
		}
		buffer.putBytes(index, bytes);
		return bytes.length;
	}

	@Override
	Object content(DirectBuffer buffer, int index, int length) {
		byte[] bytes = new byte[length];
		buffer.getBytes(index, bytes);
		return bytes;
	}

}
