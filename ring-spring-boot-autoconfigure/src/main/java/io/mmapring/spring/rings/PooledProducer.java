package io.mmapring.spring.rings;

import java.util.HashMap;
import java.util.Map;

import io.mmapring.Producer;
import io.mmapring.Ring;

/**
 * A producer that is lent to one thread after the other, with the claims that are written
 * in place.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class PooledProducer {

	private final Producer producer;

	private final Map<Class<?>, InPlaceClaim<?>> claims = new HashMap<>();

	private long waitedNs;

	PooledProducer(Producer producer) {
		this.producer = producer;
	}

	Producer producer() {
		return this.producer;
	}

	void borrowed(long waitedNs) {
		this.waitedNs = waitedNs;
	}

	/** How long the borrower has waited for others, in nanoseconds. */
	long waitedNs() {
		return this.waitedNs;
	}

	/** The claim of a type, the same each time; made with the first one. */
	@SuppressWarnings("unchecked")
	<T> InPlaceClaim<T> claim(Class<T> type, ProducerPool pool, Ring ring, EventTypes types) {
		InPlaceClaim<?> claim = this.claims.get(type);
		if (claim == null) {
			claim = new InPlaceClaim<>(pool, this, InPlaceType.of(ring, types, type));
			this.claims.put(type, claim);
		}
		return (InPlaceClaim<T>) claim;
	}

}
