package io.mmapring.spring.rings;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.ProducerOptions;
import io.mmapring.RequiredGroupStalled;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.spring.RingPropertyException;

/** Opens a ring as it is configured and used. */
final class RingOpening {

	private final RingSettings settings;

	private final EventTypes types;

	private final Consumer<Object> applicationEvents;

	private final Supplier<@Nullable SendObserver> observer;

	/**
	 * Open as configured.
	 * @param types made known to the ring
	 * @param applicationEvents told what happens to the ring
	 * @param observer of what is sent, if there is one
	 */
	RingOpening(RingSettings settings, EventTypes types, Consumer<Object> applicationEvents,
			Supplier<@Nullable SendObserver> observer) {
		this.settings = settings;
		this.types = types;
		this.applicationEvents = applicationEvents;
		this.observer = observer;
	}

	/**
	 * Open it, with nothing left open if that fails.
	 * @param uses groups of the application
	 * @param headers what its methods set
	 * @param producing whether to take the right to send
	 * @param stalled told of required groups that stand still
	 */
	OpenRing open(List<GroupUse> uses, List<HeaderUse> headers, boolean producing,
			Consumer<RequiredGroupStalled> stalled) {
		RingBuilder builder = this.settings.builder()
			.onParticipantLost(this.applicationEvents::accept)
			.onGroupEvicted(this.applicationEvents::accept)
			.onRequiredGroupStalled(stalled::accept);
		Ring ring = new GroupPlan(this.settings, uses).open(builder);
		try {
			headers.forEach((header) -> header.check(ring));
			this.types.open(ring);
			OpenRing open = opened(ring);
			if (producing) {
				open.producers();
			}
			return open;
		}
		catch (RuntimeException ex) {
			this.types.close();
			ring.close();
			throw ex;
		}
	}

	private OpenRing opened(Ring ring) {
		ProducerOptions configured = this.settings.producerOptions();
		// waited for behind the start of this application's own listeners
		ProducerOptions options = configured.withRequired(configured.required().withStartTimeout(Duration.ZERO));
		if (!this.settings.observed()) {
			return new OpenRing(ring, this.types, options);
		}
		SendObserver observer = this.observer.get();
		if (observer == null) {
			throw new RingPropertyException(this.settings.key("observation-enabled"), true,
					"a bean ObservationRegistry, as spring-boot-starter-actuator makes one; or false, here or for ring.observation.enabled");
		}
		observer.check(ring);
		return new ObservedRing(ring, this.types, options, observer);
	}

}
