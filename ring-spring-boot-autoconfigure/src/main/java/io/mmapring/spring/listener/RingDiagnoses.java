package io.mmapring.spring.listener;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingDoctor;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What is wrong with the rings of this application, with what only it knows: why its own
 * listeners do not take their events. One for all who tell it, so that they say the same.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RingDiagnoses {

	private final RingListenerRegistry registry;

	private final HealthLimitsSource limits;

	private final Map<String, RingDoctor> doctors = new ConcurrentHashMap<>();

	/**
	 * Begin to look after rings.
	 * @param registry the listeners of this application
	 * @param limits from when on something is a problem
	 */
	RingDiagnoses(RingListenerRegistry registry, HealthLimitsSource limits) {
		this.registry = registry;
		this.limits = limits;
	}

	/**
	 * Say what is wrong with a ring; to be called several times a second. Does not block.
	 * @param managed the ring
	 * @param seen what was just seen of it, or empty if that was not possible
	 * @return what was found, or empty if it is not open
	 */
	Optional<RingDiagnosis> of(ManagedRing managed, Optional<RingSnapshot> seen) {
		Ring ring = managed.ring().orElse(null);
		if (ring == null) {
			return Optional.empty();
		}
		if (seen.isEmpty()) {
			String failure = ring.failure();
			// closed between the look and now: nothing is wrong
			return (failure == null && ring.isClosed()) ? Optional.empty() : Optional
				.of(RingDoctor.unusable(managed.name(), Objects.requireNonNullElse(failure, "its file was cut")));
		}
		RingDoctor doctor = this.doctors.computeIfAbsent(managed.name(),
				(name) -> new RingDoctor(this.limits.limits(name).diagnosis()));
		RingDiagnosis diagnosis = doctor.examine(seen.get(), null, (participant) -> false);
		return Optional.of(new RingDiagnosis(diagnosis.ring(),
				diagnosis.findings().stream().map((finding) -> explained(managed, finding)).toList()));
	}

	/**
	 * What the ring's file cannot tell: that a listener of this application was told to.
	 */
	private RingFinding explained(ManagedRing managed, RingFinding finding) {
		RingListenerContainer listener = listener(managed, finding);
		if (listener == null) {
			return finding;
		}
		RingListenerState state = listener.state();
		long oldest = listener.oldestUnacknowledged();
		if (oldest >= 0) {
			return explained(finding, finding.severity(),
					"listener '%s' of this application has not acknowledged event %d".formatted(listener.id(), oldest),
					"acknowledge it, or find out why nobody does");
		}
		boolean works = state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
		if (works || state == RingListenerState.STANDBY) {
			return finding;
		}
		RingListenerError error = listener.lastError();
		String because = (state == RingListenerState.FAILED && error != null) ? ": " + error.exception() : "";
		boolean wanted = (state == RingListenerState.PAUSED || state == RingListenerState.STOPPED)
				&& !finding.isBlocking();
		return explained(finding, wanted ? Severity.NOTE : finding.severity(),
				"listener '%s' of this application is %s%s".formatted(listener.id(),
						state.name().toLowerCase(Locale.ROOT), because),
				((state == RingListenerState.PAUSED) ? "resume listener '%s'" : "start listener '%s' again")
					.formatted(listener.id()));
	}

	private static RingFinding explained(RingFinding finding, Severity severity, String problem, String remedy) {
		return new RingFinding(finding.kind(), severity, finding.problem() + "; " + problem, finding.group(),
				finding.process(), finding.thread(), finding.sequence(), finding.lasts(), finding.blocksProducers(),
				finding.blockedGroups(), remedy);
	}

	private @Nullable RingListenerContainer listener(ManagedRing managed, RingFinding finding) {
		String group = finding.group();
		boolean stands = finding.kind() == Kind.GROUP_STALLED || finding.kind() == Kind.GROUP_WITHOUT_CONSUMER
				|| finding.kind() == Kind.GROUP_EVICTED || finding.kind() == Kind.GROUP_LAGS;
		return (group != null && stands) ? this.registry.all()
			.stream()
			.filter((listener) -> listener.ring().equals(managed.name()) && listener.group().equals(group))
			.findFirst()
			.orElse(null) : null;
	}

}
