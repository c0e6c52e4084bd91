package io.mmapring.spring.rings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;

/**
 * A ring from its opening to its closing, and how the application's threads send on it.
 * <p>
 * Threads: safe for any number of threads.
 */
final class OpenRing {

	private static final EventFiller<Object> RAW = RawEvents::fill;

	private final Ring ring;

	private final EventTypes types;

	private final ProducerOptions options;

	private volatile @Nullable ProducerPool pool;

	OpenRing(Ring ring, EventTypes types, ProducerOptions options) {
		this.ring = ring;
		this.types = types;
		this.options = options;
	}

	Ring ring() {
		return this.ring;
	}

	/** Take the right to send, now and not with the first event. */
	ProducerPool producers() {
		ProducerPool pool = this.pool;
		return (pool != null) ? pool : makeProducers();
	}

	private synchronized ProducerPool makeProducers() {
		ProducerPool pool = this.pool;
		if (pool == null) {
			boolean single = this.ring.producers() == Producers.SINGLE;
			pool = single ? new SharedProducer(this.ring.producer(this.options))
					: new ManyProducers(() -> this.ring.producer(this.options));
			this.pool = pool;
		}
		return pool;
	}

	<T> long publish(T event) {
		ProducerPool pool = producers();
		Producer producer = pool.borrow();
		try {
			long sequence = tryPublish(producer, event);
			return (sequence >= 0) ? sequence : publishByPolicy(pool, producer, event);
		}
		finally {
			pool.giveBack(producer);
		}
	}

	<T> boolean tryPublish(T event) {
		ProducerPool pool = producers();
		Producer producer = pool.tryBorrow();
		if (producer == null) {
			return false;
		}
		try {
			return tryPublish(producer, event) >= 0;
		}
		finally {
			pool.giveBack(producer);
		}
	}

	<T> long publishAll(List<? extends T> events) {
		if (events.isEmpty()) {
			return -1;
		}
		EventType<T> type = typeOfAll(events);
		ProducerPool pool = producers();
		Producer producer = pool.borrow();
		pool.waiting(true);
		try {
			return producer.publishAll(type, events);
		}
		finally {
			pool.waiting(false);
			pool.giveBack(producer);
		}
	}

	@SuppressWarnings("unchecked")
	private <T> EventType<T> typeOfAll(List<? extends T> events) {
		Class<?> first = events.get(0).getClass();
		for (T event : events) {
			if (event.getClass() != first || EventCodecs.isRaw(first)) {
				throw new IllegalArgumentException(
						"cannot send a batch to ring '%s': types=%s and %s (expected: one type, not bytes); send them one by one"
							.formatted(this.ring.name(), first.getName(), event.getClass().getName()));
			}
		}
		return (EventType<T>) this.types.of(first);
	}

	private <T> long tryPublish(Producer producer, T event) {
		int length = RawEvents.length(event);
		return (length >= 0) ? producer.tryPublish(EventType.RAW, length, RAW, event)
				: producer.tryPublish(type(event), event);
	}

	private <T> long publishByPolicy(ProducerPool pool, Producer producer, T event) {
		pool.waiting(true);
		try {
			int length = RawEvents.length(event);
			return (length >= 0) ? producer.publish(EventType.RAW, length, RAW, event)
					: producer.publish(type(event), event);
		}
		finally {
			pool.waiting(false);
		}
	}

	@SuppressWarnings("unchecked")
	private <T> EventType<T> type(T event) {
		return this.types.of((Class<T>) event.getClass());
	}

}
