package io.mmapring.spring.observation;

import io.micrometer.common.KeyValues;

import io.mmapring.spring.observation.RingObservation.Keys;

/**
 * Names and describes events that are handled, as {@link RingObservation#LISTENER} says.
 * <p>
 * Threads: safe for any number of threads.
 */
public class DefaultRingListenerObservationConvention implements RingListenerObservationConvention {

	static final String NAME = "ring.listener";

	/** The convention that is used without another one. */
	public DefaultRingListenerObservationConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(RingListenerContext context) {
		return context.ring() + " receive";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(RingListenerContext context) {
		return KeyValues.of(Keys.RING.withValue(context.ring()), Keys.LISTENER.withValue(context.listener()),
				Keys.GROUP.withValue(context.group()), Types.key(context.eventType()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(RingListenerContext context) {
		return KeyValues.of(Keys.SEQUENCE.withValue(Long.toString(context.sequence())),
				Keys.EVENTS.withValue(Integer.toString(context.events())));
	}

}
