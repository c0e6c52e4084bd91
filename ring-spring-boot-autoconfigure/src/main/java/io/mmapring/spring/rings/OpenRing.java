package io.mmapring.spring.rings;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.OnFull;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.WhenFull;
import io.mmapring.error.RingFullException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventType;
import io.mmapring.event.NextHeaders;
import io.mmapring.spring.RingClaim;

/**
 * A ring from its opening to its closing, and how the application's threads send on it.
 * <p>
 * Threads: safe for any number of threads.
 */
class OpenRing {

	private static final EventFiller<Object> RAW = RawEvents::fill;

	private final Ring ring;

	private final EventTypes types;

	private final ProducerOptions options;

	private final WhenFull configured;

	private final boolean hasKeyHash;

	private volatile @Nullable ProducerPool pool;

	OpenRing(Ring ring, EventTypes types, ProducerOptions options) {
		this.ring = ring;
		this.types = types;
		this.options = options;
		this.configured = new WhenFull(options.onFull(), options.blockTimeout());
		this.hasKeyHash = ring.eventHeaders().contains(EventHeader.KEY_HASH);
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
			pool = single ? new SharedProducer(this.ring.name(), newProducer()) : new ManyProducers(this::newProducer);
			this.pool = pool;
		}
		return pool;
	}

	private PooledProducer newProducer() {
		return new PooledProducer(this.ring.producer(this.options));
	}

	<T> long publish(T event, SendMode mode, @Nullable EventExtras extras) {
		ProducerPool pool = producers();
		PooledProducer borrowed = borrow(pool, mode, 1);
		if (borrowed == null) {
			return -1;
		}
		try {
			long key = this.hasKeyHash ? this.types.keyOf(event) : 0;
			return (key == 0 && extras == null) ? publish(pool, borrowed, event, mode)
					: publishWith(pool, borrowed, event, mode, key, extras);
		}
		finally {
			pool.giveBack(borrowed);
		}
	}

	private <T> long publishWith(ProducerPool pool, PooledProducer borrowed, T event, SendMode mode, long key,
			@Nullable EventExtras extras) {
		NextHeaders headers = borrowed.producer().headers();
		long sequence = -1;
		try {
			if (key != 0) {
				headers.keyHash(key);
			}
			if (extras != null) {
				extras.set(headers);
			}
			sequence = publish(pool, borrowed, event, mode);
			return sequence;
		}
		finally {
			if (sequence < 0) {
				headers.clear();
			}
		}
	}

	private <T> long publish(ProducerPool pool, PooledProducer borrowed, T event, SendMode mode) {
		Producer producer = borrowed.producer();
		int length = RawEvents.length(event);
		long sequence = (length >= 0) ? producer.tryPublish(EventType.RAW, length, RAW, event)
				: producer.tryPublish(type(event), event);
		if (sequence >= 0 || mode.tries()) {
			return sequence;
		}
		WhenFull whenFull = left(whenFull(mode), borrowed);
		pool.waiting(true);
		try {
			return (length >= 0) ? producer.publish(EventType.RAW, length, RAW, event, whenFull)
					: producer.publish(type(event), event, whenFull);
		}
		finally {
			pool.waiting(false);
		}
	}

	/**
	 * Publish a batch.
	 * @param extras what goes with each of the events, or {@code null}
	 */
	<T> long publishAll(List<? extends T> events, SendMode mode, @Nullable EventExtras extras) {
		if (events.isEmpty()) {
			return -1;
		}
		EventType<T> type = typeOfAll(events);
		BiConsumer<NextHeaders, T> headers = headers(events.get(0), extras);
		ProducerPool pool = producers();
		PooledProducer borrowed = borrow(pool, mode, events.size());
		if (borrowed == null) {
			return -1;
		}
		try {
			if (mode.tries()) {
				return borrowed.producer().tryPublishAll(type, events, headers);
			}
			pool.waiting(true);
			try {
				return borrowed.producer().publishAll(type, events, left(whenFull(mode), borrowed), headers);
			}
			finally {
				pool.waiting(false);
			}
		}
		finally {
			pool.giveBack(borrowed);
		}
	}

	private <T> @Nullable BiConsumer<NextHeaders, T> headers(T first, @Nullable EventExtras extras) {
		boolean hasKeys = this.hasKeyHash && this.types.hasKey(first);
		if (!hasKeys) {
			return (extras != null) ? (next, event) -> extras.set(next) : null;
		}
		return (next, event) -> {
			next.keyHash(this.types.keyOf(event));
			if (extras != null) {
				extras.set(next);
			}
		};
	}

	<T> @Nullable RingClaim<T> claim(Class<T> type, int length, SendMode mode) {
		ProducerPool pool = producers();
		PooledProducer borrowed = borrow(pool, mode, 0);
		if (borrowed == null) {
			return null;
		}
		boolean claimed = false;
		try {
			InPlaceClaim<T> claim = borrowed.claim(type, pool, this.ring, this.types);
			claimed = claim(pool, borrowed, claim.begin(length), mode);
			return claimed ? claim.open() : null;
		}
		finally {
			if (!claimed) {
				pool.giveBack(borrowed);
			}
		}
	}

	/**
	 * Claim room for one event as publishing it would: by the whole policy for a full
	 * ring, and with its key.
	 * @return the claim, or {@code null} if there is none or the event is dropped
	 */
	<T> @Nullable RingClaim<T> claim(Class<T> type, int length, SendMode mode, long key) {
		boolean drops = !mode.tries() && whenFull(mode).onFull() == OnFull.DROP;
		RingClaim<T> claim = claim(type, length, drops ? SendMode.TRY : mode);
		if (claim == null && drops) {
			claim = claimOrDrop(type, length);
		}
		if (claim != null && key != 0 && this.hasKeyHash) {
			claim.headers().keyHash(key);
		}
		return claim;
	}

	private <T> @Nullable RingClaim<T> claimOrDrop(Class<T> type, int length) {
		if (!this.options.required().groups().isEmpty()) {
			try {
				// one that stands still may have to fail the call
				return claim(type, length, SendMode.by(new WhenFull(OnFull.FAIL, Duration.ZERO)));
			}
			catch (RingFullException ex) {
				// it does not
			}
		}
		producers().any().producer().dropped(1);
		return null;
	}

	private boolean claim(ProducerPool pool, PooledProducer borrowed, int slots, SendMode mode) {
		Producer producer = borrowed.producer();
		if (producer.tryClaim(slots) >= 0) {
			return true;
		}
		if (mode.tries()) {
			return false;
		}
		WhenFull whenFull = left(whenFull(mode), borrowed);
		pool.waiting(true);
		try {
			Duration timeout = (whenFull.onFull() == OnFull.BLOCK) ? whenFull.blockTimeout() : Duration.ZERO;
			return producer.claim(slots, timeout).count() == slots;
		}
		finally {
			pool.waiting(false);
		}
	}

	/**
	 * Borrow a producer, by the mode.
	 * @return the producer, or {@code null} if the ring is full, as another thread has
	 * found that has the only one
	 */
	private @Nullable PooledProducer borrow(ProducerPool pool, SendMode mode, int events) {
		WhenFull whenFull = whenFull(mode);
		boolean waits = !mode.tries() && whenFull.onFull() == OnFull.BLOCK;
		long timeoutNs = waits ? whenFull.blockTimeout().toNanos() : 0;
		PooledProducer borrowed = waits ? pool.borrow(timeoutNs) : pool.tryBorrow();
		if (borrowed != null || mode.tries()) {
			return borrowed;
		}
		if (whenFull.onFull() == OnFull.DROP && events > 0) {
			pool.any().producer().dropped(events);
			return null;
		}
		throw new RingFullException(this.ring.name(), Math.max(1, events), TimeUnit.NANOSECONDS.toMillis(timeoutNs),
				"another thread of this application, which has the ring's only producer and waits itself", List.of());
	}

	private WhenFull whenFull(SendMode mode) {
		WhenFull whenFull = mode.whenFull();
		return (whenFull != null) ? whenFull : this.configured;
	}

	/** What is left of the time, if the borrower has waited for the producer already. */
	private static WhenFull left(WhenFull whenFull, PooledProducer borrowed) {
		if (borrowed.waitedNs() == 0 || whenFull.onFull() != OnFull.BLOCK) {
			return whenFull;
		}
		return WhenFull.block(Duration.ofNanos(Math.max(0, whenFull.blockTimeout().toNanos() - borrowed.waitedNs())));
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

	/** Name of a type on the ring, empty for bytes. */
	String typeName(Class<?> type) {
		return EventCodecs.isRaw(type) ? "" : this.types.name(this.types.of(type).id());
	}

	@SuppressWarnings("unchecked")
	private <T> EventType<T> type(T event) {
		return this.types.of((Class<T>) event.getClass());
	}

}
