package io.mmapring.spring.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.mmapring.RequiredGroupStalled;
import io.mmapring.RequiredGroups;
import io.mmapring.Ring;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.listener.HealthLimits;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.Seconds;

/**
 * Health of a ring, and what others do on it. Only looks, takes no lock that others hold
 * for long, and answers whatever has become of the file.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingHealthIndicator implements HealthIndicator {

	private final ManagedRing ring;

	private final Collection<RingListenerContainer> listeners;

	private final RingWatch watch;

	private final Set<HealthDetail> details;

	/**
	 * Look at a ring.
	 * @param listeners the listeners of this application on it
	 * @param details what to show
	 */
	RingHealthIndicator(ManagedRing ring, Collection<RingListenerContainer> listeners, RingWatch watch,
			Set<HealthDetail> details) {
		this.ring = ring;
		this.listeners = listeners;
		this.watch = watch;
		this.details = details;
	}

	@Override
	public Health health() {
		try {
			return look(new HealthDetails(this.details)).build();
		}
		catch (RuntimeException | InternalError ex) {
			// a file that was overwritten or cut may say anything
			return new HealthDetails(this.details)
				.down("ring '%s' cannot be looked at: %s".formatted(this.ring.name(), ex))
				.build();
		}
	}

	private HealthDetails look(HealthDetails health) {
		Optional<RingSnapshot> snapshot = this.watch.sample(this.ring);
		Optional<Ring> open = this.ring.ring();
		if (open.isEmpty()) {
			String problem = this.ring.startProblem();
			return (problem != null) ? health.with("state", "starting").outOfService(problem)
					: health.with("state", "closed");
		}
		health.with("state", snapshot.isPresent() ? "open" : "unusable");
		health.with(HealthDetail.FILE, "file", open.get().path().toString());
		snapshot.ifPresent((seen) -> describe(health, seen));
		judge(health, open.get());
		required(health, open.get());
		return health;
	}

	private void describe(HealthDetails health, RingSnapshot snapshot) {
		health.with(HealthDetail.FILE, "slots", snapshot.slots())
			.with(HealthDetail.FILE, "slotSizeBytes", snapshot.slotSizeBytes())
			.with(HealthDetail.POSITION, "tail", snapshot.tail())
			.with(HealthDetail.POSITION, "remaining", snapshot.remaining())
			.with(HealthDetail.COUNTS, "repaired", snapshot.repaired())
			.with(HealthDetail.PROCESSES, "processes",
					snapshot.participants().stream().map(ParticipantInfo::pid).distinct().count());
		HealthLimits limits = this.watch.limits(this.ring.name());
		List<Map<String, Object>> stalled = snapshot.openClaims()
			.stream()
			.filter((claim) -> claim.age().compareTo(limits.blockedProducerTimeout()) >= 0)
			.map(RingHealthIndicator::details)
			.toList();
		if (!stalled.isEmpty()) {
			health.with(HealthDetail.PROCESSES, "stalledProducers", stalled);
		}
		if (!snapshot.withoutLock().isEmpty()) {
			// the ring works, but nobody would notice their death
			health.with(HealthDetail.PROCESSES, "withoutLock",
					snapshot.withoutLock().stream().map(Texts::process).toList());
		}
		Map<String, Object> others = otherGroups(snapshot);
		if (!others.isEmpty()) {
			health.with(HealthDetail.OTHER_GROUPS, "otherGroups", others);
		}
	}

	private static Map<String, Object> details(ClaimSnapshot claim) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("sequence", claim.sequence());
		details.put("slots", claim.slots());
		details.put("pid", claim.owner().pid());
		details.put("application", claim.owner().application());
		details.put("age", Seconds.inWords(claim.age()));
		String thread = claim.thread();
		if (thread != null) {
			details.put("thread", thread);
		}
		return details;
	}

	private Map<String, Object> otherGroups(RingSnapshot snapshot) {
		Map<String, Object> groups = new LinkedHashMap<>();
		for (GroupSnapshot group : snapshot.groups()) {
			if (own(group.name()).isEmpty()) {
				Map<String, Object> details = new LinkedHashMap<>();
				details.put("state", group.state());
				details.put("position", group.position());
				details.put("lag", group.lag());
				details.put("lagAge", Seconds.inWords(this.watch.age(this.ring, group.position())));
				details.put("withoutProgress", Seconds.inWords(group.withoutProgress()));
				ParticipantInfo owner = group.owner();
				details.put("owner", (owner != null) ? Texts.process(owner) : "none");
				groups.put(group.name(), details);
			}
		}
		return groups;
	}

	private Optional<RingListenerContainer> own(@Nullable String group) {
		return this.listeners.stream().filter((listener) -> listener.group().equals(group)).findFirst();
	}

	/** The worst that was found decides; all of it is told. */
	private void judge(HealthDetails health, Ring open) {
		List<RingFinding> problems = this.watch.diagnosis(this.ring).map(RingDiagnosis::problems).orElse(List.of());
		if (problems.isEmpty()) {
			return;
		}
		RingFinding worst = worst(problems, Status.DOWN, open);
		if (worst != null) {
			Findings.explain(health.down(worst.problem()), worst);
		}
		else {
			worst = worst(problems, Status.OUT_OF_SERVICE, open);
			if (worst != null) {
				Findings.explain(health.outOfService(worst.problem()), worst);
			}
		}
		health.with(HealthDetail.PROBLEMS, "findings", problems.stream().map(RingFinding::toString).toList());
	}

	private @Nullable RingFinding worst(List<RingFinding> problems, Status status, Ring open) {
		return problems.stream().filter((finding) -> status(finding, open).equals(status)).findFirst().orElse(null);
	}

	private Status status(RingFinding finding, Ring open) {
		return switch (finding.kind()) {
			case FILE_UNUSABLE, DAMAGED -> Status.DOWN;
			case PRODUCER_STALLED, PRODUCER_DEAD -> Status.OUT_OF_SERVICE;
			case NO_GROUP, GROUP_STALLED, GROUP_WITHOUT_CONSUMER, GROUP_SLOW, GROUP_LAGS ->
				holdsUs(finding, open) ? Status.OUT_OF_SERVICE : Status.UP;
			case GROUP_EVICTED, LOCK_LOST, PROCESS_SILENT -> Status.UP;
		};
	}

	/**
	 * Whether producers of this application find no room because of it, and no listener
	 * of this application answers for that in a health of its own.
	 */
	private boolean holdsUs(RingFinding finding, Ring open) {
		if (!this.ring.isProducing() || !finding.blocksProducers()) {
			return false;
		}
		ParticipantInfo process = finding.process();
		boolean elsewhere = process != null && process.id() != open.participant();
		return elsewhere || own(finding.group()).map(RingListenerContainer::state)
			.filter(RingHealthIndicator::answers)
			.isEmpty();
	}

	private static boolean answers(RingListenerState state) {
		return state != RingListenerState.PAUSED && state != RingListenerState.STOPPED
				&& state != RingListenerState.STANDBY;
	}

	/** Groups that this application's producers require and that do not move. */
	private void required(HealthDetails health, Ring open) {
		RequiredGroups required = this.ring.required();
		if (required.groups().isEmpty()) {
			return;
		}
		RequiredGroupStalled stopped = this.ring.stopped();
		List<String> stalled = open.heldBackBy(required.progressTimeout())
			.stream()
			.filter(required.groups()::contains)
			.toList();
		if (stopped != null) {
			health.down(stopped.problem());
		}
		else if (!stalled.isEmpty()) {
			health.outOfService("ring '%s': required groups %s keep producers waiting without moving for %s"
				.formatted(this.ring.name(), stalled, Seconds.inWords(required.progressTimeout())));
		}
	}

}
