package io.mmapring.spring.test;

import java.util.function.Supplier;

/**
 * Brings faults about in the rings and listeners of a test: a bean wherever
 * {@link AutoConfigureRing} is. Faults end when they are closed, or with the application
 * context.
 *
 * <pre>
 * try (RingFault hang = this.faults.hang("risk")) {
 *     this.orders.placed(order);
 *     hang.awaitStruck(Duration.ofSeconds(10));
 *     assertThat(this.health.status()).isEqualTo(...);
 * }
 * </pre>
 *
 * Threads: safe for any number of threads.
 */
public interface RingFaults {

	/**
	 * Have a listener hang in front of its next event or batch, until the fault is closed
	 * or the listener's thread is interrupted: then it goes on with it.
	 * @param listener its id
	 * @return the fault
	 * @throws IllegalStateException if listeners run in the test's thread, which would
	 * hang itself
	 * @throws IllegalArgumentException if there is no such listener
	 */
	RingFault hang(String listener);

	/**
	 * Have a listener fail at an event, counted from now on: at each attempt, until the
	 * fault is closed. Its method is not called. Of a listener that takes batches the
	 * batches are counted.
	 * @param listener its id
	 * @param event which one, from 1
	 * @param failure makes what is thrown
	 * @return the fault
	 * @throws IllegalArgumentException if there is no such listener
	 */
	RingFault fail(String listener, int event, Supplier<? extends Exception> failure);

	/**
	 * Have a ring be full: all slots that are free are claimed, and given up when the
	 * fault is closed. Listeners that run by themselves first take what is in the ring,
	 * at most for 10 s; others must not be pumped meanwhile, as they would make room.
	 * @param ring its name
	 * @return the fault
	 * @throws IllegalStateException if the ring is not open, has one producer for all, or
	 * overwrites
	 */
	RingFault fill(String ring);

	/**
	 * Have another process claim slots of a ring and die in it, killed as by the system.
	 * Takes the time of a JVM's start. Whoever meets the claim gives it up.
	 * @param ring its name
	 * @param slots how many, from 1
	 * @return the first sequence that it had claimed
	 * @throws IllegalStateException if the ring is not open
	 */
	long dieInClaim(String ring, int slots);

	/**
	 * Cut the file of a ring to half of its length, as somebody might who tidies up.
	 * Whoever uses the ring fails from then on; a context with it cannot be used again
	 * (see {@code @DirtiesContext}).
	 * @param ring its name
	 * @throws IllegalStateException if the ring is not open
	 */
	void cut(String ring);

}
