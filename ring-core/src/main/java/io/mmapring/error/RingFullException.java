package io.mmapring.error;

/** There was no room for a claim. Nothing was claimed. */
public class RingFullException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long missing;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param missing how many slots are missing
	 * @param waitedMs how long was waited for them, in milliseconds
	 * @param blockedBy who has to move on, in words
	 */
	public RingFullException(String ring, long missing, long waitedMs, String blockedBy) {
		super(ring, "ring '%s' is full: missing=%d slots after %d ms (expected: room for the claim); it waits for %s"
			.formatted(ring, missing, waitedMs, blockedBy));
		this.missing = missing;
	}

	/**
	 * How many slots were missing at the last look.
	 * @return the number of slots
	 */
	public long missing() {
		return this.missing;
	}

}
