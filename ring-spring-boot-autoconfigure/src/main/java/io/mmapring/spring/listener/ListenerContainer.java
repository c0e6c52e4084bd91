package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Ring;
import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingException;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingStartException;
import io.mmapring.spring.delivery.Deliveries;
import io.mmapring.spring.delivery.Delivery;
import io.mmapring.spring.delivery.ListenerGate;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Runs one listener: has its consumer and its thread.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerContainer implements RingListenerContainer {

	private static final Log logger = LogFactory.getLog(ListenerContainer.class);

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final Siblings siblings;

	private final Deliveries deliveries;

	private final Progress progress = new Progress(System.nanoTime());

	/**
	 * Whether the context is to start it: as configured, until someone says otherwise.
	 */
	private volatile boolean wanted;

	private volatile boolean failed;

	private volatile @Nullable GroupEvictedException evicted;

	private volatile @Nullable ListenerRun run;

	ListenerContainer(ListenerEndpoint endpoint, ManagedRing ring, Siblings siblings) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.siblings = siblings;
		this.deliveries = new Deliveries(endpoint);
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
		ListenerRun run = this.run;
		if (run != null && run.isAlive()) {
			return run.state();
		}
		if (this.evicted != null) {
			return RingListenerState.EVICTED;
		}
		return this.failed ? RingListenerState.FAILED : RingListenerState.STOPPED;
	}

	@Override
	public long delivered() {
		return this.deliveries.delivered();
	}

	@Override
	public long errors() {
		return this.deliveries.errors();
	}

	@Override
	public @Nullable RingListenerError lastError() {
		return this.deliveries.lastError();
	}

	@Override
	public Duration withoutProgress() {
		return this.progress.withoutProgress();
	}

	@Override
	public Duration lagging() {
		return this.progress.lagging();
	}

	boolean isAlive() {
		ListenerRun run = this.run;
		return run != null && run.isAlive();
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
		ListenerRun before = this.run;
		if (before != null && before.isAlive()) {
			if (before.state() != RingListenerState.STOPPING) {
				return;
			}
			throw new IllegalStateException(
					"cannot start listener '%s' of ring '%s': state=stopping, its method has not returned since it was stopped (expected: stopped)"
						.formatted(id(), ring()));
		}
		Ring ring = this.ring.ring()
			.orElseThrow(() -> new IllegalStateException(
					"cannot start listener '%s': ring '%s' is not open (expected: open); start the application's context first"
						.formatted(id(), ring())));
		this.deliveries.abandon(false);
		this.failed = false;
		this.evicted = null;
		this.progress.reset(System.nanoTime());
		ListenerGate gate = new ListenerGate();
		try {
			Delivery delivery = new Delivery(this.endpoint, this.ring.types(), this.deliveries);
			Consumer consumer = ring.consumer(options(delivery));
			ListenerRun run = new ListenerRun(this.endpoint, this.ring, consumer, delivery.handler(gate), gate,
					() -> this.siblings.isAnyRunning(ring(), after()), this::ended);
			this.run = run;
			run.start();
		}
		catch (RingException ex) {
			throw new RingStartException(ring(), "listener '" + id() + "' (group '" + group() + "')", ex);
		}
		logger.info("Listener '%s' takes events of ring '%s' as group '%s'".formatted(id(), ring(), group()));
	}

	private ConsumerOptions options(Delivery delivery) {
		ListenerSettings settings = this.endpoint.settings();
		return new ConsumerOptions(this.ring.group(group()), ListenerRegistry.startFrom(settings),
				delivery.storePosition(), settings.maxBatchSize(), settings.waitStrategy());
	}

	private void ended(@Nullable Throwable cause) {
		if (cause != null && !(cause instanceof RingClosedException)) {
			this.failed = true;
			this.evicted = (cause instanceof GroupEvictedException ex) ? ex : null;
			this.deliveries.stopped(cause);
		}
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
		ListenerRun run = this.run;
		if (run != null) {
			run.stop(this.endpoint.settings().drain());
		}
	}

	/** Wait until it has stopped, at most for its time-out from the start of the stop. */
	void awaitStopped(long startNs) {
		ListenerRun run = this.run;
		if (run == null) {
			return;
		}
		Duration timeout = this.endpoint.settings().stopTimeout();
		if (!run.await(startNs + timeout.toNanos())) {
			this.deliveries.abandon(true);
			run.interrupt();
			logger.warn(
					"Listener '%s' of ring '%s' did not stop within %s at position %s; its thread was interrupted, what is left comes again at the next start"
						.formatted(id(), ring(), timeout, run.position()));
		}
	}

	@Override
	public void pause() {
		ListenerRun run = this.run;
		if (run != null) {
			run.pause();
		}
	}

	@Override
	public void resume() {
		ListenerRun run = this.run;
		if (run != null) {
			this.progress.reset(System.nanoTime());
			run.resume();
		}
	}

	/** Look whether it gets on. */
	void sample(RingSnapshot snapshot, double lagThreshold) {
		Optional<GroupSnapshot> group = snapshot.group(group());
		if (group.isEmpty()) {
			return;
		}
		RingListenerState state = state();
		boolean works = state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
		GroupSnapshot seen = group.get();
		this.progress.sample(System.nanoTime(), delivered(), seen.position(), !works || seen.backlog() == 0,
				seen.lag() >= lagThreshold * snapshot.slots());
	}

}
