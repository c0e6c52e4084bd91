package io.mmapring.error;

/**
 * The ring's file may no longer be used by this process: it was removed, replaced, cut or
 * given to others, or it is damaged. What was being published may be lost.
 */
public class RingFailedException extends RingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param reason what happened to the file
	 */
	public RingFailedException(String ring, String reason) {
		super(ring, message(ring, reason));
	}

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param reason what happened to the file
	 * @param cause what the JVM said when it touched the file
	 */
	public RingFailedException(String ring, String reason, Throwable cause) {
		super(ring, message(ring, reason), cause);
	}

	private static String message(String ring, String reason) {
		return "ring '%s' can no longer be used: %s; close it, and open it again once the cause is removed"
			.formatted(ring, reason);
	}

}
