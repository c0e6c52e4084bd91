package io.mmapring.spring.actuate;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Tags;

import io.mmapring.Ring;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What is measured of a ring. Keeps no ring that is open, so that a closed one is let go;
 * one that is looked at is kept until the look is over.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingNumbers {

	private static final String[] STATES = { "ATTACHING", "LIVE", "DEAD" };

	private final ManagedRing ring;

	private final RingWatch watch;

	RingNumbers(ManagedRing ring, RingWatch watch) {
		this.ring = ring;
		this.watch = watch;
	}

	void bind(BoundMeters meters) {
		meters.gauge("ring.usable", "Whether the ring is open and its file sound: 1 or 0", this::usable);
		meters.gauge("ring.slots", "Slots of the ring", () -> number(RingSnapshot::slots));
		meters.gauge("ring.remaining", "Slots that could be claimed now", () -> number(RingSnapshot::remaining));
		meters.gauge("ring.tail", "Next sequence to be claimed, by whichever process",
				() -> number(RingSnapshot::tail));
		for (String state : STATES) {
			meters.gauge("ring.participants", "Attached processes by state",
					Tags.of("state", state.toLowerCase(Locale.ROOT)),
					() -> number((seen) -> participants(seen, state)));
		}
		meters.time("ring.claim.age", "Age of the oldest unfinished claim that somebody waits for",
				() -> number(RingNumbers::claimAgeNs));
		meters.counter("ring.repaired", "Slots of dead producers that were given up", ofRing(RingSnapshot::repaired));
		meters.counter("ring.overwritten", "Slots that producers passed because there was no group",
				ofRing(RingSnapshot::overwritten));
		bindProducers(meters);
	}

	private void bindProducers(BoundMeters meters) {
		meters.counter("ring.producer.events",
				"Sequences that producers of all processes have claimed; of a large event one for each slot",
				ofRing(RingSnapshot::tail));
		meters.counter("ring.producer.dropped",
				"Events of this application that were dropped because the ring was full",
				ofMe(ParticipantInfo::dropped));
		meters.counter("ring.producer.abandoned", "Slots that this application has claimed and given up",
				ofMe(ParticipantInfo::abandoned));
		GrowingCount blocked = ofMe(ParticipantInfo::blocked);
		meters.counter("ring.producer.blocked", "Sends of this application that had to wait because the ring was full",
				blocked);
		meters.timer("ring.producer.blocked.time",
				"Time that sends of this application have waited because the ring was full", blocked,
				ofMe(ParticipantInfo::blockedNs));
	}

	private Number usable() {
		return this.watch.recent(this.ring).isPresent() ? 1 : 0;
	}

	private Number number(ToLongFunction<RingSnapshot> reading) {
		return number(this.watch.recent(this.ring), reading);
	}

	/** NaN if it cannot be read: zero would be wrong. */
	static Number number(Optional<RingSnapshot> snapshot, ToLongFunction<RingSnapshot> reading) {
		return snapshot.map((seen) -> (double) reading.applyAsLong(seen)).orElse(Double.NaN);
	}

	private static long participants(RingSnapshot snapshot, String state) {
		return snapshot.participants().stream().filter((participant) -> participant.state().equals(state)).count();
	}

	private static long claimAgeNs(RingSnapshot snapshot) {
		return snapshot.openClaims()
			.stream()
			.map(ClaimSnapshot::age)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO)
			.toNanos();
	}

	private GrowingCount ofRing(ToLongFunction<RingSnapshot> reading) {
		return new GrowingCount(() -> {
			Ring open = this.ring.ring().orElse(null);
			RingSnapshot seen = this.watch.recent(this.ring).orElse(null);
			return (open != null && seen != null)
					? new GrowingCount.Reading(new GrowingCount.Bearer(open.id(), 0, 0), reading.applyAsLong(seen))
					: null;
		});
	}

	private GrowingCount ofMe(ToLongFunction<ParticipantInfo> reading) {
		return new GrowingCount(() -> {
			Ring open = this.ring.ring().orElse(null);
			RingSnapshot seen = this.watch.recent(this.ring).orElse(null);
			if (open == null || seen == null) {
				return null;
			}
			return seen.participants()
				.stream()
				.filter((participant) -> participant.id() == open.participant())
				.findFirst()
				.map((me) -> new GrowingCount.Reading(new GrowingCount.Bearer(open.id(), me.id(), me.attachedMs()),
						reading.applyAsLong(me)))
				.orElse(null);
		});
	}

}
