package io.mmapring.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.delivery.HandedEvents;
import io.mmapring.spring.delivery.Handling;
import io.mmapring.spring.observation.RingObservation.Happening;

/**
 * Observes what a listener's thread handles, from the first attempt to the last.
 */
final class ObservedHandling implements Handling {

	private final ObservationRegistry registry;

	private final @Nullable RingListenerObservationConvention convention;

	private @Nullable Observation observation;

	private Observation.@Nullable Scope scope;

	private @Nullable Throwable error;

	ObservedHandling(ObservationRegistry registry, @Nullable RingListenerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public boolean isOfEach() {
		return true;
	}

	@Override
	public void begin(HandedEvents events) {
		if (this.observation != null) {
			return;
		}
		Observation observation = RingObservation.LISTENER
			.observation(this.convention, new DefaultRingListenerObservationConvention(),
					() -> new RingListenerContext(events.first(), events.count(), events.batch(),
							events.traceparents()),
					this.registry)
			.start();
		this.observation = observation;
		this.error = null;
		this.scope = observation.openScope();
	}

	@Override
	public void handled() {
		end(null);
	}

	@Override
	public void failed(long sequence, Throwable ex) {
		this.error = ex;
	}

	@Override
	public void decided(RingErrorAction action) {
		Observation observation = this.observation;
		if (observation != null) {
			observation.event(switch (action) {
				case RETRY -> Happening.RETRY;
				case SKIP -> Happening.SKIP;
				case DEAD_LETTER -> Happening.DEAD_LETTER;
				case STOP -> Happening.STOP;
			});
		}
	}

	@Override
	public void over() {
		end(this.error);
	}

	private void end(@Nullable Throwable error) {
		Observation observation = this.observation;
		Observation.Scope scope = this.scope;
		this.observation = null;
		this.scope = null;
		this.error = null;
		if (scope != null) {
			scope.close();
		}
		if (observation != null) {
			if (error != null) {
				observation.error(error);
			}
			observation.stop();
		}
	}

}
