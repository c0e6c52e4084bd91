package io.mmapring.spring.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.actuate.RingHealthContributor;
import io.mmapring.spring.actuate.RingMeters;

import static org.assertj.core.api.Assertions.assertThat;

/** When there are beans for health and metrics. */
class ActuatorAutoConfigurationTests {

	@TempDir
	Path directory;

	@Test
	void byDefaultThereAreHealthAndMeters() {
		runner().run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(RingHealthContributor.class)
			.hasSingleBean(RingMeters.class));
	}

	@Test
	void whenHealthIsDisabledThereIsNone() {
		runner().withPropertyValues("management.health.ring.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RingHealthContributor.class)
				.hasSingleBean(RingMeters.class));
	}

	@Test
	void whenMetricsAreDisabledThereAreNone() {
		runner().withPropertyValues("ring.metrics.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RingMeters.class)
				.hasSingleBean(RingHealthContributor.class));
	}

	@Test
	void whenTheUserHasAnIndicatorItIsTaken() {
		runner().withBean("ringHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RingHealthContributor.class));
	}

	@Test
	void whenTheUserHasMetersTheyAreTaken() {
		runner().withBean("ownMeters", RingMeters.class, () -> null)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("ownMeters").doesNotHaveBean("ringMeters"));
	}

	@Test
	void whenHealthIsNotOnTheClassPathRingsWork() {
		runner().withClassLoader(new FilteredClassLoader(HealthContributor.class)).run(this::works);
	}

	@Test
	void whenMicrometerIsNotOnTheClassPathRingsWork() {
		RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingHealthContributorAutoConfiguration.class,
					RingMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, MeterRegistry.class))
			.run(this::works);
	}

	@Test
	void whenThereIsNoMeterRegistryThereAreNoMeters() {
		RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RingMeters.class));
	}

	@Test
	void whenRingsAreDisabledThereIsNothing() {
		runner().withPropertyValues("ring.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RingHealthContributor.class)
				.doesNotHaveBean(RingMeters.class));
	}

	private void works(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(RingTemplate.class).send("orders", "a text")).isZero();
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withConfiguration(AutoConfigurations.of(RingHealthContributorAutoConfiguration.class,
					RingMetricsAutoConfiguration.class));
	}

}
