package io.mmapring.spring.listener;

import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.Ring;
import io.mmapring.RingGroup;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Moves a listener in its ring: each consumer moves what it has; while there is none
 * anybody may.
 *
 * @param endpoint the listener
 * @param ring its ring
 * @param runs its threads, or {@code null} if it was never started
 */
record ListenerMove(ListenerEndpoint endpoint, ManagedRing ring, @Nullable ListenerRuns runs) {

	long to(long sequence) {
		return move((consumer) -> consumer.seek(sequence), (group) -> group.seek(sequence));
	}

	long toEarliest() {
		return move(Consumer::seekToEarliest, RingGroup::seekToEarliest);
	}

	long toLatest() {
		return move(Consumer::seekToLatest, RingGroup::seekToLatest);
	}

	private long move(ToLongFunction<Consumer> running, ToLongFunction<RingGroup> stopped) {
		if (this.endpoint.settings().sharing().mode() == ListenerMode.OBSERVER) {
			throw new IllegalStateException(
					"cannot move listener '%s' of ring '%s': mode=observer (expected: exclusive or standby); it has no place of its own in the ring"
						.formatted(this.endpoint.id(), this.endpoint.ring()));
		}
		List<Consumer> consumers = (this.runs != null) ? this.runs.consumers() : List.of();
		if (consumers.isEmpty()) {
			return stopped.applyAsLong(open(this.endpoint, this.ring, "move").group(this.endpoint.group()));
		}
		return consumers.stream().mapToLong(running).min().getAsLong();
	}

	static Ring open(ListenerEndpoint endpoint, ManagedRing ring, String what) {
		return ring.ring()
			.orElseThrow(() -> new IllegalStateException(
					"cannot %s listener '%s': ring '%s' is not open (expected: open); start the application's context first"
						.formatted(what, endpoint.id(), endpoint.ring())));
	}

}
