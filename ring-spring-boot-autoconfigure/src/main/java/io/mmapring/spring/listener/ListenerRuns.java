package io.mmapring.spring.listener;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingException;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerState;

/**
 * The threads of a listener from one start to its stop. If one ends by an error all do.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerRuns implements ListenerRun.Watcher {

	/** What the whole is doing when its threads do different things: the first one. */
	private static final List<RingListenerState> STRONGEST = List.of(RingListenerState.STOPPING,
			RingListenerState.RUNNING, RingListenerState.PAUSED, RingListenerState.STARTING, RingListenerState.STANDBY);

	private final List<ListenerRun> runs;

	private final Consumer<@Nullable Throwable> ended;

	private final Runnable entered;

	private final long lostBefore;

	private final AtomicInteger left;

	private final AtomicBoolean begun = new AtomicBoolean();

	private @Nullable Throwable cause;

	/**
	 * Put threads together.
	 * @param lostBefore what earlier starts have lost
	 * @param entered told once, by the first thread that has a consumer
	 * @param ended told once, by the last thread, why they ended by themselves, or
	 * {@code null} if they were stopped
	 */
	ListenerRuns(List<ListenerRun> runs, long lostBefore, Runnable entered, Consumer<@Nullable Throwable> ended) {
		this.runs = List.copyOf(runs);
		this.lostBefore = lostBefore;
		this.entered = entered;
		this.ended = ended;
		this.left = new AtomicInteger(runs.size());
	}

	void start() {
		this.runs.forEach((run) -> run.start(this));
	}

	/**
	 * Look whether they get on.
	 * @param own what they have of the group, or empty if they have none
	 */
	void sample(RingSnapshot snapshot, Optional<OwnShards> own, double lagThreshold) {
		for (ListenerRun run : this.runs) {
			own.ifPresentOrElse((shards) -> run.sample(shards, lagThreshold),
					() -> run.observe(snapshot, lagThreshold));
		}
	}

	List<ListenerRun> all() {
		return this.runs;
	}

	/** Consumers of the threads that have one. */
	List<io.mmapring.Consumer> consumers() {
		return sources().map(Source::consumer).filter(Objects::nonNull).toList();
	}

	/** What was overwritten before it could be seen, with that of earlier starts. */
	long lost() {
		return this.lostBefore
				+ this.runs.stream().map(ListenerRun::source).filter(Objects::nonNull).mapToLong(Source::lost).sum();
	}

	/** Where the one that is furthest behind goes on, or -1. */
	long position() {
		return this.runs.stream()
			.map(ListenerRun::source)
			.filter(Objects::nonNull)
			.mapToLong(Source::position)
			.min()
			.orElse(-1);
	}

	/** The same in words. */
	String place() {
		try {
			long position = position();
			return (position >= 0) ? Long.toString(position) : "unknown, it has not begun";
		}
		catch (RingException ex) {
			return "unknown: " + ex.getMessage();
		}
	}

	private Stream<Source> sources() {
		return alive().map(ListenerRun::source).filter(Objects::nonNull);
	}

	/** Events that were handed over and not acknowledged. */
	int unacknowledged() {
		return consumers().stream().mapToInt(io.mmapring.Consumer::unacknowledged).sum();
	}

	/** The oldest of these, or -1. */
	long oldestUnacknowledged() {
		return consumers().stream()
			.mapToLong(io.mmapring.Consumer::oldestUnacknowledged)
			.filter((sequence) -> sequence >= 0)
			.min()
			.orElse(-1);
	}

	@Override
	public void entered() {
		if (this.begun.compareAndSet(false, true)) {
			this.entered.run();
		}
	}

	/**
	 * Stop all, before the failed one lets its shards go: else another one would take
	 * them, and fail at the same event.
	 */
	@Override
	public void failing() {
		this.runs.forEach(ListenerRun::halt);
	}

	@Override
	public void ended(@Nullable Throwable cause) {
		Throwable first;
		synchronized (this) {
			this.cause = (this.cause != null) ? this.cause : cause;
			first = this.cause;
		}
		if (this.left.decrementAndGet() == 0) {
			this.ended.accept(first);
		}
	}

	RingListenerState state() {
		List<RingListenerState> states = alive().map(ListenerRun::state).toList();
		return STRONGEST.stream().filter(states::contains).findFirst().orElse(RingListenerState.STOPPED);
	}

	private Stream<ListenerRun> alive() {
		return this.runs.stream().filter(ListenerRun::isAlive);
	}

	/** Whether a thread has not ended yet. */
	boolean isAlive() {
		return alive().findAny().isPresent();
	}

	void pause() {
		this.runs.forEach(ListenerRun::pause);
	}

	void resume() {
		this.runs.forEach(ListenerRun::resume);
	}

	void stop(boolean drain) {
		this.runs.forEach((run) -> run.stop(drain));
	}

	/**
	 * Wait until all threads have ended.
	 * @return those that have not
	 */
	List<ListenerRun> await(long deadlineNs) {
		return this.runs.stream().filter((run) -> !run.await(deadlineNs)).toList();
	}

}
