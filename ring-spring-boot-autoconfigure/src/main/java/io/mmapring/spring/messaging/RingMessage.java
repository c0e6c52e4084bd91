package io.mmapring.spring.messaging;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.messaging.support.GenericMessage;

import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;
import io.mmapring.spring.RingHeaders;
import io.mmapring.spring.endpoint.DeliveryContext;

/** An event with its headers, made for one call of a listener. */
final class RingMessage extends GenericMessage<Object> {

	private static final long serialVersionUID = 1L;

	private static final long NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final transient DeliveryContext context;

	private RingMessage(Object payload, Map<String, Object> headers, DeliveryContext context) {
		super(payload, headers);
		this.context = context;
	}

	static RingMessage of(Object payload, DeliveryContext context) {
		Map<String, Object> headers = new HashMap<>();
		if (context.hasUserHeaders()) {
			context.headers().forEachUser(headers::put);
		}
		headers.put(RingHeaders.RING, context.ring());
		headers.put(RingHeaders.LISTENER, context.listener());
		headers.put(RingHeaders.GROUP, context.group());
		headers.put(RingHeaders.SEQUENCE, context.sequence());
		headers.put(RingHeaders.END_OF_BATCH, context.endOfBatch());
		headers.put(RingHeaders.TYPE, context.typeName());
		headers.put(RingHeaders.ATTEMPT, context.attempt());
		headers.put(RingHeaders.EVENT_ID, context.eventId());
		if (context.has(EventHeader.PUBLISH_TIME)) {
			long timeNs = context.headers().publishTimeNs();
			headers.put(RingHeaders.PUBLISH_TIME,
					Instant.ofEpochSecond(timeNs / NS_PER_SECOND, timeNs % NS_PER_SECOND));
		}
		if (context.has(EventHeader.TRACE)) {
			EventHeaders event = context.headers();
			String trace = event.traceparent();
			if (trace != null) {
				headers.put(RingHeaders.TRACE, trace);
			}
		}
		return new RingMessage(payload, headers, context);
	}

	DeliveryContext context() {
		return this.context;
	}

}
