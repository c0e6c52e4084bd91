package io.mmapring.spring.test;

/**
 * Runs the listeners of a test's application in the thread of the test: they take events
 * only while one of these methods is called, which returns when they have. So there is
 * nothing to wait for, and what belongs to the test's thread (a transaction, a security
 * context) is there in the listener too. A bean where {@link AutoConfigureRing#listeners}
 * is {@link TestListeners#PUMPED}.
 * <p>
 * A test publishes no more events than the ring has slots before it calls the pump:
 * nobody else makes room.
 * <p>
 * Threads: safe for any number of threads, one after the other. Not to be called by a
 * listener.
 */
public interface RingPump {

	/**
	 * Run all listeners until each has handled what is published on its ring, also what
	 * listeners publish meanwhile. A listener that stays behind others comes after them.
	 * Paused listeners take nothing. An exception of a listener is followed up as the
	 * listener's settings say.
	 * @return number of calls' events: one that two listeners have handled counts twice
	 * @throws AssertionError if there is no end to it within 30 s, with what was left
	 */
	long drain();

	/**
	 * Run the listeners of one ring, as {@link #drain()} does.
	 * @param ring name of the ring
	 * @return number of calls' events: one that two listeners have handled counts twice
	 * @throws IllegalArgumentException if it has no listeners that run
	 * @throws AssertionError if there is no end to it within 30 s, with what was left
	 */
	long drain(String ring);

	/**
	 * Let one listener take its next event.
	 * @param listener its name
	 * @return whether there was one; {@code false} also while it is paused or has to stay
	 * behind others
	 * @throws IllegalArgumentException if it does not run
	 */
	boolean next(String listener);

	/**
	 * The same listeners, but a call in which one of them fails to handle an event fails
	 * too, behind its last event.
	 * @return a pump whose methods throw an {@link AssertionError} that names listener,
	 * sequence and exception
	 */
	RingPump strict();

}
