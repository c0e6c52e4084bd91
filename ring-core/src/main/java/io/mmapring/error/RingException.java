package io.mmapring.error;

/**
 * Something went wrong with a ring. The message says what failed, which ring, what was
 * found, what was expected, and what to do.
 */
public class RingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String ring;

	/**
	 * Create the exception.
	 * @param ring the ring's name or path
	 * @param message the whole message
	 */
	public RingException(String ring, String message) {
		super(message);
		this.ring = ring;
	}

	/**
	 * Create the exception.
	 * @param ring the ring's name or path
	 * @param message the whole message
	 * @param cause what led to it
	 */
	public RingException(String ring, String message, Throwable cause) {
		super(message, cause);
		this.ring = ring;
	}

	/**
	 * The ring that failed.
	 * @return its name or path
	 */
	public String ring() {
		return this.ring;
	}

}
