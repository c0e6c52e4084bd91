package io.mmapring.spring;

/**
 * Names of headers with which a listener is called that asks for a message of Spring
 * Messaging. Headers of the user's own are there under their own names.
 * <p>
 * A batch has lists of those that differ, one value for each event and {@code null} where
 * it has none; in a {@code List<Message<T>>} each message has its own.
 */
public final class RingHeaders {

	/** Name of the ring, a text. */
	public static final String RING = "ring_name";

	/** Id of the listener, a text. */
	public static final String LISTENER = "ring_listener";

	/** Name of the consumer group, a text. */
	public static final String GROUP = "ring_group";

	/** The event's number in the ring, a {@code Long}. */
	public static final String SEQUENCE = "ring_sequence";

	/** Whether no further event follows at once, a {@code Boolean}. */
	public static final String END_OF_BATCH = "ring_endOfBatch";

	/** Name of the event's type on its ring, a text. */
	public static final String TYPE = "ring_type";

	/** How often the listener is handed the event, an {@code Integer}. */
	public static final String ATTEMPT = "ring_attempt";

	/** What tells the event from every other one, a {@link RingEventId}. */
	public static final String EVENT_ID = "ring_eventId";

	/** When the event was written, an {@code Instant}, where the ring has that header. */
	public static final String PUBLISH_TIME = "ring_publishTime";

	/** The trace that the event belongs to, a text, where it has one. */
	public static final String TRACE = "traceparent";

	private RingHeaders() {
	}

}
