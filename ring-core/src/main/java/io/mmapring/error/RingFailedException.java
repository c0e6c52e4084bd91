package io.mmapring.error;

/**
 * The ring's file may no longer be used by this process: it was replaced, truncated, or
 * is damaged.
 */
public class RingFailedException extends RingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param reason what happened to the file
	 */
	public RingFailedException(String ring, String reason) {
		super(ring, "ring '%s' can no longer be used: %s; close it, and open it again once the cause is removed"
			.formatted(ring, reason));
	}

}
