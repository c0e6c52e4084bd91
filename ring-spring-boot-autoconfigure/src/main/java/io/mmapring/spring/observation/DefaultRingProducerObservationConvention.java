package io.mmapring.spring.observation;

import io.micrometer.common.KeyValues;

import io.mmapring.spring.observation.RingObservation.Keys;

/**
 * Names and describes events that are sent, as {@link RingObservation#PRODUCER} says.
 * <p>
 * Threads: safe for any number of threads.
 */
public class DefaultRingProducerObservationConvention implements RingProducerObservationConvention {

	static final String NAME = "ring.producer";

	/** The convention that is used without another one. */
	public DefaultRingProducerObservationConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(RingProducerContext context) {
		return context.ring() + " send";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(RingProducerContext context) {
		return KeyValues.of(Keys.RING.withValue(context.ring()), Types.key(context.eventType()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(RingProducerContext context) {
		KeyValues values = KeyValues.of(Keys.EVENTS.withValue(Integer.toString(context.events())));
		return (context.sequence() >= 0) ? values.and(Keys.SEQUENCE.withValue(Long.toString(context.sequence())))
				: values;
	}

}
