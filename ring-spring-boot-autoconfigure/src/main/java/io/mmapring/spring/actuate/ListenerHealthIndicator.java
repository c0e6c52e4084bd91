package io.mmapring.spring.actuate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Health of a listener. Only looks, so that it answers while the listener hangs.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerHealthIndicator implements HealthIndicator {

	private final RingListenerContainer listener;

	private final ManagedRing ring;

	private final RingWatch watch;

	private final HealthLimits limits;

	ListenerHealthIndicator(RingListenerContainer listener, ManagedRing ring, RingWatch watch, HealthLimits limits) {
		this.listener = listener;
		this.ring = ring;
		this.watch = watch;
		this.limits = limits;
	}

	@Override
	public Health health() {
		this.watch.sample();
		Optional<RingSnapshot> snapshot = this.ring.snapshot();
		RingListenerState state = this.listener.state();
		Health.Builder health = new Health.Builder().up();
		health.withDetail("state", state.name().toLowerCase(Locale.ROOT)).withDetail("group", this.listener.group());
		snapshot.ifPresent((seen) -> position(health, seen));
		if (this.listener.lost() > 0) {
			health.withDetail("lost", this.listener.lost());
		}
		health.withDetail("delivered", this.listener.delivered()).withDetail("errors", this.listener.errors());
		long oldest = this.listener.oldestUnacknowledged();
		if (oldest >= 0) {
			health.withDetail("unacknowledged", this.listener.unacknowledged())
				.withDetail("oldestUnacknowledged", oldest)
				.withDetail("unacknowledgedFor", Texts.seconds(this.listener.unacknowledgedFor()));
		}
		RingListenerError error = this.listener.lastError();
		if (error != null) {
			health.withDetail("lastError",
					"%s at sequence %d, %s".formatted(error.exception(), error.sequence(), error.at()));
		}
		judge(health, state);
		return health.build();
	}

	private void position(Health.Builder health, RingSnapshot snapshot) {
		GroupSnapshot group = snapshot.group(this.listener.group()).orElse(null);
		if (group == null) {
			return;
		}
		health.withDetail("position", group.position())
			.withDetail("tail", snapshot.tail())
			.withDetail("lag", group.lag())
			.withDetail("lagRatio", Math.round(1000.0 * group.lag() / snapshot.slots()) / 1000.0)
			.withDetail("backlog", group.backlog())
			.withDetail("withoutProgress", Texts.seconds(this.listener.withoutProgress()));
		if (!group.after().isEmpty()) {
			health.withDetail("after", group.after());
		}
		ParticipantInfo owner = group.owner();
		if (owner != null) {
			health.withDetail("owner", Texts.process(owner));
		}
		ClaimSnapshot claim = group.waitsFor();
		if (claim != null) {
			health.withDetail("waitsFor", Texts.claim(claim));
		}
	}

	private void judge(Health.Builder health, RingListenerState state) {
		Duration stalled = this.listener.withoutProgress();
		Duration waiting = this.listener.unacknowledgedFor();
		Duration lagging = this.listener.lagging();
		if (state == RingListenerState.EVICTED) {
			health.down()
				.withDetail("problem", problem(
						"was EVICTED: its group kept producers waiting for longer than evict-after; find out what held it up, then start it again"));
		}
		else if (state == RingListenerState.STARTING) {
			health.outOfService().withDetail("problem", problem(starting()));
		}
		else if (state == RingListenerState.FAILED) {
			health.down().withDetail("problem", problem(stopped()));
		}
		else if (isWorking(state) && waiting.compareTo(this.limits.stallTimeout()) >= 0) {
			health.down()
				.withDetail("problem", problem(
						"waits for an acknowledgement: event %d was handed over and has not been acknowledged for %s; no position is stored behind it"
							.formatted(this.listener.oldestUnacknowledged(), Texts.seconds(waiting))));
		}
		else if (isWorking(state) && stalled.compareTo(this.limits.stallTimeout()) >= 0) {
			health.down()
				.withDetail("problem",
						problem("is stalled: it has events to take and has not moved for " + Texts.seconds(stalled)));
		}
		else if (isWorking(state) && !lagging.isZero() && lagging.compareTo(this.limits.lagHold()) >= 0) {
			health.outOfService()
				.withDetail("problem", problem("lags: for %s by more than %d%% of the ring's slots"
					.formatted(Texts.seconds(lagging), Math.round(this.limits.lagThreshold() * 100))));
		}
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
