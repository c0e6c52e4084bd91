package io.mmapring.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.error.RingFailedException;
import io.mmapring.file.RingHeader;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.inspect.ShardSnapshot;
import io.mmapring.inspect.SlotSnapshot;
import io.mmapring.inspect.SlotState;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Writes down what is seen of rings and listeners. Only looks, so that it answers while a
 * ring is full, broken or being closed.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingPages {

	/** As many slots are shown. */
	private static final int NEWEST = 8;

	private final RingListenerRegistry registry;

	private final RingWatch watch;

	RingPages(RingListenerRegistry registry, RingWatch watch) {
		this.registry = registry;
		this.watch = watch;
	}

	RingsPage.Summary summary(ManagedRing managed) {
		Look look = look(managed);
		RingDiagnosis diagnosis = look.diagnosis();
		RingSnapshot seen = look.snapshot();
		return new RingsPage.Summary(look.state(), look.problem(), look.culprit(),
				(diagnosis != null) ? diagnosis.problems().size() : 0, (seen != null) ? seen.slots() : null,
				(seen != null) ? seen.tail() : null, (seen != null) ? seen.remaining() : null,
				(seen != null) ? lags(seen) : null, listeners(managed));
	}

	RingPage page(ManagedRing managed) {
		Look look = look(managed);
		Ring ring = look.ring();
		RingSnapshot seen = look.snapshot();
		if (ring == null || seen == null) {
			return new RingPage(managed.name(), look.state(), look.problem(), look.culprit(), look.findings(),
					(ring != null) ? ring.path().toString() : null, null, null, null, null, null, null,
					managed.isProducing(), null, null, null, null, listeners(managed));
		}
		return new RingPage(managed.name(), look.state(), null, look.culprit(), look.findings(), ring.path().toString(),
				geometry(ring), seen.tail(), seen.remaining(), seconds(this.watch.full(managed.name())),
				seen.repaired(), seen.overwritten(), managed.isProducing(),
				seen.participants().stream().map((one) -> participant(one, ring)).toList(),
				seen.groups().stream().map((group) -> group(managed, group, look)).toList(),
				seen.openClaims().stream().map((claim) -> claim(claim, look.now())).toList(), newest(ring),
				listeners(managed));
	}

	ListenerPage page(ManagedRing managed, RingListenerContainer listener) {
		Look look = look(managed);
		Optional<GroupSnapshot> group = Optional.ofNullable(look.snapshot())
			.flatMap((seen) -> seen.group(listener.group()));
		List<RingPage.Finding> findings = look.findings()
			.stream()
			.filter((finding) -> isAbout(listener, finding))
			.toList();
		RingListenerError error = listener.lastError();
		long oldest = listener.oldestUnacknowledged();
		return new ListenerPage(listener.id(), managed.name(), name(listener.state()),
				findings.stream().filter((finding) -> !finding.blocks().isEmpty()).findFirst().orElse(null), findings,
				(listener.handling() >= 0) ? listener.handling() : null, seconds(listener.withoutProgress()),
				seconds(listener.lagging()), listener.delivered(), listener.errors(), listener.retries(),
				listener.skipped(), listener.deadLetters(), listener.lost(), listener.unacknowledged(),
				(oldest >= 0) ? oldest : null, (oldest >= 0) ? seconds(listener.unacknowledgedFor()) : null,
				(error != null) ? new ListenerPage.LastError((error.sequence() >= 0) ? error.sequence() : null,
						error.exception(), error.at()) : null,
				group.map((seen) -> group(managed, seen, look)).orElse(null));
	}

	/** Itself, what it waits for, or the ring as a whole. */
	private static boolean isAbout(RingListenerContainer listener, RingPage.Finding finding) {
		return listener.group().equals(finding.group()) || finding.blocks().contains("group '" + listener.group() + "'")
				|| (finding.group() == null && finding.process() == null);
	}

	private Look look(ManagedRing managed) {
		Ring ring = managed.ring().orElse(null);
		Optional<RingSnapshot> snapshot = this.watch.recent(managed);
		return new Look(managed, ring, snapshot.orElse(null), this.watch.diagnosis(managed, snapshot).orElse(null),
				Instant.now());
	}

	private Map<String, String> listeners(ManagedRing managed) {
		Map<String, String> listeners = new LinkedHashMap<>();
		this.registry.all()
			.stream()
			.filter((listener) -> listener.ring().equals(managed.name()))
			.forEach((listener) -> listeners.put(listener.id(), name(listener.state())));
		return listeners;
	}

	private static Map<String, Long> lags(RingSnapshot seen) {
		Map<String, Long> lags = new LinkedHashMap<>();
		seen.groups().forEach((group) -> lags.put(group.name(), group.lag()));
		return lags;
	}

	private static RingPage.Geometry geometry(Ring ring) {
		return new RingPage.Geometry(ring.id().toString(), RingHeader.MAJOR_VERSION, ring.slots(), ring.slotSizeBytes(),
				ring.maxEventBytes(), name(ring.producers()),
				ring.eventHeaders().stream().map(RingPages::name).toList());
	}

	private static RingPage.Participant participant(ParticipantInfo one, Ring ring) {
		return new RingPage.Participant(one.id(), one.pid(), one.application(), one.state().toLowerCase(Locale.ROOT),
				one.state().equals("LIVE"), one.id() == ring.participant(), Instant.ofEpochMilli(one.attachedMs()),
				one.blocked(), seconds(Duration.ofNanos(one.blockedNs())), one.dropped(), one.abandoned(),
				one.repaired());
	}

	private RingPage.Group group(ManagedRing managed, GroupSnapshot group, Look look) {
		ClaimSnapshot claim = group.waitsFor();
		return new RingPage.Group(group.name(), group.state().toLowerCase(Locale.ROOT), group.after(),
				managed.required().groups().contains(group.name()), group.position(), group.lag(), group.backlog(),
				seconds(this.watch.age(managed, group.position())), seconds(group.withoutProgress()),
				process(group.owner()), since(group.owner(), group.ownedSinceMs()), listener(managed, group.name()),
				(claim != null) ? claim(claim, look.now()) : null,
				(group.shards().size() > 1) ? group.shards().stream().map(RingPages::shard).toList() : null);
	}

	private @Nullable String listener(ManagedRing managed, String group) {
		return this.registry.all()
			.stream()
			.filter((listener) -> listener.ring().equals(managed.name()) && listener.group().equals(group))
			.map(RingListenerContainer::id)
			.findFirst()
			.orElse(null);
	}

	private static RingPage.Shard shard(ShardSnapshot shard) {
		return new RingPage.Shard(shard.shard(), shard.position(), shard.lag(), process(shard.owner()),
				since(shard.owner(), shard.ownedSinceMs()));
	}

	private static RingPage.OpenClaim claim(ClaimSnapshot claim, Instant now) {
		return new RingPage.OpenClaim(claim.sequence(), claim.slots(), Objects.requireNonNull(process(claim.owner())),
				claim.thread(), now.minus(claim.age()), seconds(claim.age()));
	}

	private static @Nullable List<RingPage.Slot> newest(Ring ring) {
		try {
			return ring.newest(NEWEST).stream().map(RingPages::slot).toList();
		}
		catch (RingFailedException ex) {
			// since the look: the next one says why
			return null;
		}
	}

	private static RingPage.Slot slot(SlotSnapshot slot) {
		boolean event = slot.state() == SlotState.PUBLISHED;
		Long publishedNs = slot.headers().publishTimeNs();
		return new RingPage.Slot(slot.sequence(), name(slot.state()), slot.owner(), event ? slot.slots() : null,
				event ? slot.type() : null, event ? slot.lengthBytes() : null,
				(publishedNs != null) ? Instant.EPOCH.plusNanos(publishedNs) : null, slot.headers().keyHash());
	}

	private static RingPage.@Nullable ProcessInfo process(@Nullable ParticipantInfo owner) {
		return (owner != null) ? new RingPage.ProcessInfo(owner.id(), owner.pid(), owner.application()) : null;
	}

	private static @Nullable Instant since(@Nullable ParticipantInfo owner, long sinceMs) {
		return (owner != null) ? Instant.ofEpochMilli(sinceMs) : null;
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

	/** One look at a ring. */
	private record Look(ManagedRing managed, @Nullable Ring ring, @Nullable RingSnapshot snapshot,
			@Nullable RingDiagnosis diagnosis, Instant now) {

		String state() {
			if (this.ring == null) {
				return (this.managed.startProblem() != null) ? "starting" : "closed";
			}
			return (this.snapshot != null) ? "open" : "failed";
		}

		@Nullable String problem() {
			if (this.ring == null) {
				return this.managed.startProblem();
			}
			return (this.snapshot != null || this.diagnosis == null) ? null
					: this.diagnosis.findings().stream().map(RingFinding::problem).findFirst().orElse(null);
		}

		RingPage.@Nullable Finding culprit() {
			return (this.diagnosis != null) ? this.diagnosis.culprit().map(this::finding).orElse(null) : null;
		}

		List<RingPage.Finding> findings() {
			return (this.diagnosis != null) ? this.diagnosis.findings().stream().map(this::finding).toList()
					: List.of();
		}

		private RingPage.Finding finding(RingFinding finding) {
			return new RingPage.Finding(name(finding.kind()), name(finding.severity()), finding.problem(),
					finding.group(), process(finding.process()), finding.thread(),
					(finding.sequence() >= 0) ? finding.sequence() : null, this.now.minus(finding.lasts()),
					seconds(finding.lasts()), finding.blocks(), finding.remedy());
		}

	}

}
