package io.mmapring.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * All meters of rings in one registry: says which there are.
 * <p>
 * Threads: safe for any number of threads.
 */
final class MetersOfRegistry {

	/** Listener of a group that no listener of this application is. */
	private static final String NONE = "none";

	private final MeterRegistry registry;

	private final ManagedRings rings;

	private final ListenerRegistry listeners;

	private final RingWatch watch;

	private final BoundMeters.Before before = new BoundMeters.Before();

	private final Map<String, BoundMeters> ofRings = new LinkedHashMap<>();

	private final Map<RingListenerContainer, BoundMeters> ofListeners = new LinkedHashMap<>();

	/** Groups that no listener of this application is. */
	private final Map<GroupKey, BoundMeters> ofGroups = new LinkedHashMap<>();

	MetersOfRegistry(MeterRegistry registry, ManagedRings rings, ListenerRegistry listeners, RingWatch watch) {
		this.registry = registry;
		this.rings = rings;
		this.listeners = listeners;
		this.watch = watch;
	}

	synchronized void bind(ManagedRing ring) {
		BoundMeters meters = new BoundMeters(this.registry, this.before, Tags.of("ring", ring.name()));
		new RingNumbers(ring, this.watch).bind(meters);
		this.ofRings.put(ring.name(), meters);
	}

	synchronized void bind(RingListenerContainer listener) {
		BoundMeters meters = meters(listener.ring(), listener.id(), listener.group());
		new ListenerNumbers(listener, this.rings.ring(listener.ring(), "metrics"), this.watch).bind(meters);
		this.ofListeners.put(listener, meters);
	}

	synchronized void unbind(RingListenerContainer listener) {
		BoundMeters meters = this.ofListeners.remove(listener);
		if (meters != null) {
			meters.remove();
		}
	}

	private BoundMeters meters(String ring, String listener, String group) {
		return new BoundMeters(this.registry, this.before, Tags.of("ring", ring, "listener", listener, "group", group));
	}

	/** Measure the groups of others that are there now, and no others. */
	synchronized void sample(ManagedRing ring, RingSnapshot snapshot) {
		BoundMeters counts = this.ofRings.get(ring.name());
		if (counts != null) {
			counts.sample();
		}
		Set<String> own = this.listeners.all()
			.stream()
			.filter((listener) -> listener.ring().equals(ring.name()))
			.map(RingListenerContainer::group)
			.collect(Collectors.toSet());
		Set<GroupKey> others = snapshot.groups()
			.stream()
			.filter((group) -> !group.isEvicted() && !own.contains(group.name()))
			.map((group) -> new GroupKey(ring.name(), group.name()))
			.collect(Collectors.toSet());
		this.ofGroups.entrySet().removeIf((entry) -> {
			boolean gone = entry.getKey().ring().equals(ring.name()) && !others.contains(entry.getKey());
			if (gone) {
				entry.getValue().remove();
			}
			return gone;
		});
		others.forEach((other) -> this.ofGroups.computeIfAbsent(other, (key) -> {
			BoundMeters meters = meters(key.ring(), NONE, key.group());
			new GroupNumbers(ring, key.group(), this.watch).bind(meters);
			return meters;
		}));
	}

	/**
	 * A group of others.
	 *
	 * @param ring name of the ring
	 * @param group name of the group
	 */
	private record GroupKey(String ring, String group) {
	}

}
