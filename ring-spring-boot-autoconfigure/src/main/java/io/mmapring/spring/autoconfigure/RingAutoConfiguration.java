package io.mmapring.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import io.mmapring.Ring;
import io.mmapring.event.RingCodec;
import io.mmapring.spring.RingCodecFactory;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.delivery.HandlingSource;
import io.mmapring.spring.delivery.ListenerLabels;
import io.mmapring.spring.endpoint.ListenerCalls;
import io.mmapring.spring.endpoint.ListenerSettingsSource;
import io.mmapring.spring.listener.ListenerDriver;
import io.mmapring.spring.listener.ListenerFinder;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.listener.RequiredGroupsStart;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.producer.ManagedRingTemplate;
import io.mmapring.spring.producer.RingProducerRegistrar;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.rings.SendObserver;

/**
 * Auto-configuration of rings, their producers and listeners.
 */
@AutoConfiguration
@ConditionalOnClass(Ring.class)
@ConditionalOnBooleanProperty(name = "ring.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RingProperties.class)
public final class RingAutoConfiguration {

	RingAutoConfiguration() {
	}

	@Bean
	ManagedRings managedRings(RingProperties properties, Environment environment, ResourceLoader resourceLoader,
			ObjectProvider<RingCodec<?>> codecs, ObjectProvider<RingCodecFactory> factories,
			ObjectProvider<SendObserver> observer) {
		RingPropertiesChecks.check(properties);
		PropertiesRingSettings settings = new PropertiesRingSettings(properties, application(environment),
				resourceLoader.getClassLoader());
		return new ManagedRings(settings, new EventCodecs(codecs.orderedStream().toList(),
				services(resourceLoader.getClassLoader()), factories.orderedStream().toList()),
				observer::getIfAvailable);
	}

	private static List<? extends RingCodec<?>> services(@Nullable ClassLoader classLoader) {
		List<RingCodec<?>> services = new ArrayList<>();
		ServiceLoader.load(RingCodec.class, classLoader).forEach(services::add);
		return services;
	}

	@Bean
	ListenerSettingsSource ringListenerSettings(RingProperties properties, Environment environment) {
		return new PropertiesListenerSettings(properties, application(environment),
				Threading.VIRTUAL.isActive(environment));
	}

	@Bean
	ListenerRegistry ringListenerRegistry(ManagedRings rings, ListenerFinder finder, ListenerSettingsSource settings,
			ObjectProvider<ListenerDriver> driver, ObjectProvider<ListenerCalls> calls,
			ObjectProvider<HandlingSource> handlings, ObjectProvider<ListenerLabels> labels,
			RingProperties properties) {
		MdcKeys mdc = properties.getLogging().getMdc();
		ListenerLabels wanted = (mdc != MdcKeys.NONE) ? labels.getIfAvailable() : null;
		if (mdc != MdcKeys.NONE && wanted == null) {
			throw new RingPropertyException("ring.logging.mdc", mdc, "none, since SLF4J is not on the class path");
		}
		return new ListenerRegistry(rings, finder, settings, driver, calls,
				() -> handlings.getIfAvailable(() -> HandlingSource.NONE), wanted);
	}

	@Bean
	RingWatch ringWatch(ManagedRings rings, ListenerRegistry registry, RingProperties properties) {
		return new RingWatch(rings, registry, new PropertiesHealthLimits(properties));
	}

	@Bean
	RequiredGroupsStart ringRequiredGroupsStart(ManagedRings rings) {
		return new RequiredGroupsStart(rings);
	}

	@Bean
	@ConditionalOnMissingBean(RingTemplate.class)
	ManagedRingTemplate ringTemplate(ManagedRings rings) {
		return new ManagedRingTemplate(rings);
	}

	@Bean
	static ListenerFinder ringListenerFinder() {
		return new ListenerFinder();
	}

	@Bean
	static RingProducerRegistrar ringProducerRegistrar() {
		return new RingProducerRegistrar();
	}

	/** Listeners take events without anybody asking for their beans. */
	@Bean
	static LazyInitializationExcludeFilter ringLazyInitializationExcludeFilter() {
		return (beanName, definition, type) -> type == ManagedRings.class || type == RingWatch.class
				|| type == RequiredGroupsStart.class || RingListenerRegistry.class.isAssignableFrom(type)
				|| RingSender.class.isAssignableFrom(type)
				|| (type.isInterface() && AnnotatedElementUtils.hasAnnotation(type, RingProducer.class))
				|| ListenerFinder.hasListeners(type);
	}

	private static String application(Environment environment) {
		return environment.getProperty("spring.application.name", "application");
	}

}
