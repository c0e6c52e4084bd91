package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What was last seen of a ring, and what takes several looks to know.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingLook {

	/** As long as one look may stand for another. */
	private static final long FRESH_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ManagedRing ring;

	private final TailTimes tails = new TailTimes();

	private volatile @Nullable Seen seen;

	RingLook(ManagedRing ring) {
		this.ring = ring;
	}

	/** Look now. */
	Optional<RingSnapshot> look() {
		Seen before = this.seen;
		Optional<RingSnapshot> snapshot = this.ring.snapshot();
		long nowNs = System.nanoTime();
		snapshot.ifPresent((seen) -> this.tails.sample(nowNs, seen.tail()));
		boolean full = snapshot.filter((seen) -> seen.remaining() == 0).isPresent();
		long fullSinceNs = (full && before != null && before.full()) ? before.fullSinceNs() : nowNs;
		this.seen = new Seen(nowNs, snapshot, full, fullSinceNs);
		return snapshot;
	}

	/** What was seen just now, or now. */
	Optional<RingSnapshot> recent() {
		Seen seen = this.seen;
		boolean fresh = seen != null && System.nanoTime() - seen.atNs() < FRESH_NS
				&& seen.snapshot().isPresent() == this.ring.ring().isPresent();
		return (seen != null && fresh) ? seen.snapshot() : look();
	}

	/** For how long an event has been in the ring. */
	Duration age(long sequence) {
		return Duration.ofNanos(this.tails.ageNs(System.nanoTime(), sequence));
	}

	/** For how long the ring has been full without a pause. */
	Duration full() {
		Seen seen = this.seen;
		return (seen != null && seen.full()) ? Duration.ofNanos(System.nanoTime() - seen.fullSinceNs()) : Duration.ZERO;
	}

	/**
	 * One look.
	 *
	 * @param atNs the nano time
	 * @param snapshot what was seen, or empty if the ring cannot be used
	 * @param full whether no slot could be claimed
	 * @param fullSinceNs nano time since when
	 */
	private record Seen(long atNs, Optional<RingSnapshot> snapshot, boolean full, long fullSinceNs) {
	}

}
