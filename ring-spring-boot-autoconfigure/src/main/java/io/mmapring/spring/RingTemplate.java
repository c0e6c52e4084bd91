package io.mmapring.spring;

/**
 * Publishes events on rings whose names are known at run time only. Where the name is
 * fixed, an interface with {@link RingProducer} or a {@link RingSender} reads better.
 * <p>
 * A ring that nothing else in the application uses is opened with its first event. What
 * cannot be published throws as it does from a {@link RingSender}, and
 * {@link RingPropertyException} if the ring has no such type of events.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface RingTemplate {

	/**
	 * Publish an event. When the ring is full, do what {@code ring.rings.<name>.on-full}
	 * says: wait, fail or drop.
	 * @param ring name of the ring
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 */
	long send(String ring, Object event);

	/**
	 * Publish an event without waiting, except for the opening of the ring.
	 * @param ring name of the ring
	 * @param event the event
	 * @return whether it was published; {@code false} if the ring is full
	 */
	boolean trySend(String ring, Object event);

	/**
	 * Publish events as one batch: consumers see all of them at once or none.
	 * @param ring name of the ring
	 * @param events at most as many as the ring has slots for, all of one class
	 * @return the sequence of the first, or a negative number if there are none or they
	 * were dropped
	 */
	long sendAll(String ring, Iterable<?> events);

	/**
	 * Publish events as one batch without waiting: all of them or none.
	 * @param ring name of the ring
	 * @param events at most as many as the ring has slots for, all of one class
	 * @return whether they were published; {@code false} if there is no room for all;
	 * {@code true} if there are none
	 */
	boolean trySendAll(String ring, Iterable<?> events);

	/**
	 * Prepare an event with headers, key or a policy of its own.
	 * @param ring name of the ring
	 * @param event the event
	 * @return a builder that sends it
	 */
	RingEventBuilder newEvent(String ring, Object event);

	/**
	 * Fix the ring.
	 * @param ring name of the ring
	 * @return a sender of events of any class on this ring
	 */
	RingSender<Object> sender(String ring);

	/**
	 * Fix the ring and the type of events.
	 * @param <T> the type
	 * @param ring name of the ring
	 * @param type the type
	 * @return a sender of such events on this ring
	 * @throws RingSignatureException if there is no codec for the type
	 */
	<T> RingSender<T> sender(String ring, Class<T> type);

}
