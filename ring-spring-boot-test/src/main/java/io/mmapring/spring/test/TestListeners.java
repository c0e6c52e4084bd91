package io.mmapring.spring.test;

/** How the listeners of a test's application run. */
public enum TestListeners {

	/** In the test's thread, whenever it calls {@link RingPump}: nothing to wait for. */
	PUMPED,

	/** In threads of their own, as in earnest. */
	RUNNING,

	/** Not until the test starts them by its {@code RingListenerRegistry}. */
	STOPPED

}
