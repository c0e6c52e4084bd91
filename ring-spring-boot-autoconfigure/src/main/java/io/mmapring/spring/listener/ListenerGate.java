package io.mmapring.spring.listener;

/**
 * Whether a listener may take the next event: looked at before each one, by one thread;
 * set by any.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerGate {

	/** Open as far as the ring goes. */
	private static final long OPEN = Long.MAX_VALUE;

	/** Shut before the next event. */
	private static final long SHUT = Long.MIN_VALUE;

	/** Events below may be taken. */
	private volatile long end = OPEN;

	void open() {
		this.end = OPEN;
	}

	void shut() {
		this.end = SHUT;
	}

	void shutAt(long sequence) {
		this.end = sequence;
	}

	/**
	 * Pass with an event.
	 * @throws Shut if it may not be taken; it comes again
	 */
	void pass(long sequence) throws Shut {
		if (sequence >= this.end) {
			throw new Shut();
		}
	}

	/** Leaves a batch; carries no stack trace. */
	static final class Shut extends Exception {

		private static final long serialVersionUID = 1L;

		Shut() {
			super("the gate is shut", null, false, false);
		}

	}

}
