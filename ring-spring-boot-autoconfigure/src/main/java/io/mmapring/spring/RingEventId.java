package io.mmapring.spring;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What tells an event from every other one: the same for each delivery of it, to each
 * group and in each process. A key for handlers that must do a thing once only.
 *
 * @param ring id of the ring, which a ring that is created anew does not keep
 * @param sequence the event's number in the ring
 */
public record RingEventId(UUID ring, long sequence) {

	private static final int UUID_LENGTH = 36;

	/**
	 * Check the values.
	 * @param ring id of the ring
	 * @param sequence the event's number in the ring
	 */
	public RingEventId {
		Objects.requireNonNull(ring, "ring");
		if (sequence < 0) {
			throw new IllegalArgumentException("sequence=%d (expected: 0 or more)".formatted(sequence));
		}
	}

	/**
	 * Read what {@link #toString} has written.
	 * @param text id of the ring, a colon, and the sequence
	 * @return the id
	 * @throws IllegalArgumentException if it is of another form
	 */
	public static RingEventId parse(String text) {
		try {
			if (text.length() > UUID_LENGTH && text.charAt(UUID_LENGTH) == ':') {
				return new RingEventId(UUID.fromString(text.substring(0, UUID_LENGTH)),
						Long.parseLong(text.substring(UUID_LENGTH + 1)));
			}
		}
		catch (IllegalArgumentException ex) {
			throw unreadable(text, ex);
		}
		throw unreadable(text, null);
	}

	private static IllegalArgumentException unreadable(String text, @Nullable Throwable cause) {
		return new IllegalArgumentException("eventId='%s' (expected: <id of the ring>:<sequence>)".formatted(text),
				cause);
	}

	/** The text form, which stays as it is: id of the ring, a colon, and the sequence. */
	@Override
	public String toString() {
		return this.ring + ":" + this.sequence;
	}

}
