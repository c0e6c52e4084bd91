package io.mmapring.event;

import org.agrona.MutableDirectBuffer;

/**
 * Writes an event into its slot. An exception abandons the event: consumers never see it.
 *
 * @param <T> what the event is made from; handed through so that the filler need not
 * capture it
 */
@FunctionalInterface
public interface EventFiller<T> {

	/**
	 * Write the payload.
	 * @param payload the event's bytes, from index 0 up to the length that was asked for;
	 * they hold whatever an earlier event left
	 * @param source what the caller passed
	 */
	void fill(MutableDirectBuffer payload, T source);

}
