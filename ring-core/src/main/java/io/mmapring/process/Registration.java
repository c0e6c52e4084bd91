package io.mmapring.process;

/**
 * Something that is done again and again until it is cancelled.
 * <p>
 * Threads: safe for any number of threads.
 */
@FunctionalInterface
public interface Registration {

	/** Do it no more. Does not wait: a run that has begun goes on to its end. */
	void cancel();

}
