package io.mmapring.benchmarks.scenario;

/** The side of a producer. */
@FunctionalInterface
public interface Sender {

	/**
	 * Send events, waiting when there is no room.
	 * @param from number of the first
	 * @param count how many, a multiple of {@link Scenario#BATCH}
	 */
	void send(long from, int count);

}
