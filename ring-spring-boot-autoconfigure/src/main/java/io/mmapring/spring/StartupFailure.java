package io.mmapring.spring;

/** What follows when a ring cannot be opened, or a listener cannot have its group. */
public enum StartupFailure {

	/** The application fails to start. */
	FAIL,

	/**
	 * The application starts without it, and it is tried again and again: each tenth of a
	 * second at first, each five seconds in the long run.
	 */
	RETRY_IN_BACKGROUND

}
