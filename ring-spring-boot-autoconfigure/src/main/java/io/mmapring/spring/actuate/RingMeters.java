package io.mmapring.spring.actuate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.mmapring.Ring;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Meters of rings and listeners. They read words that are in the ring's file anyway, when
 * they are asked: nothing is done for an event.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingMeters implements MeterBinder {

	private static final String[] STATES = { "ATTACHING", "LIVE", "DEAD" };

	private final ManagedRings rings;

	private final ListenerRegistry listeners;

	/** Registries keep what they measure weakly. */
	private final List<Object> measured = new CopyOnWriteArrayList<>();

	/**
	 * Measure rings and listeners.
	 * @param rings the rings
	 * @param listeners the listeners
	 */
	public RingMeters(ManagedRings rings, ListenerRegistry listeners) {
		this.rings = rings;
		this.listeners = listeners;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.rings.watch((ring) -> bindRing(registry, ring));
		this.listeners.watch((listener) -> bindListener(registry, listener));
		this.listeners.watchEnd((listener) -> unbindListener(registry, listener));
	}

	private void bindRing(MeterRegistry registry, ManagedRing ring) {
		Tags tags = Tags.of("ring", ring.name());
		gauge(registry, "ring.slots", "Slots of the ring", ring, tags, RingSnapshot::slots);
		gauge(registry, "ring.remaining", "Slots that could be claimed now", ring, tags, RingSnapshot::remaining);
		gauge(registry, "ring.tail", "Next sequence to be claimed, by whichever process", ring, tags,
				RingSnapshot::tail);
		for (String state : STATES) {
			Gauge
				.builder("ring.participants", ring,
						(seen) -> value(seen,
								(snapshot) -> snapshot.participants()
									.stream()
									.filter((participant) -> participant.state().equals(state))
									.count()))
				.description("Attached processes by state")
				.tags(tags.and("state", state.toLowerCase(Locale.ROOT)))
				.register(registry);
		}
		counter(registry, "ring.repaired", "Slots of dead producers that were given up", tags,
				growing(ring, (open, seen) -> seen.repaired()), GrowingCount::value);
		counter(registry, "ring.producer.dropped", "Events that were dropped because the ring was full", tags,
				growing(ring, (open, seen) -> own(open, seen, ParticipantInfo::dropped)), GrowingCount::value);
		GrowingCount blocked = growing(ring, (open, seen) -> own(open, seen, ParticipantInfo::blocked));
		counter(registry, "ring.producer.blocked", "Sends that had to wait because the ring was full", tags, blocked,
				GrowingCount::value);
		GrowingCount blockedNs = growing(ring, (open, seen) -> own(open, seen, ParticipantInfo::blockedNs));
		FunctionTimer
			.builder("ring.producer.blocked.time", blockedNs, (ns) -> blocked.value(), GrowingCount::value,
					TimeUnit.NANOSECONDS)
			.description("Time that sends have waited because the ring was full")
			.tags(tags)
			.register(registry);
	}

	private void bindListener(MeterRegistry registry, RingListenerContainer listener) {
		Tags tags = Tags.of("ring", listener.ring(), "listener", listener.id(), "group", listener.group());
		this.measured.add(listener);
		counter(registry, "ring.listener.events", "Events that the listener has handled", tags, listener,
				RingListenerContainer::delivered);
		counter(registry, "ring.listener.errors", "Events that the listener has failed to handle", tags, listener,
				RingListenerContainer::errors);
		counter(registry, "ring.listener.retries", "Calls of the listener with what it had failed at before", tags,
				listener, RingListenerContainer::retries);
		counter(registry, "ring.listener.skipped", "Events that were passed over because of an error", tags, listener,
				RingListenerContainer::skipped);
		counter(registry, "ring.listener.dead.letters", "Events that were published as dead letters", tags, listener,
				RingListenerContainer::deadLetters);
		Gauge.builder("ring.listener.unacknowledged", listener, RingListenerContainer::unacknowledged)
			.description("Events that the listener was handed and has not acknowledged")
			.tags(tags)
			.register(registry);
		counter(registry, "ring.listener.lost",
				"Sequences that were overwritten before the listener, an observer, could see them", tags, listener,
				RingListenerContainer::lost);
		ManagedRing ring = this.rings.ring(listener.ring(), "metrics");
		gauge(registry, "ring.listener.lag", "Sequences between the group's position and the tail", ring, tags,
				(snapshot) -> snapshot.group(listener.group()).map(GroupSnapshot::lag).orElse(0L));
	}

	private void unbindListener(MeterRegistry registry, RingListenerContainer listener) {
		this.measured.remove(listener);
		registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("ring.listener.")
					&& listener.id().equals(meter.getId().getTag("listener"))
					&& listener.ring().equals(meter.getId().getTag("ring")))
			.forEach(registry::remove);
	}

	private void gauge(MeterRegistry registry, String name, String description, ManagedRing ring, Tags tags,
			ToLongFunction<RingSnapshot> reading) {
		this.measured.add(ring);
		Gauge.builder(name, ring, (seen) -> value(seen, reading))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private static double value(ManagedRing ring, ToLongFunction<RingSnapshot> reading) {
		return ring.snapshot().map((seen) -> (double) reading.applyAsLong(seen)).orElse(Double.NaN);
	}

	private GrowingCount growing(ManagedRing ring, ToLongBiFunction<Ring, RingSnapshot> reading) {
		GrowingCount count = new GrowingCount(ring, reading);
		this.measured.add(count);
		return count;
	}

	private static <T> void counter(MeterRegistry registry, String name, String description, Tags tags, T counted,
			ToDoubleFunction<T> count) {
		FunctionCounter.builder(name, counted, count).description(description).tags(tags).register(registry);
	}

	private static long own(Ring ring, RingSnapshot snapshot, ToLongFunction<ParticipantInfo> reading) {
		return snapshot.participants()
			.stream()
			.filter((participant) -> participant.id() == ring.participant())
			.mapToLong(reading)
			.sum();
	}

}
