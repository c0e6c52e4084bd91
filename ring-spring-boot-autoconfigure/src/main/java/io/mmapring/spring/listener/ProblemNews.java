package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.spring.RingFull;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.Seconds;

/**
 * Tells the application and the log what is wrong with a ring, once when it begins and
 * once when it is over. What the ring itself or a listener logs is not said again.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class ProblemNews {

	private static final Log logger = LogFactory.getLog(ProblemNews.class);

	/** So long something must not have been seen to be over, or it might come and go. */
	private static final long OVER_NS = TimeUnit.SECONDS.toNanos(2);

	private final ManagedRing ring;

	private final RingListenerRegistry listeners;

	private final String words;

	/** What was told and is not over yet. */
	private final Map<Topic, Told> told = new HashMap<>();

	private @Nullable Told full;

	ProblemNews(ManagedRing ring, RingListenerRegistry listeners) {
		this.ring = ring;
		this.listeners = listeners;
		this.words = "Ring '%s' (pid %d) ".formatted(ring.name(), ProcessHandle.current().pid());
	}

	/**
	 * Tell what is new.
	 * @param diagnosis what is wrong with the ring, or empty if it is not open
	 * @param inTheWay groups that the producers of this application have waited for too
	 * long
	 * @param fullFor for how long the ring has been full
	 */
	void look(Optional<RingDiagnosis> diagnosis, List<String> inTheWay, Duration fullFor) {
		long nowNs = System.nanoTime();
		List<RingFinding> findings = diagnosis.map(RingDiagnosis::findings).orElse(List.of());
		lookFull(findings, inTheWay, fullFor, nowNs);
		for (RingFinding finding : findings) {
			if (isWorthSaying(finding)) {
				Told told = this.told.computeIfAbsent(Topic.of(finding), (topic) -> begun(finding, nowNs));
				told.seenNs = nowNs;
			}
		}
		this.told.values().removeIf((told) -> {
			boolean over = nowNs - told.seenNs >= OVER_NS || diagnosis.isEmpty();
			if (over) {
				logger.info("%sis over after %s: %s".formatted(this.words, told.lasted(), told.problem));
			}
			return over;
		});
	}

	private void lookFull(List<RingFinding> findings, List<String> inTheWay, Duration fullFor, long nowNs) {
		Told full = this.full;
		if (inTheWay.isEmpty()) {
			if (full != null) {
				logger.info("%shas room again, after %s".formatted(this.words, lasted(full.sinceNs, nowNs)));
			}
			this.full = null;
		}
		else if (full == null) {
			this.full = new Told("", nowNs - fullFor.toNanos());
			List<String> culprits = findings.stream()
				.filter(RingFinding::blocksProducers)
				.map(RingFinding::toString)
				.toList();
			logger.warn("%sis full for %s, and producers of this application wait: %s".formatted(this.words,
					lasted(this.full.sinceNs, nowNs), String.join("; ", culprits.isEmpty() ? inTheWay : culprits)));
			this.ring.tell(new RingFull(this.ring.name(), inTheWay, fullFor));
		}
	}

	/** Nor that of others if the ring is full because of it: that is said already. */
	private boolean isWorthSaying(RingFinding finding) {
		if (finding.severity() == Severity.NOTE || (finding.blocksProducers() && this.ring.isProducing())) {
			return false;
		}
		return switch (finding.kind()) {
			// by the ring
			case FILE_UNUSABLE, GROUP_EVICTED -> false;
			// by the listener
			case GROUP_STALLED, GROUP_WITHOUT_CONSUMER -> !isOwn(finding.group());
			default -> true;
		};
	}

	private boolean isOwn(@Nullable String group) {
		return this.listeners.all()
			.stream()
			.anyMatch((listener) -> listener.ring().equals(this.ring.name()) && listener.group().equals(group));
	}

	private Told begun(RingFinding finding, long nowNs) {
		String news = this.words + finding;
		if (finding.kind() == Kind.DAMAGED) {
			logger.error(news);
		}
		else {
			logger.warn(news);
		}
		return new Told(finding.problem(), nowNs - finding.lasts().toNanos());
	}

	private static String lasted(long sinceNs, long nowNs) {
		return Seconds.inWords(Duration.ofNanos(nowNs - sinceNs));
	}

	/**
	 * What a finding is about, which stays while its words change.
	 *
	 * @param kind what it is
	 * @param group the group, or {@code null}
	 * @param participant the process's number in the ring, or 0
	 */
	private record Topic(Kind kind, @Nullable String group, int participant) {

		static Topic of(RingFinding finding) {
			return new Topic(finding.kind(), finding.group(), (finding.process() != null) ? finding.process().id() : 0);
		}

	}

	/** Something that was told. */
	private static final class Told {

		private final String problem;

		private final long sinceNs;

		private long seenNs;

		Told(String problem, long sinceNs) {
			this.problem = problem;
			this.sinceNs = sinceNs;
		}

		String lasted() {
			return ProblemNews.lasted(this.sinceNs, this.seenNs);
		}

	}

}
