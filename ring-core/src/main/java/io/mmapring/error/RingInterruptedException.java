package io.mmapring.error;

/**
 * A thread was interrupted while it waited. Nothing was claimed; the thread's interrupt
 * flag is set.
 */
public class RingInterruptedException extends RingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param waitedFor what was waited for
	 */
	public RingInterruptedException(String ring, String waitedFor) {
		super(ring, "interrupted while waiting for %s of ring '%s'".formatted(waitedFor, ring));
	}

}
