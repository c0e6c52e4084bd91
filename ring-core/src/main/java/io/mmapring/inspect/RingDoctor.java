package io.mmapring.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.process.ParticipantInfo;

/**
 * Says what is wrong with a ring, who blocks whom since when, and what to do, from looks
 * at it. One object per ring, asked again and again: it remembers since when the ring is
 * full, a group lags and a heartbeat stands still, so the first look finds little.
 * Changes nothing, does not block, and answers whatever is in the file.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingDoctor {

	/** What has not lasted so long is part of normal work. */
	private static final Duration NOTICE = Duration.ofSeconds(1);

	/** Twenty heartbeats. */
	private static final Duration SILENT = Duration.ofSeconds(2);

	private static final Comparator<RingFinding> WORST_FIRST = Comparator.comparing(RingFinding::severity)
		.reversed()
		.thenComparing(Comparator.comparing(RingFinding::isBlocking).reversed())
		.thenComparing(Comparator.comparing(RingFinding::lasts).reversed());

	private final DiagnosisLimits limits;

	private final Since since = new Since();

	/**
	 * Begin to look after a ring.
	 * @param limits from when on something is a problem
	 */
	public RingDoctor(DiagnosisLimits limits) {
		this.limits = limits;
	}

	/**
	 * Say what is wrong with a ring whose file can be read.
	 * @param snapshot the ring as it is now
	 * @param damage what cannot be in it, as {@link RingInspector#damage()} says, or
	 * {@code null}
	 * @param dead participants that the caller knows to be dead, whatever their state
	 * @return what was found
	 */
	public RingDiagnosis examine(RingSnapshot snapshot, @Nullable String damage, IntPredicate dead) {
		return examine(snapshot, damage, dead, System.nanoTime());
	}

	/**
	 * The same for a caller that can see processes from outside.
	 * @param snapshot the ring as it is now
	 * @param damage what cannot be in it, or {@code null}
	 * @param dead participants that the caller knows to be dead, whatever their state
	 * @param stopped participants whose processes the caller knows to be stopped; others
	 * are known by their heartbeats after two seconds
	 * @return what was found
	 */
	public RingDiagnosis examine(RingSnapshot snapshot, @Nullable String damage, IntPredicate dead,
			IntPredicate stopped) {
		return examine(new Look(snapshot, dead, stopped, System.nanoTime()), damage);
	}

	/**
	 * Say what is wrong with a ring whose file cannot be used.
	 * @param ring name of the ring
	 * @param failure why not
	 * @return the one finding
	 */
	public static RingDiagnosis unusable(String ring, String failure) {
		return new RingDiagnosis(ring, List.of(new RingFinding(Kind.FILE_UNUSABLE, Severity.ERROR,
				"ring '%s' can no longer be used: %s".formatted(ring, failure), null, null, null, -1, Duration.ZERO,
				true, List.of(),
				"find out who did it; stop all processes that have the ring open, remove it if it is still there, and start them again")));
	}

	RingDiagnosis examine(RingSnapshot snapshot, @Nullable String damage, IntPredicate dead, long nowNs) {
		return examine(new Look(snapshot, dead, (participant) -> false, nowNs), damage);
	}

	private synchronized RingDiagnosis examine(Look look, @Nullable String damage) {
		look.begin();
		look.damage(damage);
		look.claims();
		look.groups();
		look.noGroup();
		look.participants();
		this.since.endOfLook();
		look.findings.sort(WORST_FIRST);
		return new RingDiagnosis(look.snapshot.name(), List.copyOf(look.findings));
	}

	/** One look. */
	private final class Look {

		private final RingSnapshot snapshot;

		private final Blocking blocking;

		private final IntPredicate dead;

		private final IntPredicate stopped;

		private final long nowNs;

		/** For how long the ring has been full. */
		private Duration full = Duration.ZERO;

		private Map<Integer, Duration> silences = Map.of();

		private final List<RingFinding> findings = new ArrayList<>();

		Look(RingSnapshot snapshot, IntPredicate dead, IntPredicate stopped, long nowNs) {
			this.snapshot = snapshot;
			this.blocking = new Blocking(snapshot);
			this.dead = dead;
			this.stopped = stopped;
			this.nowNs = nowNs;
		}

		/** Under the doctor's monitor, since it remembers. */
		void begin() {
			this.full = this.blocking.isFull() ? lasts("full") : Duration.ZERO;
			this.silences = silences();
		}

		void damage(@Nullable String damage) {
			if (damage != null) {
				add(Kind.DAMAGED, Severity.ERROR, "is damaged: " + damage, FindingSubject.NONE, lasts("damaged"),
						"stop all processes that have the ring open, remove it, and start them again");
			}
		}

		void claims() {
			for (ClaimSnapshot claim : this.blocking.claims()) {
				ParticipantInfo owner = claim.owner();
				boolean dead = isDead(owner);
				Severity severity = severity(claim.age(), RingDoctor.this.limits.blocked(),
						dead ? Severity.WARNING : Severity.ERROR);
				if (severity != null) {
					Duration silent = dead ? Duration.ZERO : silent(owner);
					FindingSubject subject = new FindingSubject(null, owner, claim.thread(), claim.sequence(),
							this.blocking.holdsProducers(claim), this.blocking.waitingForClaim(claim.sequence()));
					String problem = "claim of sequence %d (%d slots) by %s%s is unfinished for %s; ".formatted(
							claim.sequence(), claim.slots(), owner, FindingWords.by(claim.thread()),
							FindingWords.seconds(claim.age()))
							+ (dead ? "that process is dead" : FindingWords.runs(silent));
					add(dead ? Kind.PRODUCER_DEAD : Kind.PRODUCER_STALLED, severity, problem, subject, claim.age(),
							dead ? "nothing: the next process that uses the ring gives the claim up" : FindingWords
								.awaken(owner, silent, "look what its producing threads do",
										"then its claim is given up at once, and all that is published is delivered"));
				}
			}
		}

		void groups() {
			for (GroupSnapshot group : this.snapshot.groups()) {
				if (group.isEvicted()) {
					evicted(group);
				}
				else {
					standing(group);
				}
			}
			this.blocking.gating().forEach(this::lagging);
		}

		private void evicted(GroupSnapshot group) {
			add(Kind.GROUP_EVICTED, Severity.WARNING,
					"group '%s' at position %d was put out since it kept producers waiting; it takes no events any more"
						.formatted(group.name(), group.position()),
					subject(group), lasts("evicted " + group.name()),
					"find out what held it up, then start its consumer again: it goes on at the oldest event that is still there");
		}

		private void standing(GroupSnapshot group) {
			if (group.backlog() == 0) {
				return;
			}
			FindingSubject subject = subject(group);
			Duration still = group.withoutProgress();
			DiagnosisLimits limits = RingDoctor.this.limits;
			boolean shorter = subject.blocksProducers() && limits.blocked().compareTo(limits.stall()) < 0;
			Duration limit = shorter ? limits.blocked() : limits.stall();
			ParticipantInfo owner = group.owner();
			if (owner == null || isDead(owner)) {
				withoutConsumer(group, subject,
						severity(still, limit, subject.blocksProducers() ? Severity.ERROR : Severity.WARNING));
			}
			else if (still.compareTo(limit) >= 0 || !subject.blocksProducers()) {
				stalled(group, owner, subject, severity(still, limit, Severity.ERROR));
			}
			else {
				slow(group, owner, subject, severity(this.full, limits.blocked(), Severity.WARNING));
			}
		}

		private void withoutConsumer(GroupSnapshot group, FindingSubject subject, @Nullable Severity severity) {
			if (severity != null) {
				ParticipantInfo owner = group.owner();
				String by = (owner != null) ? "it was run by %s, which is dead".formatted(owner) : "no process runs it";
				add(Kind.GROUP_WITHOUT_CONSUMER, severity,
						"group '%s' at position %d has had %d events to take for %s, and %s".formatted(group.name(),
								group.position(), group.backlog(), FindingWords.seconds(group.withoutProgress()), by),
						subject, group.withoutProgress(),
						"start its consumer: it goes on at position %d; if nobody needs the group any more, remove the ring while no process has it open"
							.formatted(group.position()));
			}
		}

		private void stalled(GroupSnapshot group, ParticipantInfo owner, FindingSubject subject,
				@Nullable Severity severity) {
			if (severity != null) {
				Duration silent = silent(owner);
				add(Kind.GROUP_STALLED, severity,
						"group '%s' at position %d has %d events to take and has taken none for %s; it is run by %s; %s"
							.formatted(group.name(), group.position(), group.backlog(),
									FindingWords.seconds(group.withoutProgress()), owner, FindingWords.runs(silent)),
						subject, group.withoutProgress(),
						FindingWords.awaken(owner, silent,
								"look whether its consumer is paused, or what its thread does",
								"then the group goes on at position %d as soon as it has a consumer again"
									.formatted(group.position())));
			}
		}

		private void slow(GroupSnapshot group, ParticipantInfo owner, FindingSubject subject,
				@Nullable Severity severity) {
			if (severity != null) {
				add(Kind.GROUP_SLOW, severity,
						"the ring has been full for %s because of group '%s' at position %d, which gets on, but slower than producers; it is run by %s"
							.formatted(FindingWords.seconds(this.full), group.name(), group.position(), owner),
						subject, this.full,
						"make its consumer faster (larger batches, several shards), give the ring more slots, or let producers drop");
			}
		}

		private void lagging(GroupSnapshot group) {
			DiagnosisLimits limits = RingDoctor.this.limits;
			if (group.lag() < limits.lagRatio() * this.snapshot.slots()) {
				return;
			}
			Duration lasts = lasts("lags " + group.name());
			boolean named = this.findings.stream()
				.anyMatch((finding) -> group.name().equals(finding.group())
						|| finding.blockedGroups().contains(group.name()));
			Severity severity = severity(lasts, limits.lagHold(), Severity.WARNING);
			if (severity != null && !named) {
				ParticipantInfo owner = group.owner();
				add(Kind.GROUP_LAGS, severity,
						"group '%s' at position %d is %d events behind, of %d slots, and has lagged for %s; %s"
							.formatted(group.name(), group.position(), group.lag(), this.snapshot.slots(),
									FindingWords.seconds(lasts),
									(owner != null) ? "it is run by " + owner : "no process runs it"),
						subject(group), lasts,
						"make its consumer faster (larger batches, several shards), or give the ring more slots: when it is full, producers wait");
			}
		}

		/** A full ring that nobody makes room in. */
		void noGroup() {
			Severity severity = severity(this.full, RingDoctor.this.limits.blocked(), Severity.ERROR);
			if (severity != null && this.blocking.gating().isEmpty() && this.blocking.claims().isEmpty()
					&& this.blocking.isFull()) {
				add(Kind.NO_GROUP, severity,
						"the ring has been full for %s: it has no consumer group that makes room"
							.formatted(FindingWords.seconds(this.full)),
						new FindingSubject(null, null, null, -1, true, List.of()), this.full,
						"start a consumer, or declare the ring's groups; a ring that nobody need read is made with when-no-groups: overwrite");
			}
		}

		void participants() {
			for (ParticipantInfo participant : this.snapshot.withoutLock()) {
				add(Kind.LOCK_LOST, Severity.WARNING,
						"%s runs without its lock: nobody would notice its death".formatted(participant),
						subject(participant), lasts("lock " + participant.id()),
						"restart it, and find out what opens files of the ring");
			}
			for (ParticipantInfo participant : this.snapshot.participants()) {
				Duration silent = silent(participant);
				boolean named = this.findings.stream()
					.map(RingFinding::process)
					.anyMatch((process) -> process != null && process.id() == participant.id());
				Severity severity = severity(silent, RingDoctor.this.limits.stall(), Severity.WARNING);
				if (severity != null && !silent.isZero() && !named) {
					add(Kind.PROCESS_SILENT, severity,
							"%s is attached and does not run: its heartbeat has stood still for %s"
								.formatted(participant, FindingWords.seconds(silent)),
							subject(participant), silent,
							FindingWords.awaken(participant, silent, "look at it", "nobody waits for it now"));
				}
			}
		}

		private boolean isDead(ParticipantInfo participant) {
			return participant.state().equals("DEAD") || participant.state().equals("FREE")
					|| this.dead.test(participant.id());
		}

		/** By participant: for how long the heartbeats of the living have stood still. */
		private Map<Integer, Duration> silences() {
			Map<Integer, Duration> silences = new HashMap<>();
			for (ParticipantInfo participant : this.snapshot.participants()) {
				if (participant.state().equals("LIVE") && !isDead(participant)) {
					Duration still = lasts(
							List.of("beat", participant.id(), participant.attachedMs(), participant.heartbeat()));
					if (this.stopped.test(participant.id())) {
						// never zero, which says that it runs
						silences.put(participant.id(), still.plusNanos(1));
					}
					else if (still.compareTo(SILENT) >= 0) {
						silences.put(participant.id(), still);
					}
				}
			}
			return silences;
		}

		private Duration silent(ParticipantInfo participant) {
			return this.silences.getOrDefault(participant.id(), Duration.ZERO);
		}

		private Duration lasts(Object what) {
			return RingDoctor.this.since.lasts(what, this.nowNs);
		}

		/** How bad something is that lasts; {@code null} if it is part of normal work. */
		private @Nullable Severity severity(Duration lasts, Duration limit, Severity bad) {
			if (lasts.compareTo(limit) >= 0) {
				return bad;
			}
			return (lasts.compareTo(NOTICE) >= 0) ? Severity.NOTE : null;
		}

		private FindingSubject subject(GroupSnapshot group) {
			return new FindingSubject(group.name(), group.owner(), null, group.position(),
					!group.isEvicted() && this.blocking.holdsProducers(group),
					group.isEvicted() ? List.of() : this.blocking.waitingForGroup(group));
		}

		private FindingSubject subject(ParticipantInfo participant) {
			return new FindingSubject(null, participant, null, -1, false, List.of());
		}

		private void add(Kind kind, Severity severity, String problem, FindingSubject subject, Duration lasts,
				String remedy) {
			this.findings.add(new RingFinding(kind, severity, "ring '%s': %s".formatted(this.snapshot.name(), problem),
					subject.group(), subject.process(), subject.thread(), subject.sequence(), lasts,
					subject.blocksProducers(), subject.blockedGroups(), remedy));
		}

	}

}
