package io.mmapring.error;

/** An event does not fit into a quarter of a ring. Nothing was claimed for it. */
public class EventTooLargeException extends RingException {

	private static final long serialVersionUID = 1L;

	private final int length;

	private final int capacity;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param length length of the event, in bytes
	 * @param capacity what fits, in bytes
	 */
	public EventTooLargeException(String ring, int length, int capacity) {
		super(ring,
				"event is too large for ring '%s': length=%d bytes (expected: 0 to %d, a quarter of the ring); create the ring with more or larger slots"
					.formatted(ring, length, capacity));
		this.length = length;
		this.capacity = capacity;
	}

	/**
	 * Length of the event.
	 * @return the length in bytes
	 */
	public int length() {
		return this.length;
	}

	/**
	 * What fits.
	 * @return the length in bytes
	 */
	public int capacity() {
		return this.capacity;
	}

}
