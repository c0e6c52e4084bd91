package io.mmapring.spring;

/**
 * Says when an event is done with, to a listener with {@code ack-mode: manual}: an
 * argument of its method. With a list of events it stands for all of them. May be kept
 * and used after the method has returned.
 * <p>
 * The position of the group, which holds producers up, moves over acknowledged events
 * only, up to the first that is not. What is not acknowledged comes again when the
 * listener is started again, in whatever process.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface Acknowledgment {

	/**
	 * Say that the event, or all of the list, is done with. Takes a short lock, does not
	 * block otherwise.
	 * @return whether it still mattered: {@code false} if it was acknowledged before, or
	 * the listener was stopped or has got other shards since, so that it comes again
	 * @throws io.mmapring.error.RingFailedException if the ring's file can no longer be
	 * used
	 */
	boolean acknowledge();

	/**
	 * Have the event, or the list, and all later ones that are not acknowledged handed
	 * over again, by this listener, as soon as its method has returned.
	 */
	void nack();

}
