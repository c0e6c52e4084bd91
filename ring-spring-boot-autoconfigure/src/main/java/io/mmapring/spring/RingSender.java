package io.mmapring.spring;

import java.util.List;

/**
 * Publishes events of one type on one ring. Injected where {@link RingProducer} names the
 * ring.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <T> type of the events
 */
public interface RingSender<T> {

	/**
	 * Name of the ring.
	 * @return the name
	 */
	String ring();

	/**
	 * Publish an event. When the ring is full, do what {@code ring.rings.<name>.on-full}
	 * says: wait, fail or drop.
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 * @throws io.mmapring.error.RingFullException if there was no room in time
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 */
	long send(T event);

	/**
	 * Publish an event without waiting.
	 * @param event the event
	 * @return whether it was published; {@code false} if the ring is full
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 */
	boolean trySend(T event);

	/**
	 * Publish events as one batch: consumers see all of them at once or none. When the
	 * ring is full, do what {@code ring.rings.<name>.on-full} says.
	 * @param events at most as many as the ring has slots for, all of one class
	 * @return the sequence of the first, or a negative number if there are none or they
	 * were dropped
	 * @throws io.mmapring.error.RingFullException if there was no room in time
	 * @throws io.mmapring.error.EventTooLargeException if one is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 */
	long sendAll(List<? extends T> events);

}
