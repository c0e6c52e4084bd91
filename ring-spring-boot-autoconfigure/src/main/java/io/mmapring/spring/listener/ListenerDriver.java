package io.mmapring.spring.listener;

/**
 * Calls the steps of listeners: in threads of their own, unless a test has it done in its
 * own one.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface ListenerDriver {

	/**
	 * Take over a run: call its steps, one at a time, until it has ended.
	 * @param task the run
	 */
	void start(ListenerTask task);

	/**
	 * Whether the steps come without anybody asking for them. If not, a listener that is
	 * stopped takes no further events, and who stops it makes its last step.
	 * @return whether they do
	 */
	boolean runsByItself();

}
