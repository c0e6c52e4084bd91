package io.mmapring.cli.payload;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * How a value lies in an event.
 *
 * @param size its bytes
 * @param alignment its offset is a multiple of this
 * @param reader reads it
 */
record ValueKind(int size, int alignment, Reader reader) {

	static ValueKind of(int size, Reader reader) {
		return new ValueKind(size, size, reader);
	}

	static int align(int offset, int alignment) {
		return (offset + alignment - 1) & -alignment;
	}

	/** Reads a value. */
	interface Reader {

		/**
		 * Read the value.
		 * @param event the event's bytes, little-endian
		 * @param at where the value starts
		 * @return a text, number, boolean, list or map, or {@code null}
		 */
		@Nullable Object read(ByteBuffer event, int at);

	}

}
