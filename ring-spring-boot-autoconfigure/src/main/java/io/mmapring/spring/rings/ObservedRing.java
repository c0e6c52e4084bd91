package io.mmapring.spring.rings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.rings.SendObserver.Sending;

/**
 * An open ring whose sending is observed. It is a class of its own so that sending on
 * others costs nothing more.
 */
final class ObservedRing extends OpenRing {

	private final SendObserver observer;

	private final boolean hasTrace;

	ObservedRing(Ring ring, EventTypes types, ProducerOptions options, SendObserver observer) {
		super(ring, types, options);
		this.observer = observer;
		this.hasTrace = ring.eventHeaders().contains(EventHeader.TRACE);
	}

	@Override
	<T> long publish(T event, SendMode mode, @Nullable EventExtras extras) {
		try (Sending sending = begin(event.getClass(), 1)) {
			return sent(sending, () -> super.publish(event, mode, both(sending, extras)));
		}
	}

	@Override
	<T> long publishAll(List<? extends T> events, SendMode mode, @Nullable EventExtras extras) {
		if (events.isEmpty()) {
			return super.publishAll(events, mode, extras);
		}
		try (Sending sending = begin(events.get(0).getClass(), events.size())) {
			return sent(sending, () -> super.publishAll(events, mode, both(sending, extras)));
		}
	}

	@Override
	<T> @Nullable RingClaim<T> claim(Class<T> type, int length, SendMode mode) {
		Sending sending = begin(type, 1);
		boolean claimed = false;
		try {
			RingClaim<T> claim = super.claim(type, length, mode);
			if (claim == null) {
				sending.sent(-1);
				return null;
			}
			claimed = true;
			if (this.hasTrace) {
				sending.set(claim.headers());
			}
			return new ObservedClaim<>(claim, sending);
		}
		catch (Throwable ex) {
			sending.failed(ex);
			throw ex;
		}
		finally {
			if (!claimed) {
				sending.close();
			}
		}
	}

	private Sending begin(Class<?> type, int events) {
		return this.observer.begin(ring().name(), typeName(type), events);
	}

	/** What a caller says of the trace goes before what is observed. */
	private @Nullable EventExtras both(Sending sending, @Nullable EventExtras extras) {
		if (!this.hasTrace) {
			return extras;
		}
		if (extras == null) {
			return sending;
		}
		return (headers) -> {
			sending.set(headers);
			extras.set(headers);
		};
	}

	private static long sent(Sending sending, Publishing publishing) {
		try {
			long sequence = publishing.publish();
			sending.sent(sequence);
			return sequence;
		}
		catch (Throwable ex) {
			sending.failed(ex);
			throw ex;
		}
	}

	/** Sends. */
	@FunctionalInterface
	private interface Publishing {

		long publish();

	}

}
