package io.mmapring.spring;

import java.util.List;

/**
 * Publishes events on rings whose names are known at run time only. Where the name is
 * fixed, an interface with {@link RingProducer} or a {@link RingSender} reads better.
 * <p>
 * A ring that nothing else in the application uses is opened with its first event.
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
	 * @throws io.mmapring.error.RingFullException if there was no room in time
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 * @throws RingPropertyException if the ring has no such type of events
	 */
	long send(String ring, Object event);

	/**
	 * Publish an event without waiting, except for the opening of the ring.
	 * @param ring name of the ring
	 * @param event the event
	 * @return whether it was published; {@code false} if the ring is full
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 * @throws RingPropertyException if the ring has no such type of events
	 */
	boolean trySend(String ring, Object event);

	/**
	 * Publish events as one batch: consumers see all of them at once or none.
	 * @param ring name of the ring
	 * @param events at most as many as the ring has slots for, all of one class
	 * @return the sequence of the first, or a negative number if there are none or they
	 * were dropped
	 * @throws io.mmapring.error.RingFullException if there was no room in time
	 * @throws io.mmapring.error.EventTooLargeException if one is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 * @throws RingPropertyException if the ring has no such type of events
	 */
	long sendAll(String ring, List<?> events);

}
