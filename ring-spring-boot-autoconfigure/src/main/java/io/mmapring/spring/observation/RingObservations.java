package io.mmapring.spring.observation;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.delivery.Handling;
import io.mmapring.spring.delivery.HandlingSource;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.SendObserver;

/**
 * Observes what is sent and handled, where it is configured to be.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingObservations implements SendObserver, HandlingSource {

	private static final Log logger = LogFactory.getLog(RingObservations.class);

	private final ObservationRegistry registry;

	private final @Nullable RingProducerObservationConvention producers;

	private final @Nullable RingListenerObservationConvention listeners;

	private final boolean traces;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Observe.
	 * @param registry told of what is observed
	 * @param producers convention for what is sent, or {@code null} for the default
	 * @param listeners convention for what is handled, or {@code null} for the default
	 * @param traces whether there is a tracer, so that events need a header for traces
	 */
	public RingObservations(ObservationRegistry registry, @Nullable RingProducerObservationConvention producers,
			@Nullable RingListenerObservationConvention listeners, boolean traces) {
		this.registry = registry;
		this.producers = producers;
		this.listeners = listeners;
		this.traces = traces;
	}

	@Override
	public void check(Ring ring) {
		check("ring.rings.%s.observation-enabled".formatted(ring.name()), ring.name(), ring.eventHeaders());
	}

	@Override
	public void check(ListenerEndpoint endpoint, Set<EventHeader> headers) {
		if (endpoint.settings().observed()) {
			check("ring.listeners.%s.observation-enabled".formatted(endpoint.id()), endpoint.ring(), headers);
		}
	}

	private void check(String key, String ring, Set<EventHeader> headers) {
		if (this.traces && !headers.contains(EventHeader.TRACE)) {
			throw new RingPropertyException(key, true,
					"false, also for ring.observation.enabled which it has by default, since ring '%s' has headers=%s and no trace goes with its events; or remove the ring and create it with ring.rings.%s.headers=trace"
						.formatted(ring, headers, ring));
		}
		if (!this.traces && this.warned.compareAndSet(false, true)) {
			logger.info("There is no tracer: what is observed of rings has timers, and no traces");
		}
	}

	@Override
	public Sending begin(String ring, String type, int events) {
		RingProducerContext context = new RingProducerContext(ring, type, events);
		return new ObservedSending(this, context,
				RingObservation.PRODUCER
					.observation(this.producers, new DefaultRingProducerObservationConvention(), () -> context,
							this.registry)
					.start());
	}

	@Override
	public Handling of(ListenerEndpoint endpoint) {
		return endpoint.settings().observed() ? new ObservedHandling(this.registry, this.listeners) : Handling.NONE;
	}

	/** The trace is not propagated as W3C Trace Context. */
	void noTrace(String ring, String other) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(
					"Events of ring '%s' do not carry their trace: propagation by header '%s' (expected: '%s'); add W3C to management.tracing.propagation.produce"
						.formatted(ring, other, TraceHeader.TRACEPARENT));
		}
	}

}
