package io.mmapring;

/**
 * Is told of required groups that do not move.
 */
@FunctionalInterface
public interface RequiredGroupStalledListener {

	/**
	 * A required group keeps a producer of this process waiting for too long. Called once
	 * for each stall, on the thread of the producer. Must not block. An exception is
	 * logged.
	 * @param stalled the group, and what happens
	 */
	void requiredGroupStalled(RequiredGroupStalled stalled);

}
