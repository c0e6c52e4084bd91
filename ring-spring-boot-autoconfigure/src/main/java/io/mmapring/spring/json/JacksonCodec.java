package io.mmapring.spring.json;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.mmapring.error.EventDecodingException;
import io.mmapring.error.EventEncodingException;
import io.mmapring.event.RingCodec;

/**
 * Objects as JSON in UTF-8. Makes objects on both sides: it is for convenience, not for
 * the hot path.
 *
 * @param <T> type of the events
 */
final class JacksonCodec<T> implements RingCodec<T> {

	/** What the length was asked for, so that it is not written twice. */
	private static final ThreadLocal<@Nullable Written> LAST = new ThreadLocal<>();

	private final JsonMapper mapper;

	private final Class<T> type;

	JacksonCodec(JsonMapper mapper, Class<T> type) {
		this.mapper = mapper;
		this.type = type;
	}

	@Override
	public Class<T> type() {
		return this.type;
	}

	@Override
	public String layout() {
		return this.type.getName() + ": JSON in UTF-8";
	}

	@Override
	public int length(T event) {
		byte[] bytes = bytes(event);
		LAST.set(new Written(event, bytes));
		return bytes.length;
	}

	@Override
	public void encode(T event, MutableDirectBuffer buffer, int offset) {
		Written written = LAST.get();
		LAST.remove();
		buffer.putBytes(offset, (written != null && written.event() == event) ? written.bytes() : bytes(event));
	}

	private byte[] bytes(T event) {
		try {
			return this.mapper.writeValueAsBytes(event);
		}
		catch (JacksonException ex) {
			EventEncodingException refused = new EventEncodingException(this.type.getName(), null,
					"Jackson cannot write it: " + ex.getOriginalMessage() + "; change the class or its annotations");
			refused.initCause(ex);
			throw refused;
		}
	}

	@Override
	public T decode(DirectBuffer buffer, int offset, int length) {
		byte[] bytes = new byte[length];
		buffer.getBytes(offset, bytes);
		T event;
		try {
			event = this.mapper.readValue(bytes, this.type);
		}
		catch (JacksonException ex) {
			EventDecodingException refused = new EventDecodingException(this.type.getName(), null,
					"Jackson cannot read it: " + ex.getOriginalMessage()
							+ "; change the class or its annotations, or find who publishes something else");
			refused.initCause(ex);
			throw refused;
		}
		if (event == null) {
			throw new EventDecodingException(this.type.getName(), null,
					"JSON=null (expected: an object); find who publishes it");
		}
		return event;
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Written(Object event, byte[] bytes) {
	}

}
