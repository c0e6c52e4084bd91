package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.RingCodec;

/**
 * Texts in UTF-8.
 */
final class TextCodec implements RingCodec<String> {

	static final TextCodec INSTANCE = new TextCodec();

	private TextCodec() {
	}

	@Override
	public Class<String> type() {
		return String.class;
	}

	@Override
	public String layout() {
		return "java.lang.String: the payload in UTF-8";
	}

	@Override
	public int length(String event) {
		long length = Utf8.length(event);
		if (length == Utf8.MALFORMED) {
			throw malformed();
		}
		if (length > Integer.MAX_VALUE) {
			throw new EventEncodingException(type().getName(), null, "length=" + length + " (expected: at most "
					+ Integer.MAX_VALUE + " bytes of UTF-8); publish it in parts");
		}
		return (int) length;
	}

	@Override
	public void encode(String event, MutableDirectBuffer buffer, int offset) {
		if (Utf8.put(event, buffer, offset, Integer.MAX_VALUE) < 0) {
			throw malformed();
		}
	}

	private EventEncodingException malformed() {
		return new EventEncodingException(type().getName(), null,
				"half a surrogate pair (expected: a text that UTF-8 can hold)");
	}

	@Override
	public String decode(DirectBuffer buffer, int offset, int length) {
		buffer.boundsCheck(offset, length);
		return Utf8.get(buffer, offset, length);
	}

}
