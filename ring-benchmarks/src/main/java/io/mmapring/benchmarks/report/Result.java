package io.mmapring.benchmarks.report;

import io.mmapring.benchmarks.machine.Calm;

/**
 * What one run measured.
 *
 * @param rate events a second
 * @param producerBytes bytes that the producers allocated for an event
 * @param consumerBytes bytes that the consumer allocated for an event
 * @param eventsALook how many events the consumer found where it found any, not a number
 * if it does not say
 * @param calm what the machine was like around it
 */
public record Result(double rate, double producerBytes, double consumerBytes, double eventsALook, Calm calm) {

	/**
	 * The same on such a machine.
	 * @param calm what it was like
	 * @return the result
	 */
	public Result with(Calm calm) {
		return new Result(this.rate, this.producerBytes, this.consumerBytes, this.eventsALook, calm);
	}

}
