package io.mmapring.benchmarks.scenario;

/**
 * A scenario whose consumer does a little more for each event than its producer, so that
 * it is the one that is waited for, and that what it reads from stays full.
 * <p>
 * Threads: as {@link Scenario} says.
 */
public final class Busy extends Renamed {

	/**
	 * Have more to do.
	 * @param scenario the scenario, with one producer
	 */
	public Busy(Scenario scenario) {
		super(scenario, "busy consumer");
	}

	@Override
	public Checksum checksum() {
		return Checksum.busy();
	}

}
