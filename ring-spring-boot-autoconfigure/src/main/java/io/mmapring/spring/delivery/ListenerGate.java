package io.mmapring.spring.delivery;

/**
 * Whether a listener may take the next event: looked at before each one, by one thread;
 * set by any.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ListenerGate {

	/** Open as far as the ring goes. */
	private static final long OPEN = Long.MAX_VALUE;

	/** Shut before the next event. */
	private static final long SHUT = Long.MIN_VALUE;

	/** Events below may be taken. */
	private volatile long end = OPEN;

	/** Let events pass. */
	public void open() {
		this.end = OPEN;
	}

	/** Let no further event pass. */
	public void shut() {
		this.end = SHUT;
	}

	/**
	 * Let events pass up to one.
	 * @param sequence the first that may not pass
	 */
	public void shutAt(long sequence) {
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

	/**
	 * Pass once more with an event that failed.
	 * @throws Shut if the listener is to pause or to stop, even if it is to take what is
	 * in the ring before: then nothing passes any more
	 */
	void passAgain() throws Shut {
		long end = this.end;
		if (end != OPEN) {
			if (end != SHUT) {
				shut();
			}
			throw new Shut();
		}
	}

	/**
	 * Whether nothing may pass.
	 * @return whether it is shut
	 */
	public boolean isShut() {
		return this.end == SHUT;
	}

	/** Leaves a batch; carries no stack trace. */
	public static final class Shut extends Exception {

		private static final long serialVersionUID = 1L;

		Shut() {
			super("the gate is shut", null, false, false);
		}

	}

}
