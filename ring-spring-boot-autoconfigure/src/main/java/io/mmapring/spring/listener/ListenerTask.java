package io.mmapring.spring.listener;

/**
 * A run of a listener, from a start to its stop, for who calls its steps.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public interface ListenerTask extends Runnable {

	/** The run has ended: there are no further steps. */
	int ENDED = -1;

	/** The listener is paused: there is nothing to do until it is resumed. */
	int PAUSED = -2;

	/**
	 * Name of the run's thread.
	 * @return the listener's name, with a number if there are several
	 */
	String name();

	/**
	 * The listener.
	 * @return its name
	 */
	String listener();

	/**
	 * The ring that it listens to.
	 * @return name of the ring
	 */
	String ring();

	/**
	 * The listener's group.
	 * @return name of the group
	 */
	String group();

	/**
	 * Whether a virtual thread may make all steps: it is wanted, and the wait strategy
	 * lets others have the core.
	 * @return whether it may
	 */
	boolean mayBeVirtual();

	/**
	 * Take what is there, without waiting for more. The first step may wait for the
	 * group.
	 * @param limit most events to take, from 1
	 * @return how many events were taken, {@link #ENDED} or {@link #PAUSED}
	 */
	int step(int limit);

	/** Make all steps, and wait between them when there is nothing. */
	@Override
	void run();

}
