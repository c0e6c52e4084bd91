package io.mmapring.spring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mmapring.spring.actuate.RingMeters;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Auto-configuration of the metrics of rings and listeners.
 */
@AutoConfiguration(after = RingAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterBinder.class, MeterRegistry.class })
@ConditionalOnBean({ ManagedRings.class, MeterRegistry.class })
@ConditionalOnBooleanProperty(name = "ring.metrics.enabled", matchIfMissing = true)
public final class RingMetricsAutoConfiguration {

	RingMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(RingMeters.class)
	RingMeters ringMeters(ManagedRings rings, ListenerRegistry listeners, RingWatch watch) {
		return new RingMeters(rings, listeners, watch);
	}

}
