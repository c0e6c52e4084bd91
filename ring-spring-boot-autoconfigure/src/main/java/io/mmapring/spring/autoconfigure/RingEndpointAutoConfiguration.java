package io.mmapring.spring.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.actuate.RingEndpoint;
import io.mmapring.spring.actuate.RingWebEndpoint;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Auto-configuration of the endpoint of rings and listeners.
 */
@AutoConfiguration(after = RingAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(ManagedRings.class)
@ConditionalOnAvailableEndpoint(RingEndpoint.class)
public final class RingEndpointAutoConfiguration {

	RingEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	RingEndpoint ringEndpoint(ManagedRings rings, RingListenerRegistry registry, RingWatch watch) {
		return new RingEndpoint(rings, registry, watch);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(RingEndpoint.class)
	RingWebEndpoint ringWebEndpoint(RingEndpoint endpoint) {
		return new RingWebEndpoint(endpoint);
	}

}
