package io.mmapring.spring.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.context.ApplicationContext;

import io.mmapring.Consumer;
import io.mmapring.Ring;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;
import io.mmapring.spring.rings.ManagedRings;

/**
 * An event as it lies in the ring.
 *
 * @param first the number that its payload starts with
 * @param key the hash of its key
 * @param traceparent its trace, or nothing
 * @param headers the user's headers
 */
record Published(long first, long key, String traceparent, Map<String, String> headers) {

	/** Takes all events of a ring whose group is "test". */
	static List<Published> on(ApplicationContext context, String name) {
		Ring ring = context.getBean(ManagedRings.class).ring(name, "test").ring().orElseThrow();
		List<Published> events = new ArrayList<>();
		try (Consumer consumer = ring.consumer("test")) {
			consumer.poll((event, sequence, endOfBatch) -> {
				long first = (event.length() >= Long.BYTES) ? event.payload().getLong(0) : event.payload().getByte(0);
				boolean any = ring.userHeaderBytes() > 0 || !ring.eventHeaders().isEmpty();
				events.add(any ? of(ring, first, event.headers()) : new Published(first, 0, "", Map.of()));
			}, ring.slots());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return events;
	}

	static List<Long> numbers(ApplicationContext context, String name) {
		return on(context, name).stream().map(Published::first).toList();
	}

	private static Published of(Ring ring, long first, EventHeaders headers) {
		Map<String, String> user = new TreeMap<>();
		if (ring.userHeaderBytes() > 0) {
			headers.forEachUser(user::put);
		}
		String trace = ring.eventHeaders().contains(EventHeader.TRACE) ? headers.traceparent() : null;
		return new Published(first, ring.eventHeaders().contains(EventHeader.KEY_HASH) ? headers.keyHash() : 0,
				(trace != null) ? trace : "", user);
	}

}
