package io.mmapring.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.endpoint.HealthOverrides;
import io.mmapring.spring.listener.HealthLimits;
import io.mmapring.spring.listener.HealthLimitsSource;

/**
 * When rings count as unhealthy: from {@code ring.rings.<name>.health.*}, else from
 * {@code ring.health.*}.
 */
final class PropertiesHealthLimits implements HealthLimitsSource {

	private final RingProperties properties;

	PropertiesHealthLimits(RingProperties properties) {
		this.properties = properties;
	}

	@Override
	public HealthLimits limits(String ring) {
		HealthConfig all = this.properties.getHealth();
		RingHealthConfig own = this.properties.getRings().getOrDefault(ring, new RingConfig()).getHealth();
		Duration blocked = own.getBlockedProducerTimeout();
		return new HealthLimits(all.getLag().getThreshold().ratio(), all.getLag().getFor(), all.getStallTimeout(),
				(blocked != null) ? blocked : all.getBlockedProducerTimeout())
			.with(overrides(own));
	}

	static HealthOverrides overrides(ListenerHealthConfig own) {
		return new HealthOverrides(ratio(own.getLag().getThreshold()), own.getLag().getFor(), own.getStallTimeout());
	}

	private static @Nullable Double ratio(@Nullable Percent percent) {
		return (percent != null) ? percent.ratio() : null;
	}

}
