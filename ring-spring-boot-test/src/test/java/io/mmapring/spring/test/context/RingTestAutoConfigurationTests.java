package io.mmapring.spring.test.context;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Ring;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingAutoConfiguration;
import io.mmapring.spring.listener.ListenerDriver;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.test.AutoConfigureRing;
import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Beans of {@link RingTestAutoConfiguration}. */
class RingTestAutoConfigurationTests {

	@TempDir
	Path directory;

	@Test
	void withoutTheAnnotationListenersRunByThemselves() {
		runner().run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(RingPump.class)
			.doesNotHaveBean(ListenerDriver.class));
	}

	@Test
	void whenPumpedThereIsAPump() {
		runner().withPropertyValues("ring.test.listeners=pumped").withBean(Taker.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			assertThat(context.getBean(RingPump.class).drain()).isOne();
			assertThat(context.getBean(RingListenerRegistry.class).get("taker").delivered()).isOne();
		});
	}

	@Test
	void whenStoppedListenersAreNotStarted() {
		runner().withPropertyValues("ring.test.listeners=stopped")
			.withBean(Taker.class)
			.run((context) -> assertThat(context.getBean(RingListenerRegistry.class).get("taker").state())
				.isEqualTo(RingListenerState.STOPPED));
	}

	@Test
	void whenDisabledThereIsNoPump() {
		runner().withPropertyValues("ring.test.listeners=pumped", "ring.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RingPump.class));
	}

	@Test
	void whenTheCoreIsMissingThereIsNoPump() {
		runner().withPropertyValues("ring.test.listeners=pumped")
			.withClassLoader(new FilteredClassLoader(Ring.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RingPump.class));
	}

	@Test
	void whenThereIsNoEndToItADrainFails() {
		runner().withBean(Echo.class).withUserConfiguration(Impatient.class).run((context) -> {
			Echo echo = context.getBean(Echo.class);
			echo.template = context.getBean(RingTemplate.class);
			echo.template.send("orders", OrderPlaced.of(1));
			TestPump pump = context.getBean(TestPump.class);
			assertThatThrownBy(pump::drain).isInstanceOf(AssertionError.class)
				.hasMessageStartingWith("not drained within 1 ms, events handled: ")
				.hasMessageContaining("left: group 'application.echo' position=");
		});
	}

	@Test
	void theSliceHasAllAutoConfigurationsThatMakeListenersRun() {
		List<String> sliced = ImportCandidates.load(AutoConfigureRing.class, null).getCandidates();
		assertThat(sliced).contains(RingAutoConfiguration.class.getName(), RingTestAutoConfiguration.class.getName());
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RingAutoConfiguration.class, RingTestAutoConfiguration.class))
			.withPropertyValues("ring.directory=" + this.directory);
	}

	/** A listener. */
	static class Taker {

		@RingListener(ring = "orders", id = "taker")
		void on(OrderPlaced order) {
			// counted by the container
		}

	}

	/** A pump that gives up soon. */
	@Configuration(proxyBeanMethods = false)
	static class Impatient {

		@Bean
		TestPump pump(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry) {
			return new TestPump(rings, registry, 1_000_000);
		}

	}

	/** A listener that never comes to an end. */
	static class Echo {

		private RingTemplate template;

		@RingListener(ring = "orders", id = "echo")
		void on(OrderPlaced order) {
			this.template.send("orders", order);
		}

	}

}
