package io.mmapring.error;

/**
 * Thrown by a handler that keeps the events of a batch until its end, and could take only
 * the first of them: the position moves over these, the others come again with the next
 * poll. With any other exception all of the batch comes again.
 */
public class TakenInPartException extends Exception {

	private static final long serialVersionUID = 1L;

	private final long next;

	/**
	 * Create the exception. It has no stack trace of its own.
	 * @param next sequence of the first event that was not taken, one of the batch
	 * @param cause why it was not
	 */
	public TakenInPartException(long next, Throwable cause) {
		super("next=%d is not taken: %s".formatted(next, cause), cause, false, false);
		this.next = next;
	}

	/**
	 * The first event that was not taken.
	 * @return its sequence
	 */
	public long next() {
		return this.next;
	}

}
