package io.mmapring.spring;

import java.time.Duration;
import java.util.UUID;

import io.mmapring.OnFull;

/**
 * An event that is about to be sent, and what goes with it.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public interface RingEventBuilder {

	/**
	 * Add a header of the application's own.
	 * @param name its name
	 * @param value its value
	 * @return this builder
	 */
	RingEventBuilder withHeader(String name, String value);

	/**
	 * Set the key, which goes before that of the event's {@code @RingKey} component.
	 * @param key the key; 0 stands for none
	 * @return this builder
	 */
	RingEventBuilder withKey(long key);

	/**
	 * Set the key, which goes before that of the event's {@code @RingKey} component.
	 * @param key the key
	 * @return this builder
	 */
	RingEventBuilder withKey(CharSequence key);

	/**
	 * Set the key, which goes before that of the event's {@code @RingKey} component.
	 * @param key the key
	 * @return this builder
	 */
	RingEventBuilder withKey(UUID key);

	/**
	 * Set the trace that the event belongs to.
	 * @param traceparent 55 characters as in the header of that name of W3C Trace Context
	 * @return this builder
	 */
	RingEventBuilder withTraceparent(String traceparent);

	/**
	 * Set what to do when the ring is full, in place of
	 * {@code ring.rings.<name>.on-full}.
	 * @param onFull the policy
	 * @return this builder
	 */
	RingEventBuilder onFull(OnFull onFull);

	/**
	 * Wait for room at most for a time, in place of
	 * {@code ring.rings.<name>.block-timeout}, and whatever {@code on-full} says.
	 * @param timeout the time
	 * @return this builder
	 */
	RingEventBuilder withTimeout(Duration timeout);

	/**
	 * Publish the event. May be called again, to publish it again.
	 * @return its sequence, or a negative number if it was dropped
	 * @throws io.mmapring.error.RingFullException if there was no room in time
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 * @throws IllegalStateException if the ring has no such header
	 * @throws IllegalArgumentException if its headers have no room
	 */
	long send();

	/**
	 * Publish the event without waiting.
	 * @return whether it was published; {@code false} if the ring is full
	 * @throws io.mmapring.error.EventTooLargeException if it is larger than a quarter of
	 * the ring; nothing is claimed then
	 * @throws io.mmapring.error.RingClosedException if the application is stopping
	 * @throws IllegalStateException if the ring has no such header
	 * @throws IllegalArgumentException if its headers have no room
	 */
	boolean trySend();

}
