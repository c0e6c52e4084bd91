package io.mmapring.sample;

import io.mmapring.spring.RingProducer;

/** What the producer says. Spring makes a bean of it. */
@RingProducer("flights")
interface Departures {

	/**
	 * Publish a flight; waits while the ring is full.
	 * @param flight the flight
	 */
	void departed(Flight flight);

}
