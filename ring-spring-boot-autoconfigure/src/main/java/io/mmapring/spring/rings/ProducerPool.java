package io.mmapring.spring.rings;

import org.jspecify.annotations.Nullable;

/**
 * Lends the producers of a ring to the threads that send.
 * <p>
 * Threads: safe for any number of threads.
 */
abstract class ProducerPool {

	/**
	 * Borrow a producer; may wait for another thread.
	 * @param timeoutNs how long at most, in nanoseconds
	 * @return a producer, to be given back, or {@code null} if the time is over
	 */
	abstract @Nullable PooledProducer borrow(long timeoutNs);

	/**
	 * Borrow a producer without waiting for room in the ring.
	 * @return a producer, to be given back, or {@code null} if the ring is full as other
	 * threads have found
	 */
	abstract @Nullable PooledProducer tryBorrow();

	/**
	 * Any producer of the pool, for what any thread may ask of it.
	 * @return a producer that may be in use
	 */
	abstract PooledProducer any();

	/**
	 * Say that the borrower is about to wait for room in the ring, or is done with it.
	 */
	abstract void waiting(boolean waiting);

	abstract void giveBack(PooledProducer producer);

}
