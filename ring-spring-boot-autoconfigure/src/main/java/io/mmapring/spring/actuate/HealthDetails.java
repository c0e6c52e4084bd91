package io.mmapring.spring.actuate;

import java.util.Set;

import org.springframework.boot.health.contributor.Health;

/**
 * The answer of a health check in the making, with the details that are wanted.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class HealthDetails {

	private final Health.Builder health = new Health.Builder().up();

	private final Set<HealthDetail> wanted;

	HealthDetails(Set<HealthDetail> wanted) {
		this.wanted = wanted;
	}

	/** A detail that is always there. */
	HealthDetails with(String key, Object value) {
		this.health.withDetail(key, value);
		return this;
	}

	HealthDetails with(HealthDetail kind, String key, Object value) {
		if (this.wanted.contains(kind)) {
			this.health.withDetail(key, value);
		}
		return this;
	}

	HealthDetails down(String problem) {
		this.health.down();
		return with(HealthDetail.PROBLEMS, "problem", problem);
	}

	HealthDetails outOfService(String problem) {
		this.health.outOfService();
		return with(HealthDetail.PROBLEMS, "problem", problem);
	}

	Health build() {
		return this.health.build();
	}

}
