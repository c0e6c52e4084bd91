package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import io.mmapring.Ring;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Looks several times a second whether listeners get on and whether rings are full, so
 * that health can tell since when they do not.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingWatch implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(RingWatch.class);

	private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(250);

	private final ManagedRings rings;

	private final ListenerRegistry registry;

	private final HealthLimitsSource limits;

	private final Map<String, ProblemNews> news = new ConcurrentHashMap<>();

	private final Map<String, RingLook> looks = new ConcurrentHashMap<>();

	private final List<BiConsumer<ManagedRing, RingSnapshot>> watchers = new CopyOnWriteArrayList<>();

	private final RingDiagnoses diagnoses;

	private volatile @Nullable Thread thread;

	/**
	 * Watch.
	 * @param rings the rings
	 * @param registry the listeners
	 * @param limits when rings and listeners count as unhealthy
	 */
	public RingWatch(ManagedRings rings, ListenerRegistry registry, HealthLimitsSource limits) {
		this.rings = rings;
		this.registry = registry;
		this.limits = limits;
		this.diagnoses = new RingDiagnoses(registry, limits);
	}

	/**
	 * When a ring counts as unhealthy.
	 * @param ring its name
	 * @return the limits
	 */
	public HealthLimits limits(String ring) {
		return this.limits.limits(ring);
	}

	/**
	 * When a listener counts as unhealthy.
	 * @param listener the listener
	 * @return the limits
	 */
	public HealthLimits limits(RingListenerContainer listener) {
		return this.registry.limits(listener, limits(listener.ring()));
	}

	/** Look now at all rings and listeners. */
	public void sample() {
		this.rings.all().forEach(this::sample);
	}

	/**
	 * Look now at a ring and its listeners. Does not block.
	 * @param ring the ring
	 * @return what was seen, or empty if it is not open or its file cannot be used
	 */
	public Optional<RingSnapshot> sample(ManagedRing ring) {
		Optional<RingSnapshot> snapshot = of(ring).look();
		this.diagnoses.of(ring, snapshot);
		if (snapshot.isPresent()) {
			this.registry.sample(ring.name(), snapshot.get(), limits(ring.name()));
			this.watchers.forEach((watcher) -> watcher.accept(ring, snapshot.get()));
		}
		return snapshot;
	}

	private RingLook of(ManagedRing ring) {
		return this.looks.computeIfAbsent(ring.name(), (name) -> new RingLook(ring));
	}

	/**
	 * Look at a ring, or take what was seen of it within the last tenth of a second: who
	 * reads many numbers of a ring looks once. Does not block.
	 * @param ring the ring
	 * @return what was seen, or empty if it is not open or its file cannot be used
	 */
	public Optional<RingSnapshot> recent(ManagedRing ring) {
		return of(ring).recent();
	}

	/**
	 * Be told of each look at a ring, several times a second.
	 * @param watcher is told; it may not wait
	 */
	public void watch(BiConsumer<ManagedRing, RingSnapshot> watcher) {
		this.watchers.add(watcher);
	}

	/**
	 * For how long an event has been in a ring, as seen several times a second by this
	 * process.
	 * @param ring the ring
	 * @param sequence the event's sequence
	 * @return the time; zero if it is not claimed yet; if it was there before this
	 * process looked first, the time since then
	 */
	public Duration age(ManagedRing ring, long sequence) {
		return of(ring).age(sequence);
	}

	/**
	 * For how long a ring has been full.
	 * @param ring its name
	 * @return the time; zero if it is not
	 */
	public Duration full(String ring) {
		RingLook look = this.looks.get(ring);
		return (look != null) ? look.full() : Duration.ZERO;
	}

	/**
	 * Say what is wrong with a ring as it is now, who blocks whom, and what to do. Does
	 * not block, and answers whatever state the ring is in.
	 * @param ring the ring
	 * @return what was found, or empty if it is not open
	 */
	public Optional<RingDiagnosis> diagnosis(ManagedRing ring) {
		return diagnosis(ring, recent(ring));
	}

	/**
	 * The same of a look that was just taken.
	 * @param ring the ring
	 * @param seen what was seen, or empty if its file cannot be used
	 * @return what was found, or empty if it is not open
	 */
	public Optional<RingDiagnosis> diagnosis(ManagedRing ring, Optional<RingSnapshot> seen) {
		return this.diagnoses.of(ring, seen);
	}

	/** Tell the application what is new. */
	private void tell() {
		for (ManagedRing ring : this.rings.all()) {
			HealthLimits limits = limits(ring.name());
			this.registry.tell(ring.name(), limits);
			Optional<Ring> open = ring.isProducing() ? ring.ring() : Optional.empty();
			List<String> inTheWay = open.map((full) -> full.heldBackBy(limits.blockedProducerTimeout()))
				.orElse(List.of());
			this.news.computeIfAbsent(ring.name(), (name) -> new ProblemNews(ring, this.registry))
				.look(diagnosis(ring), inTheWay, full(ring.name()));
		}
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			Thread thread = new Thread(this::run, "ring-watch");
			thread.setDaemon(true);
			this.thread = thread;
			thread.start();
		}
	}

	@Override
	public synchronized void stop() {
		Thread thread = this.thread;
		this.thread = null;
		LockSupport.unpark(thread);
	}

	private void run() {
		while (this.thread == Thread.currentThread()) {
			try {
				look();
				LockSupport.parkNanos(this, PERIOD_NS);
			}
			catch (InternalError ex) {
				// Java 17 throws it some time after a file that was cut was looked at:
				// the next look says more
				logger.debug("A file was cut", ex);
			}
		}
	}

	private void look() {
		try {
			sample();
			tell();
		}
		catch (RuntimeException | InternalError ex) {
			logger.warn("Cannot look at the rings, trying again", ex);
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return ListenerRegistry.PHASE + 1;
	}

}
