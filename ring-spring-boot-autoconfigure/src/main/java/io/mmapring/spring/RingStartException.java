package io.mmapring.spring;

/** A ring cannot be opened, or a listener cannot take its group. */
public class RingStartException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String ring;

	/**
	 * Create the exception.
	 * @param ring name of the ring
	 * @param what what was to be started, in words
	 * @param cause why it could not
	 */
	public RingStartException(String ring, String what, Throwable cause) {
		super("cannot start %s of ring '%s': %s".formatted(what, ring, cause.getMessage()), cause);
		this.ring = ring;
	}

	/**
	 * The ring.
	 * @return its name
	 */
	public String ring() {
		return this.ring;
	}

}
