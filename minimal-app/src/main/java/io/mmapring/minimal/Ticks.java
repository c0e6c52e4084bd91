package io.mmapring.minimal;

import io.mmapring.spring.RingProducer;

/** Sends ticks. */
@RingProducer("ticks")
interface Ticks {

	void tick(Tick tick);

}
