package io.mmapring.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How events that are handled are named and described where they are observed. A bean
 * takes the place of {@link DefaultRingListenerObservationConvention}.
 */
public interface RingListenerObservationConvention extends ObservationConvention<RingListenerContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof RingListenerContext;
	}

}
