package io.mmapring.spring;

/** What follows when a listener has failed at an event. */
public enum RingErrorAction {

	/**
	 * Hand it over again, after the back-off; other events of the group wait. Once it has
	 * been tried for as long as {@code ring.health.stall-timeout}, what is configured
	 * follows as after the last attempt.
	 */
	RETRY,

	/** Count it, log it and go on with the next event. */
	SKIP,

	/**
	 * Publish it on the dead-letter ring and go on; stop the listener if it cannot be.
	 */
	DEAD_LETTER,

	/**
	 * Stop the listener, whose health is then DOWN. The event comes again when it is
	 * started again.
	 */
	STOP

}
