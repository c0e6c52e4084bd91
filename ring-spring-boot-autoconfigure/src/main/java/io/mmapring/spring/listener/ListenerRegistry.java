package io.mmapring.spring.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

import io.mmapring.codec.DeadLetter;
import io.mmapring.event.EventHeader;
import io.mmapring.group.StartFrom;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.delivery.DeadLetters;
import io.mmapring.spring.delivery.HandlingSource;
import io.mmapring.spring.delivery.LabelledHandlings;
import io.mmapring.spring.delivery.ListenerLabels;
import io.mmapring.spring.endpoint.EndpointFactory;
import io.mmapring.spring.endpoint.ErrorSettings;
import io.mmapring.spring.endpoint.ListenerCalls;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.endpoint.ListenerSettingsSource;
import io.mmapring.spring.rings.GroupUse;
import io.mmapring.spring.rings.HeaderUse;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * The listeners of this application. They start when the rings are open and before the
 * web server takes requests; they stop behind the web server and schedulers.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ListenerRegistry
		implements RingListenerRegistry, Siblings, SmartLifecycle, DisposableBean, BeanFactoryAware {

	/** Listeners start behind the rings and stop before them. */
	public static final int PHASE = Integer.MAX_VALUE / 2 - 1024;

	private static final Log logger = LogFactory.getLog(ListenerRegistry.class);

	private final ManagedRings rings;

	private final ListenerSettingsSource settings;

	private final ListenerDriver driver;

	private final Supplier<HandlingSource> handlings;

	/** Or {@code null} if nobody is to be told. */
	private final @Nullable ListenerCalls calls;

	private final Map<String, ListenerContainer> containers = new LinkedHashMap<>();

	private final List<Consumer<RingListenerContainer>> watchers = new ArrayList<>();

	private final List<Consumer<RingListenerContainer>> endWatchers = new ArrayList<>();

	private @Nullable BeanFactory beanFactory;

	private volatile boolean running;

	/**
	 * Take over the listeners that were found.
	 * @param rings the rings of the application
	 * @param finder finds listeners
	 * @param settings their settings
	 * @param driver calls their steps; by default threads of their own do
	 * @param calls is told before each call of a method, if there is one
	 * @param handlings told what becomes of their events, asked for when one starts
	 * @param labels labels what their threads log, or {@code null}
	 */
	public ListenerRegistry(ManagedRings rings, ListenerFinder finder, ListenerSettingsSource settings,
			ObjectProvider<ListenerDriver> driver, ObjectProvider<ListenerCalls> calls,
			Supplier<HandlingSource> handlings, @Nullable ListenerLabels labels) {
		this.rings = rings;
		this.settings = settings;
		ListenerDriver unlabelled = driver.getIfAvailable(ListenerThreads::new);
		this.driver = (labels != null) ? new LabelledDriver(unlabelled, labels) : unlabelled;
		this.calls = calls.getIfAvailable();
		this.handlings = (labels != null) ? () -> new LabelledHandlings(handlings.get(), labels) : handlings;
		finder.forward(this::register);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public RingListenerContainer register(RingListenerSpec spec) {
		BeanFactory beanFactory = this.beanFactory;
		if (beanFactory == null) {
			throw new IllegalStateException(
					"cannot register %s: state=created (expected: a bean of an application)".formatted(spec));
		}
		return register(EndpointFactory.endpoint(beanFactory, spec));
	}

	@Override
	public void unregister(String id) {
		get(id).stop();
		ListenerContainer container = container(id);
		if (container.isAlive()) {
			throw new IllegalStateException(
					"cannot unregister listener '%s' of ring '%s': state=stopping, its method has not returned (expected: stopped); try again once it has, and not from its own method"
						.formatted(id, container.ring()));
		}
		remove(container);
	}

	private ListenerContainer container(String id) {
		get(id);
		synchronized (this) {
			return Objects.requireNonNull(this.containers.get(id), id);
		}
	}

	private void remove(ListenerContainer container) {
		List<Consumer<RingListenerContainer>> watchers;
		synchronized (this) {
			this.containers.remove(container.id(), container);
			watchers = List.copyOf(this.endWatchers);
		}
		this.rings.ring(container.ring(), container.id()).forget(container.id());
		watchers.forEach((watcher) -> watcher.accept(container));
	}

	private ListenerContainer register(ListenerEndpoint found) {
		ManagedRing ring = this.rings.ring(found.ring(), found.place());
		ListenerCalls calls = this.calls;
		ListenerEndpoint told = (calls != null) ? found.telling(calls) : found;
		ListenerEndpoint endpoint = told.forwarding((name) -> this.rings.ring(name, found.place()));
		DeadLetters deadLetters = deadLetters(endpoint, ring);
		ListenerContainer container = new ListenerContainer(endpoint, ring, deadLetters, this);
		List<Consumer<RingListenerContainer>> watchers;
		checkObserver(endpoint);
		synchronized (this) {
			checkUnique(endpoint);
			this.containers.put(endpoint.id(), container);
			watchers = List.copyOf(this.watchers);
		}
		endpoint.signature().eventTypes().forEach((type) -> ring.types().use(type, endpoint.place()));
		endpoint.signature()
			.headers()
			.forEach((name) -> ring
				.sets(new HeaderUse(name.equals(RingHeader.TRACEPARENT) ? EventHeader.TRACE : null, endpoint.place())));
		if (!isObserver(endpoint)) {
			ring.listens(new GroupUse(endpoint.group(), endpoint.id(), endpoint.after(), startFrom(endpoint.settings()),
					endpoint.settings().sharing().shards()));
		}
		watchers.forEach((watcher) -> watcher.accept(container));
		if (this.running) {
			startLate(container, ring);
		}
		return container;
	}

	/** One that comes when the application runs already. */
	private void startLate(ListenerContainer container, ManagedRing ring) {
		try {
			this.rings.openIfRunning(ring);
			if (container.isWanted()) {
				container.startNow();
			}
		}
		catch (RuntimeException ex) {
			remove(container);
			throw ex;
		}
	}

	/** The ring for dead letters opens with the application, and not with the first. */
	private @Nullable DeadLetters deadLetters(ListenerEndpoint endpoint, ManagedRing ring) {
		ErrorSettings errors = endpoint.settings().errors();
		if (!errors.hasDeadLetterRing()) {
			return null;
		}
		ManagedRing target = this.rings.ring(errors.deadLetterRing(),
				"error.dead-letter-ring of listener '" + endpoint.id() + "'");
		target.types().use(DeadLetter.class, endpoint.place());
		target.produces();
		if (this.running) {
			this.rings.openIfRunning(target);
		}
		return new DeadLetters(endpoint, ring.types(), target);
	}

	private static void checkObserver(ListenerEndpoint endpoint) {
		if (isObserver(endpoint) && !endpoint.after().isEmpty()) {
			throw new RingSignatureException(endpoint.place(),
					"after=%s with mode=observer (expected: none, an observer waits for nobody)"
						.formatted(endpoint.after()),
					"take it off, or choose another mode");
		}
	}

	private static boolean isObserver(ListenerEndpoint endpoint) {
		return endpoint.settings().sharing().mode() == ListenerMode.OBSERVER;
	}

	private void checkUnique(ListenerEndpoint endpoint) {
		if (this.containers.containsKey(endpoint.id())) {
			throw new RingSignatureException(endpoint.place(),
					"id='%s' is also that of another listener".formatted(endpoint.id()),
					"give each an id and a group of its own");
		}
		this.containers.values()
			.stream()
			.filter((other) -> other.ring().equals(endpoint.ring()) && other.group().equals(endpoint.group()))
			.findFirst()
			.ifPresent((other) -> {
				throw new RingSignatureException(endpoint.place(),
						"group='%s' of ring '%s' is also that of listener '%s'".formatted(endpoint.group(),
								endpoint.ring(), other.id()),
						"give each listener a group of its own: every group sees every event");
			});
	}

	static StartFrom startFrom(ListenerSettings settings) {
		return (settings.startFrom() == StartPosition.LATEST) ? StartFrom.LATEST : StartFrom.EARLIEST;
	}

	private synchronized List<ListenerContainer> list() {
		return List.copyOf(this.containers.values());
	}

	@Override
	public synchronized Optional<RingListenerContainer> find(String id) {
		return Optional.ofNullable(this.containers.get(id));
	}

	@Override
	public RingListenerContainer get(String id) {
		return find(id).orElseThrow(() -> new IllegalArgumentException("listener='%s' (expected: one of %s)"
			.formatted(id, list().stream().map(ListenerContainer::id).toList())));
	}

	@Override
	public Collection<RingListenerContainer> all() {
		return List.copyOf(list());
	}

	/**
	 * Be told of each listener, those that are there and those that come.
	 * @param watcher is told
	 */
	public void watch(Consumer<RingListenerContainer> watcher) {
		Collection<RingListenerContainer> present;
		synchronized (this) {
			this.watchers.add(watcher);
			present = all();
		}
		present.forEach(watcher);
	}

	/**
	 * Be told of each listener that goes while the application runs.
	 * @param watcher is told
	 */
	public synchronized void watchEnd(Consumer<RingListenerContainer> watcher) {
		this.endWatchers.add(watcher);
	}

	@Override
	public ListenerDriver driver() {
		return this.driver;
	}

	@Override
	public HandlingSource handlings() {
		return this.handlings.get();
	}

	@Override
	public boolean isAnyRunning(String ring, Collection<String> groups) {
		return list().stream()
			.anyMatch((container) -> container.ring().equals(ring) && groups.contains(container.group())
					&& container.isAlive());
	}

	/**
	 * Look whether the listeners of a ring get on.
	 * @param ring name of the ring
	 * @param snapshot the ring as it is now
	 * @param limits when listeners of the ring count as unhealthy
	 */
	void sample(String ring, RingSnapshot snapshot, HealthLimits limits) {
		list().stream()
			.filter((container) -> container.ring().equals(ring))
			.forEach((container) -> container.sample(snapshot, container.limits(limits)));
	}

	/**
	 * Tell the application what has come over the listeners of a ring.
	 * @param ring name of the ring
	 * @param limits when listeners of the ring count as unhealthy
	 */
	void tell(String ring, HealthLimits limits) {
		list().stream()
			.filter((container) -> container.ring().equals(ring))
			.forEach((container) -> container.tell(container.limits(limits)));
	}

	/** When a listener counts as unhealthy. */
	HealthLimits limits(RingListenerContainer listener, HealthLimits ofRing) {
		return list().stream()
			.filter((container) -> container == listener)
			.findFirst()
			.map((container) -> container.limits(ofRing))
			.orElse(ofRing);
	}

	/**
	 * Settings may be shared with applications that have other listeners: so no more than
	 * a warning, and none for an application that only sends.
	 */
	private void warnOfUnknown() {
		List<String> ids = list().stream().map(ListenerContainer::id).toList();
		if (ids.isEmpty()) {
			return;
		}
		this.settings.configured()
			.stream()
			.filter((id) -> !ids.contains(id))
			.forEach((id) -> logger.warn(
					"ring.listeners.%s is set but there is no such listener (expected: one of %s); write an id with dots in brackets: ring.listeners.[a.b]"
						.formatted(id, ids)));
	}

	@Override
	public void start() {
		warnOfUnknown();
		try {
			list().stream().filter(ListenerContainer::isWanted).forEach(ListenerContainer::startNow);
			this.running = true;
		}
		catch (RuntimeException ex) {
			stop();
			throw ex;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		long startNs = System.nanoTime();
		List<ListenerContainer> containers = list();
		containers.forEach(ListenerContainer::stopSoon);
		containers.forEach((container) -> container.awaitStopped(startNs));
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
