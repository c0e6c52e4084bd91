package io.mmapring.spring.actuate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Meters of rings, of this application's listeners, and of the groups of others. They
 * read words that are in the ring's file anyway, when they are asked: nothing is done for
 * an event. A listener or group that comes is measured from then on, and no longer when
 * it has gone.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingMeters implements MeterBinder {

	private final ManagedRings rings;

	private final ListenerRegistry listeners;

	private final RingWatch watch;

	/** Registries keep what they measure weakly. */
	private final List<MetersOfRegistry> bound = new CopyOnWriteArrayList<>();

	/**
	 * Measure rings and listeners.
	 * @param rings the rings
	 * @param listeners the listeners
	 * @param watch looks at them
	 */
	public RingMeters(ManagedRings rings, ListenerRegistry listeners, RingWatch watch) {
		this.rings = rings;
		this.listeners = listeners;
		this.watch = watch;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MetersOfRegistry meters = new MetersOfRegistry(registry, this.rings, this.listeners, this.watch);
		this.bound.add(meters);
		this.rings.watch(meters::bind);
		this.listeners.watch(meters::bind);
		this.listeners.watchEnd(meters::unbind);
		this.watch.watch(meters::sample);
	}

}
