package io.mmapring.spring.actuate;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Health of all rings: for each ring the ring itself and its listeners, as they are when
 * it is asked.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingHealthContributor implements CompositeHealthContributor {

	private final ManagedRings rings;

	private final RingListenerRegistry registry;

	private final RingWatch watch;

	private final Set<HealthDetail> details;

	/**
	 * Look at rings and listeners.
	 * @param rings the rings
	 * @param registry the listeners
	 * @param watch knows since when they do not get on, and when that is unhealthy
	 * @param details what to show
	 */
	public RingHealthContributor(ManagedRings rings, RingListenerRegistry registry, RingWatch watch,
			Set<HealthDetail> details) {
		this.rings = rings;
		this.registry = registry;
		this.watch = watch;
		this.details = Set.copyOf(details);
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.rings.all()
			.stream()
			.filter((ring) -> ring.name().equals(name))
			.findFirst()
			.map(OneRing::new)
			.orElse(null);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.rings.all().stream().map((ring) -> new HealthContributors.Entry(ring.name(), new OneRing(ring)));
	}

	private final class OneRing implements CompositeHealthContributor {

		private static final String RING = "ring";

		private final ManagedRing ring;

		OneRing(ManagedRing ring) {
			this.ring = ring;
		}

		private List<RingListenerContainer> listeners() {
			return RingHealthContributor.this.registry.all()
				.stream()
				.filter((listener) -> listener.ring().equals(this.ring.name()))
				.toList();
		}

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			return stream().filter((entry) -> entry.name().equals(name))
				.findFirst()
				.map(HealthContributors.Entry::contributor)
				.orElse(null);
		}

		@Override
		public Stream<HealthContributors.Entry> stream() {
			List<RingListenerContainer> listeners = listeners();
			RingWatch watch = RingHealthContributor.this.watch;
			Set<HealthDetail> details = RingHealthContributor.this.details;
			RingHealthIndicator own = new RingHealthIndicator(this.ring, listeners, watch, details);
			return Stream.concat(Stream.of(new HealthContributors.Entry(RING, own)),
					listeners.stream()
						.map((listener) -> new HealthContributors.Entry(listener.id(),
								new ListenerHealthIndicator(listener, this.ring, watch, details))));
		}

	}

}
