package io.mmapring.spring;

import io.mmapring.event.EventHeaders;

/**
 * What a listener can learn of the event that it is handed, beside the event itself; of a
 * batch, what it can learn of its first event. The same object is moved from event to
 * event, so that it costs nothing: it is valid until the method returns. A
 * {@code List<RingMetadata>} beside a batch has one for each event, in objects of their
 * own that may be kept.
 * <p>
 * Threads: the thread that it is handed to only.
 */
public interface RingMetadata {

	/**
	 * The ring that the event is from.
	 * @return name of the ring
	 */
	String ring();

	/**
	 * The listener that is called.
	 * @return its id
	 */
	String listener();

	/**
	 * The consumer group that takes the event.
	 * @return name of the group
	 */
	String group();

	/**
	 * The event's number in the ring, the same for every group.
	 * @return the sequence; of a batch that of the first event
	 */
	long sequence();

	/**
	 * Whether no further event follows at once. With events of several types on the ring,
	 * the last one of a batch may be one that this listener does not take.
	 * @return whether it is the last of its batch; of a whole batch {@code true}
	 */
	boolean endOfBatch();

	/**
	 * Type number of the event on its ring.
	 * @return the number; 0 for bytes without a type
	 */
	int type();

	/**
	 * Name of the event's type on its ring.
	 * @return the name; an empty text for bytes without a type
	 */
	String typeName();

	/**
	 * How often the listener is handed the event, this time included, since this
	 * application started it.
	 * @return 1 for the first time
	 */
	int attempt();

	/**
	 * What came with the event beside its payload.
	 * @return the headers
	 * @throws IllegalStateException if the ring was created without any, or this is about
	 * a whole batch
	 */
	EventHeaders headers();

	/**
	 * What tells the event from every other one. Makes an object.
	 * @return the same for each delivery of the event
	 */
	RingEventId eventId();

}
