package io.mmapring.spring.actuate;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.mmapring.RequiredGroupStalled;
import io.mmapring.RequiredGroups;
import io.mmapring.Ring;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Health of a ring, and what groups of other applications do on it. Only looks.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingHealthIndicator implements HealthIndicator {

	private final ManagedRing ring;

	private final Set<String> ownGroups;

	private final RingWatch watch;

	private final HealthLimits limits;

	/**
	 * Look at a ring.
	 * @param ownGroups groups that listeners of this application are
	 */
	RingHealthIndicator(ManagedRing ring, Set<String> ownGroups, RingWatch watch, HealthLimits limits) {
		this.ring = ring;
		this.ownGroups = ownGroups;
		this.watch = watch;
		this.limits = limits;
	}

	@Override
	public Health health() {
		this.watch.sample();
		Health.Builder health = new Health.Builder().up();
		Optional<Ring> open = this.ring.ring();
		if (open.isEmpty()) {
			String problem = this.ring.startProblem();
			return (problem != null)
					? health.outOfService().withDetail("state", "starting").withDetail("problem", problem).build()
					: health.withDetail("state", "closed").build();
		}
		Ring ring = open.get();
		health.withDetail("state", "open").withDetail("file", ring.path().toString());
		Optional<RingSnapshot> snapshot = this.ring.snapshot();
		if (snapshot.isEmpty()) {
			String failure = Objects.requireNonNullElse(ring.failure(), "its file was cut");
			return health.down()
				.withDetail("problem", "ring '%s' can no longer be used: %s".formatted(this.ring.name(), failure))
				.build();
		}
		look(health, snapshot.get());
		return health.build();
	}

	private void look(Health.Builder health, RingSnapshot snapshot) {
		health.withDetail("slots", snapshot.slots())
			.withDetail("slotSizeBytes", snapshot.slotSizeBytes())
			.withDetail("tail", snapshot.tail())
			.withDetail("remaining", snapshot.remaining())
			.withDetail("repaired", snapshot.repaired())
			.withDetail("processes", snapshot.participants().stream().map(ParticipantInfo::pid).distinct().count());
		List<ClaimSnapshot> stalled = stalled(snapshot);
		if (!stalled.isEmpty()) {
			health.withDetail("stalledProducers", stalled.stream().map(RingHealthIndicator::details).toList());
		}
		if (!snapshot.withoutLock().isEmpty()) {
			// the ring works, but nobody would notice their death
			health.withDetail("withoutLock", snapshot.withoutLock().stream().map(Texts::process).toList());
		}
		foreignGroups(health, snapshot);
		String blocker = blocker(snapshot, stalled);
		if (blocker != null) {
			health.outOfService().withDetail("problem", "ring '%s' %s".formatted(this.ring.name(), blocker));
		}
		required(health);
	}

	/** Groups that this application's producers require and that do not move. */
	private void required(Health.Builder health) {
		RequiredGroups required = this.ring.required();
		if (required.groups().isEmpty()) {
			return;
		}
		List<String> stalled = this.ring.ring()
			.map((ring) -> ring.heldBackBy(required.progressTimeout()))
			.orElse(List.of())
			.stream()
			.filter(required.groups()::contains)
			.toList();
		RequiredGroupStalled stopped = this.ring.stopped();
		if (stopped != null) {
			health.down().withDetail("problem", stopped.problem());
		}
		else if (!stalled.isEmpty()) {
			health.outOfService()
				.withDetail("problem", "ring '%s': required groups %s keep producers waiting without moving for %s"
					.formatted(this.ring.name(), stalled, Texts.seconds(required.progressTimeout())));
		}
	}

	/** Claims that groups have waited for too long, and those behind them. */
	private List<ClaimSnapshot> stalled(RingSnapshot snapshot) {
		return snapshot.openClaims()
			.stream()
			.filter((claim) -> claim.age().compareTo(this.limits.blockedProducerTimeout()) >= 0)
			.toList();
	}

	private static Map<String, Object> details(ClaimSnapshot claim) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("sequence", claim.sequence());
		details.put("slots", claim.slots());
		details.put("pid", claim.owner().pid());
		details.put("application", claim.owner().application());
		details.put("age", Texts.seconds(claim.age()));
		String thread = claim.thread();
		if (thread != null) {
			details.put("thread", thread);
		}
		return details;
	}

	private void foreignGroups(Health.Builder health, RingSnapshot snapshot) {
		Map<String, Object> groups = new LinkedHashMap<>();
		for (GroupSnapshot group : snapshot.groups()) {
			if (!this.ownGroups.contains(group.name())) {
				Map<String, Object> details = new LinkedHashMap<>();
				details.put("state", group.state());
				details.put("position", group.position());
				details.put("lag", group.lag());
				details.put("withoutProgress", Texts.seconds(group.withoutProgress()));
				details.put("owner", owner(group));
				groups.put(group.name(), details);
			}
		}
		if (!groups.isEmpty()) {
			health.withDetail("otherGroups", groups);
		}
	}

	private static String owner(GroupSnapshot group) {
		ParticipantInfo owner = group.owner();
		return (owner != null) ? Texts.process(owner) : "none";
	}

	private @Nullable String blocker(RingSnapshot snapshot, List<ClaimSnapshot> stalled) {
		if (!stalled.isEmpty()) {
			return "waits for a stalled producer: " + Texts.claim(stalled.get(0));
		}
		Duration limit = this.limits.blockedProducerTimeout();
		Duration full = this.watch.full(this.ring.name());
		if (!this.ring.isProducing() || full.compareTo(limit) < 0) {
			return null;
		}
		Optional<GroupSnapshot> slowest = snapshot.groups()
			.stream()
			.filter((group) -> !group.state().equals("EVICTED"))
			.min(Comparator.comparingLong(GroupSnapshot::position));
		if (slowest.isEmpty()) {
			return "has been full for %s: it has no consumer group yet".formatted(Texts.seconds(full));
		}
		GroupSnapshot group = slowest.get();
		return this.ownGroups.contains(group.name()) ? null
				: "has been full for %s because of group '%s' at position %d, owner: %s".formatted(Texts.seconds(full),
						group.name(), group.position(), owner(group));
	}

}
