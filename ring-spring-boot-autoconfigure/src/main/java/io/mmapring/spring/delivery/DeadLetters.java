package io.mmapring.spring.delivery;

import java.time.Instant;

import io.mmapring.codec.DeadLetter;
import io.mmapring.event.EventView;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.EventTypes;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Publishes what a listener could not handle.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class DeadLetters {

	private final ListenerEndpoint endpoint;

	private final EventTypes types;

	private final ManagedRing target;

	/**
	 * Publish for a listener.
	 * @param endpoint the listener
	 * @param types types of events on its ring
	 * @param target the ring for dead letters
	 */
	public DeadLetters(ListenerEndpoint endpoint, EventTypes types, ManagedRing target) {
		this.endpoint = endpoint;
		this.types = types;
		this.target = target;
	}

	/** The ring for dead letters. */
	String ring() {
		return this.target.name();
	}

	/**
	 * Publish an event, by the policy of the dead-letter ring.
	 * @throws DeadLetterException if it was not published
	 */
	void publish(EventView event, long sequence, Throwable ex, int attempts) {
		byte[] payload = new byte[event.length()];
		event.payload().getBytes(0, payload);
		String message = ex.getMessage();
		DeadLetter letter = new DeadLetter(this.endpoint.ring(), sequence, event.type(), this.types.name(event.type()),
				this.endpoint.id(), this.endpoint.group(), ex.getClass().getName(), (message != null) ? message : "",
				attempts, Instant.now(), payload);
		long published;
		try {
			published = this.target.publish(letter);
		}
		catch (RuntimeException failure) {
			failure.addSuppressed(ex);
			throw failed(sequence, failure.toString(), failure);
		}
		if (published < 0) {
			throw failed(sequence, "on-full=drop and no room (expected: room, or on-full=block)", ex);
		}
	}

	private DeadLetterException failed(long sequence, String reason, Throwable cause) {
		return new DeadLetterException("event %d of ring '%s' was not published to dead-letter ring '%s': %s"
			.formatted(sequence, this.endpoint.ring(), ring(), reason), cause);
	}

	static DeadLetterException missing(long sequence, Throwable cause) {
		return new DeadLetterException(
				"event %d is to be a dead letter: error.dead-letter-ring='' (expected: the name of a ring)"
					.formatted(sequence),
				cause);
	}

	/** Stops the listener: what cannot be published stays where it is. */
	static final class DeadLetterException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		DeadLetterException(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
