package io.mmapring.spring.test;

import java.time.Duration;

/**
 * A fault that a test has brought about; see {@link RingFaults}. Closing it ends it.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface RingFault extends AutoCloseable {

	/**
	 * How often it has struck.
	 * @return the number: of a listener that fails, of its failed calls
	 */
	int struck();

	/**
	 * Wait until it has struck.
	 * @param timeout how long at most
	 * @return this
	 * @throws AssertionError if it has not by then
	 */
	RingFault awaitStruck(Duration timeout);

	/**
	 * Let what it holds go on, and strike no more. Does not wait. Does nothing the second
	 * time.
	 */
	@Override
	void close();

}
