package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a component lie. For generated code; there is nothing here to call or
 * to extend.
 * <p>
 * Threads: safe for any number of threads.
 */
public abstract class ComponentKind {

	private final int alignment;

	private final int size;

	private final String text;

	/**
	 * Describe the kind.
	 * @param alignment values start at a multiple of this
	 * @param size length of each value in bytes
	 * @param text the kind in the layout's words
	 */
	ComponentKind(int alignment, int size, String text) {
		this.alignment = alignment;
		this.size = size;
		this.text = text;
	}

	final int alignment() {
		return this.alignment;
	}

	final int size() {
		return this.size;
	}

	final String text() {
		return this.text;
	}

	/**
	 * Write a value: all of its bytes.
	 * @param value the value
	 * @param buffer where to write
	 * @param index index of its first byte
	 * @throws io.mmapring.error.EventEncodingException if the layout has no room for it
	 */
	public abstract void put(@Nullable Object value, MutableDirectBuffer buffer, int index);

	/**
	 * Read a value.
	 * @param buffer where to read
	 * @param index index of its first byte
	 * @return the value
	 * @throws io.mmapring.error.EventDecodingException if the bytes are not a value of
	 * this kind
	 */
	public abstract @Nullable Object get(DirectBuffer buffer, int index);

	/**
	 * Write what stands for a component that the event's writer did not know: null where
	 * the kind has one, zeros elsewhere. The bytes are 0 before.
	 * @param buffer where to write
	 * @param index index of the first byte
	 */
	void putAbsent(MutableDirectBuffer buffer, int index) {
	}

	/**
	 * How to find the key that a value is.
	 * @return finds it in the value's bytes, or {@code null} if values of this kind are
	 * no keys
	 */
	@Nullable KeyReader keyReader() {
		return null;
	}

	/**
	 * Read a truth value.
	 * @param buffer where to read
	 * @param index index of its byte
	 * @return whether the byte is not 0
	 */
	public static boolean truth(DirectBuffer buffer, int index) {
		return buffer.getByte(index) != 0;
	}

	static void zeros(MutableDirectBuffer buffer, int index, int length) {
		if (length > 0) {
			buffer.setMemory(index, length, (byte) 0);
		}
	}

}
