package io.mmapring.event;

import io.mmapring.error.Check;

/**
 * A kind of event on a ring: its number there and how it is written.
 *
 * @param <T> the Java type
 * @param id its number, from 1; the same in every process
 * @param codec writes and reads it
 */
public record EventType<T>(int id, RingCodec<T> codec) {

	/** Number of events that are just bytes. */
	public static final int RAW = 0;

	/**
	 * Check the number.
	 * @param id its number, from 1; the same in every process
	 * @param codec writes and reads it
	 */
	public EventType {
		Check.that(id >= 1, "type id", id, "from 1; 0 is for raw bytes");
	}

}
