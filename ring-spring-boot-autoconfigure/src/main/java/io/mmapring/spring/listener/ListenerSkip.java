package io.mmapring.spring.listener;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.ManagedRing;

/** Has a listener pass over the event that it is at. */
final class ListenerSkip {

	private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final @Nullable ListenerRuns runs;

	ListenerSkip(ListenerEndpoint endpoint, ManagedRing ring, @Nullable ListenerRuns runs) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.runs = runs;
	}

	/**
	 * Pass over an event.
	 * @param state what the listener does now
	 * @param seek moves its group if it does not run
	 * @return whether it is done
	 */
	boolean skip(long sequence, RingListenerState state, LongUnaryOperator seek) {
		ListenerRuns runs = this.runs;
		if (runs != null && (state == RingListenerState.RUNNING || state == RingListenerState.STOPPING)) {
			return running(runs, sequence);
		}
		checkStands(sequence, state);
		return seek.applyAsLong(sequence + 1) > sequence;
	}

	/** The event that the thread is at that is furthest behind, or -1. */
	static long handling(@Nullable ListenerRuns runs) {
		return (runs != null) ? runs.all()
			.stream()
			.mapToLong((run) -> run.deliveries().passOver().handed())
			.filter((handed) -> handed >= 0)
			.min()
			.orElse(-1) : -1;
	}

	/** Have a thread pass over it that is at it. */
	private boolean running(ListenerRuns runs, long sequence) {
		List<ListenerRun> at = runs.all().stream().filter((run) -> isAt(run, sequence)).toList();
		if (at.isEmpty()) {
			long handling = handling(runs);
			throw refused(sequence, "it is not at that event (expected: " + ((handling >= 0)
					? handling + ", which it was handed last, unless it is done)" : "one it was handed)"));
		}
		return at.get(0).deliveries().passOver().ask(sequence, TIMEOUT_NS);
	}

	private static boolean isAt(ListenerRun run, long sequence) {
		Source source = run.source();
		return run.isAlive() && source != null && run.deliveries().passOver().handed() == sequence
				&& source.position() <= sequence;
	}

	/** Check that a listener which does not run stands at it. */
	private void checkStands(long sequence, RingListenerState state) {
		if (state != RingListenerState.STOPPED && state != RingListenerState.FAILED) {
			throw refused(sequence,
					"state=%s (expected: running, stopped or failed)".formatted(state.name().toLowerCase(Locale.ROOT)));
		}
		if (this.endpoint.settings().sharing().isShared()) {
			throw refused(sequence,
					"its group has several shards, which stand elsewhere; start it, and skip while it is at the event");
		}
		long position = this.ring.snapshot()
			.flatMap((seen) -> seen.group(this.endpoint.group()))
			.map(GroupSnapshot::position)
			.orElse(-1L);
		if (position != sequence) {
			throw refused(sequence, "its group stands elsewhere (expected: %d)".formatted(position));
		}
	}

	private IllegalStateException refused(long sequence, String why) {
		return new IllegalStateException("cannot skip sequence=%d for listener '%s' of ring '%s': %s"
			.formatted(sequence, this.endpoint.id(), this.endpoint.ring(), why));
	}

}
