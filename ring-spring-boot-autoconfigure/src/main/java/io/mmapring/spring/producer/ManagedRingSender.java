package io.mmapring.spring.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.mmapring.WhenFull;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.RingEventBuilder;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/**
 * Sends on a ring of the application.
 *
 * @param <T> type of the events
 */
final class ManagedRingSender<T> implements RingSender<T> {

	private final ManagedRing ring;

	private final Class<T> type;

	/**
	 * Send on a ring.
	 * @param ring the ring
	 * @param type type of the events, or {@code Object}
	 */
	ManagedRingSender(ManagedRing ring, Class<T> type) {
		this.ring = ring;
		this.type = type;
	}

	@Override
	public String ring() {
		return this.ring.name();
	}

	@Override
	public long send(T event) {
		return this.ring.publish(event);
	}

	@Override
	public long send(T event, Duration timeout) {
		return this.ring.publish(event, SendMode.by(WhenFull.block(timeout)), null);
	}

	@Override
	public boolean trySend(T event) {
		return this.ring.publish(event, SendMode.TRY, null) >= 0;
	}

	@Override
	public long sendAll(Iterable<? extends T> events) {
		return this.ring.publishAll(list(events), SendMode.CONFIGURED);
	}

	@Override
	public long sendAll(Iterable<? extends T> events, Duration timeout) {
		return this.ring.publishAll(list(events), SendMode.by(WhenFull.block(timeout)));
	}

	@Override
	public boolean trySendAll(Iterable<? extends T> events) {
		return trySendAll(this.ring, events);
	}

	static boolean trySendAll(ManagedRing ring, Iterable<?> events) {
		List<?> list = list(events);
		return ring.publishAll(list, SendMode.TRY) >= 0 || list.isEmpty();
	}

	/** Events are looked at twice, which an iterable may not bear. */
	static <E> List<E> list(Iterable<E> events) {
		if (events instanceof List<E> list) {
			return list;
		}
		List<E> list = new ArrayList<>();
		events.forEach(list::add);
		return list;
	}

	@Override
	public RingEventBuilder newEvent(T event) {
		return new EventSending(this.ring, event);
	}

	@Override
	public RingClaim<T> claim() {
		return claimed(this.ring.claim(this.type, -1, SendMode.CONFIGURED));
	}

	@Override
	public RingClaim<T> claim(int length) {
		if (length < 0) {
			throw new IllegalArgumentException("length=" + length + " (expected: zero or more)");
		}
		return claimed(this.ring.claim(this.type, length, SendMode.CONFIGURED));
	}

	private RingClaim<T> claimed(@Nullable RingClaim<T> claim) {
		Assert.state(claim != null, "no claim");
		return claim;
	}

	@Override
	public @Nullable RingClaim<T> tryClaim() {
		return this.ring.claim(this.type, -1, SendMode.TRY);
	}

	@Override
	public String toString() {
		return "RingSender of ring '" + ring() + "'";
	}

}
