package io.mmapring.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.listener.HealthLimits;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.Seconds;

/**
 * Health of a listener. Only looks, so that it answers while the listener hangs, and
 * whatever has become of the ring's file.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerHealthIndicator implements HealthIndicator {

	private final RingListenerContainer listener;

	private final ManagedRing ring;

	private final RingWatch watch;

	private final Set<HealthDetail> details;

	/**
	 * Look at a listener.
	 * @param details what to show
	 */
	ListenerHealthIndicator(RingListenerContainer listener, ManagedRing ring, RingWatch watch,
			Set<HealthDetail> details) {
		this.listener = listener;
		this.ring = ring;
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
			return new HealthDetails(this.details).down(problem("cannot be looked at: " + ex)).build();
		}
	}

	private HealthDetails look(HealthDetails health) {
		Optional<RingSnapshot> snapshot = this.watch.sample(this.ring);
		RingListenerState state = this.listener.state();
		health.with("state", state.name().toLowerCase(Locale.ROOT)).with("group", this.listener.group());
		snapshot.ifPresent((seen) -> place(health, seen));
		counts(health);
		RingListenerError error = this.listener.lastError();
		if (error != null) {
			health.with(HealthDetail.LAST_ERROR, "lastError", "%s%s, %s".formatted(error.exception(),
					(error.sequence() >= 0) ? " at sequence " + error.sequence() : "", error.at()));
		}
		judge(health, state);
		return health;
	}

	private void counts(HealthDetails health) {
		if (this.listener.lost() > 0) {
			health.with(HealthDetail.COUNTS, "lost", this.listener.lost());
		}
		health.with(HealthDetail.COUNTS, "delivered", this.listener.delivered())
			.with(HealthDetail.COUNTS, "errors", this.listener.errors());
		long oldest = this.listener.oldestUnacknowledged();
		if (oldest >= 0) {
			health.with(HealthDetail.COUNTS, "unacknowledged", this.listener.unacknowledged())
				.with(HealthDetail.COUNTS, "oldestUnacknowledged", oldest)
				.with(HealthDetail.COUNTS, "unacknowledgedFor", Seconds.inWords(this.listener.unacknowledgedFor()));
		}
	}

	private void place(HealthDetails health, RingSnapshot snapshot) {
		GroupSnapshot group = snapshot.group(this.listener.group()).orElse(null);
		long position = (group != null) ? group.position() : this.listener.position();
		if (position < 0) {
			return;
		}
		long lag = Math.max(0, snapshot.tail() - position);
		health.with(HealthDetail.POSITION, "position", position)
			.with(HealthDetail.POSITION, "tail", snapshot.tail())
			.with(HealthDetail.POSITION, "lag", lag)
			.with(HealthDetail.POSITION, "lagRatio", Math.round(1000.0 * lag / snapshot.slots()) / 1000.0)
			.with(HealthDetail.POSITION, "lagAge", Seconds.inWords(this.watch.age(this.ring, position)))
			.with(HealthDetail.POSITION, "withoutProgress", Seconds.inWords(this.listener.withoutProgress()))
			.with(HealthDetail.POSITION, "lastProgress",
					Instant.now().minus(this.listener.withoutProgress()).truncatedTo(ChronoUnit.MILLIS).toString());
		if (group != null) {
			group(health, group);
		}
	}

	private static void group(HealthDetails health, GroupSnapshot group) {
		health.with(HealthDetail.POSITION, "backlog", group.backlog());
		if (!group.after().isEmpty()) {
			health.with(HealthDetail.POSITION, "after", group.after());
		}
		ParticipantInfo owner = group.owner();
		if (owner != null) {
			health.with(HealthDetail.PROCESSES, "owner", Texts.process(owner));
		}
		ClaimSnapshot claim = group.waitsFor();
		if (claim != null) {
			health.with(HealthDetail.PROCESSES, "waitsFor", Texts.claim(claim));
		}
	}

	private void judge(HealthDetails health, RingListenerState state) {
		HealthLimits limits = this.watch.limits(this.listener);
		Duration stalled = this.listener.withoutProgress();
		Duration waiting = this.listener.unacknowledgedFor();
		Duration lagging = this.listener.lagging();
		if (state == RingListenerState.EVICTED) {
			health.down(problem(
					"was EVICTED: its group kept producers waiting for longer than evict-after; find out what held it up, then start it again"));
		}
		else if (state == RingListenerState.STARTING) {
			health.outOfService(problem(starting()));
		}
		else if (state == RingListenerState.FAILED) {
			health.down(problem(stopped()));
		}
		else if (isWorking(state) && waiting.compareTo(limits.stallTimeout()) >= 0) {
			health.down(problem(
					"waits for an acknowledgement: event %d was handed over and has not been acknowledged for %s; no position is stored behind it"
						.formatted(this.listener.oldestUnacknowledged(), Seconds.inWords(waiting))));
		}
		else if (isWorking(state) && stalled.compareTo(limits.stallTimeout()) >= 0) {
			health.down(problem("is stalled: it has events to take and has not moved for " + Seconds.inWords(stalled)));
		}
		else if (isWorking(state) && !lagging.isZero() && lagging.compareTo(limits.lagHold()) >= 0) {
			health.outOfService(problem("lags: for %s by more than %d%% of the ring's slots"
				.formatted(Seconds.inWords(lagging), Math.round(limits.lagThreshold() * 100))));
		}
		else {
			return;
		}
		RingFinding finding = finding();
		if (finding != null) {
			Findings.explain(health, finding);
		}
	}

	/** What was found out about its group by looking at the ring. */
	private @Nullable RingFinding finding() {
		return this.watch.diagnosis(this.ring)
			.map(RingDiagnosis::problems)
			.orElse(List.of())
			.stream()
			.filter((finding) -> this.listener.group().equals(finding.group()))
			.findFirst()
			.orElse(null);
	}

	private String starting() {
		RingListenerError error = this.listener.lastError();
		String reason = (error == null || this.ring.ring().isEmpty()) ? "its ring is not open" : error.exception();
		return "has not started, and tries again: " + reason;
	}

	private String stopped() {
		RingListenerError error = this.listener.lastError();
		return (error != null) ? "was stopped by an error: " + error.exception() : "was stopped by an error";
	}

	private static boolean isWorking(RingListenerState state) {
		return state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
	}

	private String problem(String what) {
		return "listener '%s' of ring '%s' %s".formatted(this.listener.id(), this.listener.ring(), what);
	}

}
