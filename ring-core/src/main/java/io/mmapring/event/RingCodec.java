package io.mmapring.event;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type lie in a payload. A codec has no state.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <T> type of the values
 */
public interface RingCodec<T> {

	/**
	 * The type that is encoded.
	 * @return its class
	 */
	Class<T> type();

	/**
	 * Name of the type on rings.
	 * @return the name; that of the class unless overridden
	 */
	default String name() {
		return type().getName();
	}

	/**
	 * How the bytes lie, in words. A ring keeps this text: processes whose texts do not
	 * go together do not exchange values of this type.
	 * @return a text that is equal exactly for equal layouts
	 */
	String layout();

	/**
	 * Why this codec cannot exchange values with one of another layout.
	 * @param layout the other layout, in words, as it is in the ring's file
	 * @return the first difference, as {@code what='found' (expected: 'ours')}, or
	 * {@code null} if the layouts go together; unless overridden, that is if they are
	 * equal
	 */
	default @Nullable String mismatch(String layout) {
		return layout.equals(layout()) ? null : "layout='" + layout + "' (expected: '" + layout() + "')";
	}

	/**
	 * Bytes that a value takes. A codec of fixed length need not look at the value: it is
	 * encode that then refuses it. Does not block.
	 * @param event the value
	 * @return the length in bytes
	 * @throws io.mmapring.error.EventEncodingException if the value cannot be encoded
	 */
	int length(T event);

	/**
	 * Write a value. Every byte from the offset up to the value's length is written, so
	 * that nothing of an earlier event shows. Does not block.
	 * @param event the value
	 * @param buffer where to write
	 * @param offset index of the value's first byte
	 * @throws io.mmapring.error.EventEncodingException if the value cannot be encoded;
	 * what is in the buffer then is of no use
	 * @throws IndexOutOfBoundsException if the buffer ends before the value does
	 */
	void encode(T event, MutableDirectBuffer buffer, int offset);

	/**
	 * Read a value. It keeps nothing of the buffer. Does not block.
	 * @param buffer where to read
	 * @param offset index of the value's first byte
	 * @param length bytes of the payload from there on
	 * @return the value
	 * @throws io.mmapring.error.EventDecodingException if the bytes are not a value of
	 * this type
	 */
	T decode(DirectBuffer buffer, int offset, int length);

	/**
	 * How to find the key of an event in its slot, by one of its components.
	 * @param component name of the component, of one within another with dots between;
	 * empty for the one with {@link RingKey @RingKey}
	 * @return finds the key as {@code @RingKey} says, without making an object; 0 for an
	 * event that was written before the component was there; {@code null} if this codec
	 * has no components, or none with {@code @RingKey}
	 * @throws IllegalArgumentException if there is no such component, or its type cannot
	 * be a key
	 */
	default @Nullable ShardKey shardKey(String component) {
		return null;
	}

}
