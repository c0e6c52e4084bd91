package io.mmapring.event;

import org.agrona.DirectBuffer;

/**
 * An event where it lies, in its slot; one of several slots in a copy in one piece. The
 * same object is moved from event to event: it and its payload are only valid until the
 * handler returns.
 * <p>
 * Threads: the thread that it is handed to only.
 */
public interface EventView {

	/**
	 * Type number that the producer gave the event.
	 * @return the number
	 */
	int type();

	/**
	 * Length of the payload.
	 * @return the length in bytes
	 */
	int length();

	/**
	 * The payload, from index 0 up to {@link #length()}.
	 * @return a view of the mapped file itself, or of the copy; copy what must outlive
	 * the handler
	 */
	DirectBuffer payload();

	/**
	 * What came with the event beside its payload.
	 * @return the headers, the same object each time; valid until the handler returns
	 * @throws IllegalStateException if the ring was created without any
	 */
	EventHeaders headers();

}
