package io.mmapring.spring.rings;

import org.jspecify.annotations.Nullable;

import io.mmapring.Producer;

/**
 * Lends the producers of a ring to the threads that send.
 * <p>
 * Threads: safe for any number of threads.
 */
abstract class ProducerPool {

	/**
	 * Borrow a producer; may wait for another thread.
	 * @return a producer, to be given back
	 */
	abstract Producer borrow();

	/**
	 * Borrow a producer without waiting for room in the ring.
	 * @return a producer, to be given back, or {@code null} if the ring is full as other
	 * threads have found
	 */
	abstract @Nullable Producer tryBorrow();

	/**
	 * Say that the borrower is about to wait for room in the ring, or is done with it.
	 */
	abstract void waiting(boolean waiting);

	abstract void giveBack(Producer producer);

}
