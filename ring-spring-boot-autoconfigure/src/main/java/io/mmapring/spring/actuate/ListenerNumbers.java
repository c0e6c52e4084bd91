package io.mmapring.spring.actuate;

import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Tags;

import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What is measured of a listener of this application.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerNumbers {

	private static final Tags ALL = Tags.of("le", "+Inf");

	private final RingListenerContainer listener;

	private final ManagedRing ring;

	private final RingWatch watch;

	ListenerNumbers(RingListenerContainer listener, ManagedRing ring, RingWatch watch) {
		this.listener = listener;
		this.ring = ring;
		this.watch = watch;
	}

	void bind(BoundMeters meters) {
		meters.gauge("ring.listener.running", "Whether the listener takes events: 1 or 0",
				() -> is(this.listener.state() == RingListenerState.RUNNING));
		meters.gauge("ring.listener.failed", "Whether the listener was stopped by an error, or evicted: 1 or 0",
				() -> is(isFailed()));
		bindPlace(meters);
		bindCounts(meters);
		bindBatches(meters);
	}

	private void bindPlace(BoundMeters meters) {
		meters.gauge("ring.listener.position", GroupNumbers.POSITION, () -> number(this::position));
		meters.gauge("ring.listener.lag", GroupNumbers.LAG, () -> number((seen) -> {
			long position = position(seen);
			return (position >= 0) ? Math.max(0, seen.tail() - position) : -1;
		}));
		meters.time("ring.listener.lag.age", GroupNumbers.LAG_AGE, () -> number((seen) -> {
			long position = position(seen);
			return (position >= 0) ? this.watch.age(this.ring, position).toNanos() : -1;
		}));
		meters.time("ring.listener.without.progress", GroupNumbers.WITHOUT_PROGRESS,
				() -> this.listener.withoutProgress().toNanos());
		meters.gauge("ring.listener.owned", GroupNumbers.OWNED,
				() -> number((seen) -> seen.group(this.listener.group())
					.map((group) -> is(GroupNumbers.isOwned(group)))
					.orElseGet(() -> is(isRunningAtAll()))));
		meters.gauge("ring.listener.unacknowledged", "Events that the listener was handed and has not acknowledged",
				this.listener::unacknowledged);
	}

	private void bindCounts(BoundMeters meters) {
		meters.counter("ring.listener.events", "Events that the listener has handled", this.listener::delivered);
		meters.counter("ring.listener.errors", "Events that the listener has failed to handle", this.listener::errors);
		meters.counter("ring.listener.retries", "Calls of the listener with what it had failed at before",
				this.listener::retries);
		meters.counter("ring.listener.skipped", "Events that were passed over because of an error",
				this.listener::skipped);
		meters.counter("ring.listener.dead.letters", "Events that were published as dead letters",
				this.listener::deadLetters);
		meters.counter("ring.listener.lost",
				"Sequences that were overwritten before the listener, an observer, could see them",
				this.listener::lost);
	}

	/** As the buckets of a histogram, by powers of two. */
	private void bindBatches(BoundMeters meters) {
		String description = "Batches that a thread of the listener took with one look, of at most so many events";
		int most = this.listener.maxBatchSize();
		for (long size = 1; size / 2 < most; size *= 2) {
			int events = (int) Math.min(size, Integer.MAX_VALUE);
			meters.counter("ring.listener.batch", description, Tags.of("le", Long.toString(size)),
					() -> this.listener.batches(events));
		}
		meters.counter("ring.listener.batch", description, ALL, () -> this.listener.batches(Integer.MAX_VALUE));
	}

	/** Of the group, or of an observer, which has none. */
	private long position(RingSnapshot snapshot) {
		return snapshot.group(this.listener.group())
			.map((group) -> group.position())
			.orElseGet(this.listener::position);
	}

	private boolean isFailed() {
		RingListenerState state = this.listener.state();
		return state == RingListenerState.FAILED || state == RingListenerState.EVICTED;
	}

	private boolean isRunningAtAll() {
		RingListenerState state = this.listener.state();
		return state == RingListenerState.RUNNING || state == RingListenerState.PAUSED
				|| state == RingListenerState.STOPPING;
	}

	private static int is(boolean so) {
		return so ? 1 : 0;
	}

	/** NaN if it cannot be read, or is negative. */
	private Number number(ToLongFunction<RingSnapshot> reading) {
		return this.watch.recent(this.ring)
			.map(reading::applyAsLong)
			.filter((value) -> value >= 0)
			.map(Long::doubleValue)
			.orElse(Double.NaN);
	}

}
