package io.mmapring.spring.actuate;

import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.spring.rings.ManagedRing;

/**
 * A count in a ring's file that begins anew when the ring is opened again, as one that
 * only grows.
 * <p>
 * Threads: safe for any number of threads.
 */
final class GrowingCount {

	private final ManagedRing managed;

	private final ToLongFunction<Ring> reading;

	private @Nullable Ring ring;

	private long before;

	private long last;

	GrowingCount(ManagedRing managed, ToLongFunction<Ring> reading) {
		this.managed = managed;
		this.reading = reading;
	}

	synchronized long value() {
		Ring open = this.managed.ring().orElse(null);
		if (open == null) {
			return this.before + this.last;
		}
		long now = this.reading.applyAsLong(open);
		if (open != this.ring && now < this.last) {
			this.before += this.last;
		}
		this.ring = open;
		this.last = Math.max(now, (now < this.last) ? 0 : this.last);
		return this.before + this.last;
	}

}
