package io.mmapring.spring.rings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.context.SmartLifecycle;

import io.mmapring.spring.RingSignatureException;

/**
 * The rings of this application. They open before its listeners start, and close behind
 * them.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ManagedRings implements SmartLifecycle, DisposableBean, ApplicationEventPublisherAware {

	private static final Log logger = LogFactory.getLog(ManagedRings.class);

	/** Rings open before and close behind the listeners. */
	public static final int PHASE = Integer.MAX_VALUE / 2 - 2048;

	private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

	private final RingSettingsSource source;

	private final EventCodecs codecs;

	private final Supplier<@Nullable SendObserver> observer;

	private final Map<String, ManagedRing> rings = new LinkedHashMap<>();

	private final List<Consumer<ManagedRing>> watchers = new ArrayList<>();

	private volatile @Nullable ApplicationEventPublisher publisher;

	private volatile boolean running;

	/**
	 * Prepare the configured rings.
	 * @param source the settings
	 * @param codecs the codecs of events
	 * @param observer of what is sent, asked for when a ring opens
	 */
	public ManagedRings(RingSettingsSource source, EventCodecs codecs, Supplier<@Nullable SendObserver> observer) {
		this.source = source;
		this.codecs = codecs;
		this.observer = observer;
		source.names().forEach((name) -> ring(name, "ring.rings"));
	}

	/**
	 * Whether a name can be that of a ring.
	 * @param name the name
	 * @return whether it has the right characters and length
	 */
	public static boolean isName(String name) {
		return name.matches(NAME_FORM);
	}

	/**
	 * A ring, which is opened if the application runs already.
	 * @param name its name
	 * @param user who asks for it, in words
	 * @return the ring
	 * @throws RingSignatureException if no ring can have this name
	 */
	public ManagedRing ring(String name, String user) {
		List<Consumer<ManagedRing>> watchers;
		ManagedRing ring;
		synchronized (this) {
			ring = this.rings.get(name);
			if (ring != null) {
				return ring;
			}
			if (!isName(name)) {
				throw new RingSignatureException(user, "ring='" + name + "'",
						"name the ring with letters, digits, '.', '-', '_', beginning with a letter or digit, at most 64 characters");
			}
			ring = new ManagedRing(this.source.settings(name), this.codecs, this::publish, this.observer);
			this.rings.put(name, ring);
			watchers = List.copyOf(this.watchers);
		}
		for (Consumer<ManagedRing> watcher : watchers) {
			watcher.accept(ring);
		}
		return ring;
	}

	/**
	 * All rings that are configured or used.
	 * @return the rings
	 */
	public synchronized Collection<ManagedRing> all() {
		return List.copyOf(this.rings.values());
	}

	/**
	 * Be told of each ring, those that are there and those that come.
	 * @param watcher is told
	 */
	public void watch(Consumer<ManagedRing> watcher) {
		Collection<ManagedRing> present;
		synchronized (this) {
			this.watchers.add(watcher);
			present = all();
		}
		present.forEach(watcher);
	}

	/**
	 * Open a ring whose use came up while the application runs.
	 * @param ring the ring
	 */
	public void openIfRunning(ManagedRing ring) {
		if (this.running) {
			ring.start();
		}
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	private void publish(Object event) {
		ApplicationEventPublisher publisher = this.publisher;
		if (publisher != null) {
			publisher.publishEvent(event);
		}
	}

	@Override
	public void start() {
		try {
			all().forEach(ManagedRing::start);
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
		for (ManagedRing ring : all()) {
			try {
				ring.stop();
			}
			catch (RuntimeException | InternalError ex) {
				// the others are closed all the same; internal: its file was truncated
				logger.warn("Cannot close ring '" + ring.name() + "'", ex);
			}
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** A paused context keeps its rings: other processes use them. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
