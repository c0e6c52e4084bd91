package io.mmapring.spring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.mmapring.spring.observation.LinkedBatches;
import io.mmapring.spring.observation.RingListenerObservationConvention;
import io.mmapring.spring.observation.RingObservations;
import io.mmapring.spring.observation.RingProducerObservationConvention;

/**
 * Auto-configuration of observations of what is sent and handled.
 */
@AutoConfiguration(after = RingAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "ring.enabled", matchIfMissing = true)
public final class RingObservationAutoConfiguration {

	private static final String TRACES = "ringLinkedBatches";

	RingObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(RingObservations.class)
	RingObservations ringObservations(ObservationRegistry registry,
			ObjectProvider<RingProducerObservationConvention> producers,
			ObjectProvider<RingListenerObservationConvention> listeners, ListableBeanFactory beanFactory) {
		return new RingObservations(registry, producers.getIfAvailable(), listeners.getIfAvailable(),
				beanFactory.containsBean(TRACES));
	}

	/** What needs a tracer. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBean({ Tracer.class, Propagator.class })
	static class Traces {

		/** Goes before the handler for whatever is received, whose order is 1000. */
		@Bean(TRACES)
		@Order(0)
		LinkedBatches ringLinkedBatches(Tracer tracer, Propagator propagator) {
			return new LinkedBatches(tracer, propagator);
		}

	}

}
