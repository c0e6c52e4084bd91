package io.mmapring.spring.observation;

import io.micrometer.observation.Observation;

import io.mmapring.event.NextHeaders;
import io.mmapring.spring.observation.RingObservation.Happening;
import io.mmapring.spring.rings.SendObserver;

/** Observes events from before their claim to behind their publishing. */
final class ObservedSending implements SendObserver.Sending {

	private final RingObservations observations;

	private final RingProducerContext context;

	private final Observation observation;

	private boolean settled;

	ObservedSending(RingObservations observations, RingProducerContext context, Observation observation) {
		this.observations = observations;
		this.context = context;
		this.observation = observation;
	}

	@Override
	public void set(NextHeaders headers) {
		TraceHeader trace = this.context.getCarrier();
		if (trace == null) {
			return;
		}
		String traceparent = trace.traceparent();
		String other = trace.other();
		if (traceparent != null) {
			headers.traceparent(traceparent);
		}
		else if (other != null) {
			this.observations.noTrace(this.context.ring(), other);
		}
	}

	@Override
	public void sent(long sequence) {
		this.settled = true;
		this.context.sequence(sequence);
		if (sequence < 0) {
			this.observation.event(Happening.FULL);
		}
	}

	@Override
	public void failed(Throwable ex) {
		this.settled = true;
		this.observation.error(ex);
	}

	@Override
	public void close() {
		if (!this.settled) {
			this.observation.event(Happening.GIVEN_UP);
		}
		this.observation.stop();
	}

	@Override
	public String toString() {
		return this.observation.toString();
	}

}
