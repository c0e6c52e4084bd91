package io.mmapring.spring.actuate;

import java.util.function.ToLongBiFunction;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.rings.ManagedRing;

/**
 * A count in a ring's file that begins anew when the ring is opened again, as one that
 * only grows.
 * <p>
 * Threads: safe for any number of threads.
 */
final class GrowingCount {

	private final ManagedRing managed;

	private final ToLongBiFunction<Ring, RingSnapshot> reading;

	private @Nullable Ring ring;

	private long before;

	private long last;

	GrowingCount(ManagedRing managed, ToLongBiFunction<Ring, RingSnapshot> reading) {
		this.managed = managed;
		this.reading = reading;
	}

	synchronized long value() {
		Ring open = this.managed.ring().orElse(null);
		RingSnapshot snapshot = this.managed.snapshot().orElse(null);
		if (open == null || snapshot == null) {
			return this.before + this.last;
		}
		long now = this.reading.applyAsLong(open, snapshot);
		if (open != this.ring && now < this.last) {
			this.before += this.last;
		}
		this.ring = open;
		this.last = Math.max(now, (now < this.last) ? 0 : this.last);
		return this.before + this.last;
	}

}
