package io.mmapring.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.actuate.RingHealthContributor;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Auto-configuration of the health of rings and listeners.
 */
@AutoConfiguration(after = RingAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("ring")
@ConditionalOnBean(ManagedRings.class)
public final class RingHealthContributorAutoConfiguration {

	RingHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "ringHealthIndicator", "ringHealthContributor" })
	RingHealthContributor ringHealthContributor(ManagedRings rings, RingListenerRegistry registry, RingWatch watch,
			RingProperties properties) {
		return new RingHealthContributor(rings, registry, watch, properties.getHealth().getDetails());
	}

}
