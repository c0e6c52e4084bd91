package io.mmapring.spring.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
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
		return new RingMessage(payload, headers(context), context);
	}

	/**
	 * A message of a batch, whose headers are lists, but for those that are the same for
	 * all.
	 * @param messages whether its payload is a list of messages, one for each event
	 */
	static RingMessage ofBatch(Object payload, DeliveryContext context, boolean messages) {
		List<@Nullable Object> kept = context.column(0);
		List<Map<String, Object>> each = new ArrayList<>();
		for (Object headers : kept) {
			Map<String, Object> of = new HashMap<>();
			((Map<?, ?>) Objects.requireNonNull(headers)).forEach((name, value) -> of.put((String) name, value));
			of.put(RingHeaders.ATTEMPT, context.attempt());
			of.put(RingHeaders.END_OF_BATCH, each.size() == kept.size() - 1);
			each.add(of);
		}
		Map<String, Object> all = new HashMap<>();
		each.stream()
			.flatMap((headers) -> headers.keySet().stream())
			.distinct()
			.forEach((name) -> all.put(name,
					each.stream().map((headers) -> headers.get(name)).collect(Collectors.toList())));
		all.putAll(shared(context));
		if (!messages) {
			return new RingMessage(payload, all, context);
		}
		List<Object> list = new ArrayList<>();
		for (Object event : (List<?>) payload) {
			list.add(new RingMessage(event, each.get(list.size()), context));
		}
		return new RingMessage(list, all, context);
	}

	private static Map<String, Object> shared(DeliveryContext context) {
		return Map.of(RingHeaders.RING, context.ring(), RingHeaders.LISTENER, context.listener(), RingHeaders.GROUP,
				context.group(), RingHeaders.END_OF_BATCH, context.endOfBatch(), RingHeaders.ATTEMPT,
				context.attempt());
	}

	/** Headers of the event that the context is at. */
	static Map<String, Object> headers(DeliveryContext context) {
		Map<String, Object> headers = new HashMap<>();
		if (context.hasUserHeaders()) {
			context.headers().forEachUser(headers::put);
		}
		headers.putAll(shared(context));
		headers.put(RingHeaders.SEQUENCE, context.sequence());
		headers.put(RingHeaders.TYPE, context.typeName());
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
		return headers;
	}

	DeliveryContext context() {
		return this.context;
	}

}
