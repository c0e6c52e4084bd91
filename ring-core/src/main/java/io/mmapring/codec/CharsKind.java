package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Chars;
import io.mmapring.event.KeyHash;

/**
 * A text in UTF-8 of any length up to a limit.
 */
final class CharsKind extends SizedKind {

	CharsKind(Place place, int limit) {
		super(place, "chars", "@Chars", limit, Chars.LIMIT);
	}

	@Override
	int putContent(Object value, MutableDirectBuffer buffer, int index) {
		int length = Utf8.put((String) value, buffer, index, limit());
		if (length < 0) {
			throw refused((String) value);
		}
		return length;
	}

	private EventEncodingException refused(String value) {
		long length = Utf8.length(value);
		if (length == Utf8.MALFORMED) {
			return place().encoding("half a surrogate pair (expected: a text that UTF-8 can hold)");
		}
		return place().encoding("length=" + length + " (expected: at most " + limit()
				+ " bytes of UTF-8); shorten the text, or give it more room with @Chars");
	}

	@Override
	Object content(DirectBuffer buffer, int index, int length) {
		return Utf8.get(buffer, index, length);
	}

	@Override
	KeyReader keyReader() {
		return (buffer, index) -> {
			int length = length(buffer, index);
			return (length != ABSENT) ? KeyHash.of(buffer, contentAt(index), length) : 0;
		};
	}

}
