package io.mmapring.benchmarks.scenario;

/** The side of a consumer. */
public interface Receiver {

	/**
	 * Take what is there, at most {@link Scenario#LIMIT}.
	 * @return how many events, maybe 0
	 * @throws Exception if that fails
	 */
	int receive() throws Exception;

	/**
	 * Wait a little, in the way that is this one's own.
	 * @param taken what {@link #receive} returned last
	 */
	void idle(int taken);

	/**
	 * Fail unless all events were seen that this knows more of than its checksum.
	 * @param sent how many events each producer has sent
	 */
	default void check(long... sent) {
		// most know no more
	}

	/**
	 * Number of the thread that handles the events.
	 * @return the one that calls {@link #receive}, unless there is another one for that
	 */
	default long handler() {
		return Thread.currentThread().getId();
	}

	/**
	 * Make one that waits like all that have no way of their own.
	 * @param poll takes what is there
	 * @param waiting how it waits
	 * @return it
	 */
	static Receiver of(Poll poll, Waiting waiting) {
		return new Receiver() {

			@Override
			public int receive() throws Exception {
				return poll.poll();
			}

			@Override
			public void idle(int taken) {
				waiting.idle(taken);
			}

		};
	}

	/** Takes what is there. */
	@FunctionalInterface
	interface Poll {

		/**
		 * Take what is there.
		 * @return how many events, maybe 0
		 * @throws Exception if that fails
		 */
		int poll() throws Exception;

	}

}
