package io.mmapring.error;

/** What only one process at a time may have is held by a living one. */
public class RingOwnedException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String what;

	private final String owner;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param what the group, or the right to produce
	 * @param owner who holds it, in words: process, application, since when
	 */
	public RingOwnedException(String ring, String what, String owner) {
		super(ring,
				"cannot take %s of ring '%s': owner=%s (expected: nobody that lives); stop that process, or use another group name"
					.formatted(what, ring, owner));
		this.what = what;
		this.owner = owner;
	}

	/**
	 * What is held.
	 * @return for example {@code group 'journal'}
	 */
	public String what() {
		return this.what;
	}

	/**
	 * Who holds it.
	 * @return process, application, since when
	 */
	public String owner() {
		return this.owner;
	}

}
