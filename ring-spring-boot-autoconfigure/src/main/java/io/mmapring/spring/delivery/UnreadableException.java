package io.mmapring.spring.delivery;

/** An event could not be read, for the reason that is its cause. */
final class UnreadableException extends Exception {

	private static final long serialVersionUID = 1L;

	private final RuntimeException reason;

	UnreadableException(RuntimeException reason) {
		super(null, reason, false, false);
		this.reason = reason;
	}

	/** The reason, if it is one of these. */
	static Throwable unwrap(Throwable ex) {
		return (ex instanceof UnreadableException unreadable) ? unreadable.reason : ex;
	}

}
