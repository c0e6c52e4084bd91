package io.mmapring.spring;

/** What a listener does when its method throws an exception. */
public enum ErrorPolicy {

	/** Log and count it, and go on with the next event. */
	SKIP,

	/**
	 * Stop the listener, whose health is then DOWN. The event comes again when the
	 * listener is started again.
	 */
	STOP

}
