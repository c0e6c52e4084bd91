package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.OwnClaim;

/**
 * What the producers of this process hold of a ring. Gives up what they can no longer
 * finish: off the hot path, by looking at it.
 * <p>
 * Threads: safe for any number of threads.
 */
final class HeldClaims {

	private static final Logger LOGGER = System.getLogger(HeldClaims.class.getName());

	/** Weak: a producer that is forgotten without being closed leaves nothing behind. */
	private final Map<HeldClaim, Tracked> producers = new LinkedHashMap<>();

	private final ReferenceQueue<Claimer> forgotten = new ReferenceQueue<>();

	private boolean unusable;

	synchronized void add(Claimer claimer) {
		HeldClaim held = claimer.held();
		if (this.unusable) {
			claimer.lookFirst();
		}
		this.producers.put(held, new Tracked(claimer, held, this.forgotten));
	}

	synchronized void remove(HeldClaim held) {
		this.producers.remove(held);
	}

	/** Have all producers look at the ring, which can no longer be used. */
	synchronized void unusable() {
		this.unusable = true;
		for (Tracked tracked : this.producers.values()) {
			Claimer claimer = tracked.get();
			if (claimer != null) {
				claimer.lookFirst();
			}
		}
	}

	private synchronized List<Tracked> all() {
		return List.copyOf(this.producers.values());
	}

	boolean anyBusy() {
		return all().stream().anyMatch((tracked) -> tracked.held.isBusy());
	}

	/** Note since when claims are open; to be called several times a second. */
	void sample() {
		long nowNs = System.nanoTime();
		all().forEach((tracked) -> tracked.held.sample(nowNs));
	}

	/**
	 * Give up what belongs to ended threads and forgotten producers.
	 * @return what the forgotten ones held
	 */
	List<HeldClaim> tidy() {
		List<HeldClaim> gone = new ArrayList<>();
		for (Reference<? extends Claimer> next = this.forgotten.poll(); next != null; next = this.forgotten.poll()) {
			HeldClaim held = ((Tracked) next).held;
			remove(held);
			gone.add(held);
			log(held.abandonForgotten());
		}
		for (Tracked tracked : all()) {
			log(tracked.held.abandonIfEnded());
		}
		return gone;
	}

	private static void log(@Nullable String what) {
		if (what != null) {
			LOGGER.log(Level.WARNING, what);
		}
	}

	List<OpenClaim> open() {
		long nowNs = System.nanoTime();
		List<OpenClaim> open = new ArrayList<>();
		for (Tracked tracked : all()) {
			long ageNs = tracked.held.sample(nowNs);
			Thread thread = tracked.held.thread();
			if (ageNs >= 0 && thread != null) {
				open.add(new OpenClaim(tracked.held, tracked, thread, Duration.ofNanos(ageNs)));
			}
		}
		return open;
	}

	/** The same for those who only look. */
	List<OwnClaim> own() {
		return open().stream()
			.map((claim) -> new OwnClaim(claim.sequence(), claim.slots(), claim.thread().getName()))
			.toList();
	}

	/** A producer that may be forgotten, and what it holds. */
	private static final class Tracked extends WeakReference<Claimer> {

		private final HeldClaim held;

		Tracked(Claimer claimer, HeldClaim held, ReferenceQueue<Claimer> queue) {
			super(claimer, queue);
			this.held = Objects.requireNonNull(held);
		}

	}

}
