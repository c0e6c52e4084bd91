package io.mmapring.spring.delivery;

/**
 * Labels the log lines of threads that handle events.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface ListenerLabels {

	/**
	 * Label what this thread logs from now on.
	 * @param ring name of the ring
	 * @param listener id of the listener
	 * @param group name of its group
	 * @return makes it as it was before; for the same thread
	 */
	Runnable put(String ring, String listener, String group);

	/**
	 * Labels what is logged about an event.
	 * @return is told of the events of one thread
	 */
	Handling handling();

}
