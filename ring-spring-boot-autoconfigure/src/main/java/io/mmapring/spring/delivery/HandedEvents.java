package io.mmapring.spring.delivery;

import java.util.List;

import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * What is handed over at once.
 *
 * @param first the event, or the first of the events; moved from event to event
 * @param count how many they are
 * @param batch whether the method takes several
 * @param traceparents traces of those that have one, as texts of W3C Trace Context
 */
public record HandedEvents(RingMetadata first, int count, boolean batch, List<String> traceparents) {

	/**
	 * Describe events.
	 * @param first the event, or the first of the events
	 * @param count how many they are
	 * @param batch whether the method takes several
	 * @param traceparents traces of those that have one
	 */
	public HandedEvents {
		traceparents = List.copyOf(traceparents);
	}

	static HandedEvents of(DeliveryContext event) {
		String traceparent = event.has(EventHeader.TRACE) ? event.headers().traceparent() : null;
		return new HandedEvents(event, 1, false, (traceparent != null) ? List.of(traceparent) : List.of());
	}

}
