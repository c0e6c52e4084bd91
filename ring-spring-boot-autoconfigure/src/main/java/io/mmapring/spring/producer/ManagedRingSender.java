package io.mmapring.spring.producer;

import java.util.List;

import io.mmapring.spring.RingSender;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Sends on a ring of the application.
 *
 * @param <T> type of the events
 */
final class ManagedRingSender<T> implements RingSender<T> {

	private final ManagedRing ring;

	ManagedRingSender(ManagedRing ring) {
		this.ring = ring;
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
	public boolean trySend(T event) {
		return this.ring.tryPublish(event);
	}

	@Override
	public long sendAll(List<? extends T> events) {
		return this.ring.publishAll(events);
	}

	@Override
	public String toString() {
		return "RingSender of ring '" + ring() + "'";
	}

}
