package io.mmapring.process;

/** Clears away what a dead participant has left in the ring. */
@FunctionalInterface
public interface Sweeper {

	/**
	 * Stamp the dead participant's open claims as skipped and clear it as owner of
	 * everything it owned. Called under the admin lock; may be called again for the same
	 * one if a sweeper dies.
	 * @param participant its number
	 */
	void sweep(int participant);

}
