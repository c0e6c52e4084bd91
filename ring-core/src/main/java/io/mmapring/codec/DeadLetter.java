package io.mmapring.codec;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * An event that its listener could not handle, and why: itself an event, of a ring for
 * such events. Its layout is {@link RingCodecs#deadLetters()}.
 *
 * @param ring the ring that the event comes from
 * @param sequence its sequence there
 * @param type its type number there; 0 for bytes without a type
 * @param typeName name of the type; an empty text if it has none that is known
 * @param listener the listener that failed
 * @param group its consumer group
 * @param exception class of the exception
 * @param message message of the exception, at most its first 1000 characters; an empty
 * text if it had none
 * @param attempts how often the listener was handed the event; 0 if it could not be read
 * @param at when it was given up, in milliseconds
 * @param payload the event's bytes as they were on the ring
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(String ring, long sequence, int type, String typeName, String listener, String group,
		String exception, String message, int attempts, Instant at, byte[] payload) {

	private static final int MESSAGE_CHARS = 1000;

	/**
	 * Check that all is there, and cut what is too long.
	 * @param ring the ring that the event comes from
	 * @param sequence its sequence there
	 * @param type its type number there; 0 for bytes without a type
	 * @param typeName name of the type; an empty text if it has none that is known
	 * @param listener the listener that failed
	 * @param group its consumer group
	 * @param exception class of the exception
	 * @param message message of the exception, at most its first 1000 characters; an
	 * empty text if it had none
	 * @param attempts how often the listener was handed the event; 0 if it could not be
	 * read
	 * @param at when it was given up, in milliseconds
	 * @param payload the event's bytes as they were on the ring
	 */
	public DeadLetter {
		Objects.requireNonNull(ring, "ring");
		Objects.requireNonNull(typeName, "typeName");
		Objects.requireNonNull(listener, "listener");
		Objects.requireNonNull(group, "group");
		Objects.requireNonNull(exception, "exception");
		Objects.requireNonNull(payload, "payload");
		message = (message.length() <= MESSAGE_CHARS) ? message : message.substring(0, MESSAGE_CHARS);
		at = Instant.ofEpochMilli(at.toEpochMilli());
	}

	/**
	 * The event, if its type is a record, an interface of getters, {@code String} or
	 * {@code byte[]}.
	 * @param <T> its type
	 * @param type its type
	 * @return the event
	 * @throws IllegalArgumentException if there is no such type of events
	 * @throws io.mmapring.error.EventDecodingException if the bytes are not of this type
	 */
	public <T> T decodeAs(Class<T> type) {
		return type.cast(decodeAs(codec(type)));
	}

	private static RingCodec<?> codec(Class<?> type) {
		if (type == String.class) {
			return RingCodecs.text();
		}
		if (type == byte[].class) {
			return RingCodecs.bytes();
		}
		return type.isRecord() ? RecordCodec.of(type.asSubclass(Record.class)) : ViewCodec.of(type);
	}

	/**
	 * The event.
	 * @param <T> its type
	 * @param codec codec of its type
	 * @return the event
	 * @throws io.mmapring.error.EventDecodingException if the bytes are not of this type
	 */
	public <T> T decodeAs(RingCodec<T> codec) {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(this.payload.length)));
		buffer.window(0, this.payload.length);
		buffer.putBytes(0, this.payload);
		return codec.decode(buffer, 0, this.payload.length);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeadLetter letter && this.ring.equals(letter.ring) && this.sequence == letter.sequence
				&& this.type == letter.type && this.typeName.equals(letter.typeName)
				&& this.listener.equals(letter.listener) && this.group.equals(letter.group)
				&& this.exception.equals(letter.exception) && this.message.equals(letter.message)
				&& this.attempts == letter.attempts && this.at.equals(letter.at)
				&& Arrays.equals(this.payload, letter.payload);
	}

	@Override
	public int hashCode() {
		return 31 * this.ring.hashCode() + Long.hashCode(this.sequence);
	}

	@Override
	public String toString() {
		return "dead letter: event %d of ring '%s' (type %d%s, %d bytes), which listener '%s' failed to handle at attempt %d: %s%s"
			.formatted(this.sequence, this.ring, this.type, this.typeName.isEmpty() ? "" : " " + this.typeName,
					this.payload.length, this.listener, this.attempts, this.exception,
					this.message.isEmpty() ? "" : ": " + this.message);
	}

}
