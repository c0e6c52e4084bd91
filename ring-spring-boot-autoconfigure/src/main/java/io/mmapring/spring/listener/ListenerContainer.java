package io.mmapring.spring.listener;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingException;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingStartException;
import io.mmapring.spring.StartupFailure;
import io.mmapring.spring.delivery.DeadLetters;
import io.mmapring.spring.delivery.Deliveries;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Runs one listener: has its consumers and their threads.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerContainer implements RingListenerContainer {

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final @Nullable DeadLetters deadLetters;

	private final Siblings siblings;

	/** What each thread has done, over all starts. */
	private final List<Deliveries> deliveries;

	/** How each thread gets on. */
	private final List<Progress> progress;

	private final ListenerNews news;

	private final OpenSince openFor = new OpenSince();

	/** Whether the context is to start it: as configured, until told otherwise. */
	private volatile boolean wanted;

	/** What it is while no thread runs: stopped, or how it ended. */
	private volatile RingListenerState ended = RingListenerState.STOPPED;

	/** Why it could not start when it was tried last, if it is tried again. */
	private volatile @Nullable RingListenerError startProblem;

	private volatile @Nullable ListenerRuns runs;

	ListenerContainer(ListenerEndpoint endpoint, ManagedRing ring, @Nullable DeadLetters deadLetters,
			Siblings siblings) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.deadLetters = deadLetters;
		this.siblings = siblings;
		int threads = endpoint.settings().sharing().concurrency();
		this.deliveries = Stream.generate(() -> new Deliveries(endpoint)).limit(threads).toList();
		this.progress = Stream.generate(() -> new Progress(System.nanoTime())).limit(threads).toList();
		this.news = new ListenerNews(endpoint, ring::tell);
		this.wanted = endpoint.settings().autoStartup();
	}

	@Override
	public String id() {
		return this.endpoint.id();
	}

	@Override
	public String ring() {
		return this.endpoint.ring();
	}

	@Override
	public String group() {
		return this.endpoint.group();
	}

	@Override
	public List<String> after() {
		return this.ring.group(group()).after();
	}

	@Override
	public RingListenerState state() {
		ListenerRuns runs = this.runs;
		return (runs != null && runs.isAlive()) ? runs.state() : this.ended;
	}

	@Override
	public long delivered() {
		return this.deliveries.stream().mapToLong(Deliveries::delivered).sum();
	}

	@Override
	public long batches(int events) {
		return this.deliveries.stream().mapToLong((thread) -> thread.batches(events)).sum();
	}

	@Override
	public int maxBatchSize() {
		return settings().maxBatchSize();
	}

	@Override
	public long position() {
		if (isObserver()) {
			ListenerRuns runs = this.runs;
			return (runs != null) ? runs.position() : -1;
		}
		return this.ring.snapshot().flatMap((seen) -> seen.group(group())).map(GroupSnapshot::position).orElse(-1L);
	}

	@Override
	public long errors() {
		return this.deliveries.stream().mapToLong(Deliveries::errors).sum();
	}

	@Override
	public long retries() {
		return this.deliveries.stream().mapToLong(Deliveries::retries).sum();
	}

	@Override
	public long skipped() {
		return this.deliveries.stream().mapToLong(Deliveries::skipped).sum();
	}

	@Override
	public long deadLetters() {
		return this.deliveries.stream().mapToLong(Deliveries::deadLetters).sum();
	}

	@Override
	public int unacknowledged() {
		ListenerRuns runs = this.runs;
		return (runs != null) ? runs.unacknowledged() : 0;
	}

	@Override
	public long oldestUnacknowledged() {
		ListenerRuns runs = this.runs;
		return (runs != null) ? runs.oldestUnacknowledged() : -1;
	}

	@Override
	public Duration unacknowledgedFor() {
		return this.openFor.age();
	}

	@Override
	public @Nullable RingListenerError lastError() {
		RingListenerError startProblem = this.startProblem;
		return Stream.concat(Stream.ofNullable(startProblem), this.deliveries.stream().map(Deliveries::lastError))
			.filter(Objects::nonNull)
			.max(Comparator.comparing(RingListenerError::at))
			.orElse(null);
	}

	@Override
	public Duration withoutProgress() {
		return this.progress.stream()
			.map(Progress::withoutProgress)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	@Override
	public Duration lagging() {
		return this.progress.stream().map(Progress::lagging).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	boolean isAlive() {
		ListenerRuns runs = this.runs;
		return runs != null && runs.isAlive();
	}

	boolean isWanted() {
		return this.wanted;
	}

	ListenerSettings settings() {
		return this.endpoint.settings();
	}

	@Override
	public void start() {
		this.wanted = true;
		startNow();
	}

	/** Start, as the context does. */
	synchronized void startNow() {
		ListenerRuns before = this.runs;
		if (before != null && before.isAlive()) {
			if (before.state() != RingListenerState.STOPPING) {
				return;
			}
			throw new IllegalStateException(
					"cannot start listener '%s' of ring '%s': state=stopping, its method has not returned since it was stopped (expected: stopped)"
						.formatted(id(), ring()));
		}
		this.ended = RingListenerState.STOPPED;
		this.startProblem = null;
		this.news.begins(this.ring.snapshot());
		ListenerStart start = new ListenerStart(this.endpoint, this.ring, this.deadLetters, this.siblings,
				() -> this.siblings.isAnyRunning(ring(), after()));
		ListenerRuns runs = new ListenerRuns(threads(start), lost(), this::entered, this::ended);
		this.runs = runs;
		runs.start();
	}

	private String place() {
		ListenerRuns runs = this.runs;
		return (runs != null) ? runs.place() : "unknown";
	}

	private List<ListenerRun> threads(ListenerStart start) {
		String problem = this.ring.startProblem();
		if (problem != null) {
			this.news.cannotStart(problem);
			return start.retrying(this.deliveries, this.progress, this::failedToStart);
		}
		Ring ring = ListenerMove.open(this.endpoint, this.ring, "start");
		if (isObserver()) {
			return List.of(start.observing(ring, this.runs, this.deliveries.get(0), this.progress.get(0)));
		}
		try {
			return start.runs(ring, this.deliveries, this.progress);
		}
		catch (RingException ex) {
			if (settings().startupFailure() == StartupFailure.FAIL) {
				throw new RingStartException(ring(), "listener '" + id() + "' (group '" + group() + "')", ex);
			}
			failedToStart(ex);
			return start.retrying(this.deliveries, this.progress, this::failedToStart);
		}
	}

	private boolean isObserver() {
		return settings().sharing().mode() == ListenerMode.OBSERVER;
	}

	@Override
	public long lost() {
		ListenerRuns runs = this.runs;
		return (runs != null) ? runs.lost() : 0;
	}

	/** Keep the reason, and say it once. */
	private synchronized void failedToStart(RingException ex) {
		this.news.cannotStart(String.valueOf(ex.getMessage()));
		this.startProblem = new RingListenerError(-1, ex.toString(), Instant.now());
	}

	private void entered() {
		this.startProblem = null;
		this.news.started(place());
	}

	private void ended(@Nullable Throwable cause) {
		RingListenerState ended = RingListenerState.STOPPED;
		if (cause != null) {
			ended = (cause instanceof GroupEvictedException) ? RingListenerState.EVICTED : RingListenerState.FAILED;
		}
		this.ended = ended;
		this.news.stopped(ended, cause, place());
	}

	/**
	 * Tell the application what has come over it since the last time.
	 * @param limits from when on it counts as stalled
	 */
	void tell(HealthLimits limits) {
		this.news.look(state(), delivered(), withoutProgress(), limits.stallTimeout());
	}

	@Override
	public void stop() {
		this.wanted = false;
		long startNs = System.nanoTime();
		stopSoon();
		awaitStopped(startNs);
	}

	/** Begin to stop, as the context does. Does not block. */
	void stopSoon() {
		ListenerRuns runs = this.runs;
		if (runs != null) {
			runs.stop(this.endpoint.settings().drain());
		}
	}

	/** Wait until it has stopped, at most for its time-out from the start of the stop. */
	void awaitStopped(long startNs) {
		ListenerRuns runs = this.runs;
		if (runs == null) {
			return;
		}
		Duration timeout = this.endpoint.settings().stopTimeout();
		for (ListenerRun run : runs.await(startNs + timeout.toNanos())) {
			run.deliveries().abandon(true);
			run.interrupt();
			this.news.hangs(timeout, run.position());
		}
	}

	@Override
	public void pause() {
		ListenerRuns runs = this.runs;
		if (runs != null) {
			boolean running = runs.state() == RingListenerState.RUNNING;
			runs.pause();
			if (running) {
				this.news.paused(runs.place());
			}
		}
	}

	@Override
	public void resume() {
		ListenerRuns runs = this.runs;
		if (runs != null) {
			this.progress.forEach((progress) -> progress.reset(System.nanoTime()));
			boolean paused = runs.state() == RingListenerState.PAUSED;
			runs.resume();
			if (paused) {
				this.news.resumed(runs.place());
			}
		}
	}

	@Override
	public long handling() {
		return ListenerSkip.handling(this.runs);
	}

	@Override
	public boolean skip(long sequence) {
		return new ListenerSkip(this.endpoint, this.ring, this.runs).skip(sequence, state(), this::seek);
	}

	@Override
	public long seek(long sequence) {
		return move().to(sequence);
	}

	@Override
	public long seekToEarliest() {
		return move().toEarliest();
	}

	@Override
	public long seekToLatest() {
		return move().toLatest();
	}

	private ListenerMove move() {
		return new ListenerMove(this.endpoint, this.ring, this.runs);
	}

	/** When it counts as unhealthy, on a ring with these limits. */
	HealthLimits limits(HealthLimits ofRing) {
		return ofRing.with(settings().health());
	}

	/** Look whether it gets on. */
	void sample(RingSnapshot snapshot, HealthLimits limits) {
		ListenerRuns runs = this.runs;
		if (runs != null) {
			Optional<OwnShards> own = isObserver() ? Optional.empty()
					: this.ring.ring()
						.flatMap((open) -> snapshot.group(group())
							.map((group) -> new OwnShards(snapshot, group, open.participant())));
			runs.sample(snapshot, own, limits.lagThreshold());
		}
		this.deliveries.forEach(Deliveries::logSuppressed);
		this.openFor.sample(System.nanoTime(), oldestUnacknowledged());
	}

}
