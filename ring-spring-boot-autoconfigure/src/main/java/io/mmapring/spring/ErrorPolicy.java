package io.mmapring.spring;

/** What a listener does when its method has failed at its last attempt. */
public enum ErrorPolicy {

	/**
	 * Publish it on the dead-letter ring, if there is one; log and count it, and go on
	 * with the next event.
	 */
	SKIP,

	/**
	 * Stop the listener, whose health is then DOWN. The event comes again when the
	 * listener is started again.
	 */
	STOP

}
