package io.mmapring.spring;

/**
 * Thrown by a listener that takes lists: says at which event it has failed. Those before
 * it are done and do not come again; what follows an error applies to that one; the rest
 * is handed over again.
 */
public class RingBatchException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Create the exception.
	 * @param index index of the event in the list, from 0
	 * @param cause why it failed
	 */
	public RingBatchException(int index, Throwable cause) {
		super("failed at index " + index + " of the batch: " + cause, cause);
		this.index = index;
	}

	/**
	 * Where it failed.
	 * @return index of the event in the list, from 0
	 */
	public int index() {
		return this.index;
	}

}
