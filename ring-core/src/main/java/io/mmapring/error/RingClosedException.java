package io.mmapring.error;

/** The ring, or the producer or consumer, was closed in this process. */
public class RingClosedException extends RingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param what what was closed
	 */
	public RingClosedException(String ring, String what) {
		super(ring, "%s of ring '%s' is closed; open it again before using it".formatted(what, ring));
	}

}
