package io.mmapring.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How events that are sent are named and described where they are observed. A bean takes
 * the place of {@link DefaultRingProducerObservationConvention}.
 */
public interface RingProducerObservationConvention extends ObservationConvention<RingProducerContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof RingProducerContext;
	}

}
