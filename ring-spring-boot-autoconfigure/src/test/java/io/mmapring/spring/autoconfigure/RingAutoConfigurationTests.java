package io.mmapring.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

/** Beans of {@link RingAutoConfiguration}. */
@ExtendWith(OutputCaptureExtension.class)
class RingAutoConfigurationTests {

	@TempDir
	Path directory;

	@Test
	void byDefaultRingsAreOpenWithTheContext() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(RingTemplate.class)
				.hasSingleBean(RingListenerRegistry.class);
			Ring ring = ring(context.getBean(ManagedRings.class));
			assertThat(ring.slots()).isEqualTo(64);
			assertThat(ring.slotSizeBytes()).isEqualTo(64);
			assertThat(ring.path()).startsWith(this.directory);
			assertThat(ring.snapshot().participants()).singleElement()
				.satisfies((participant) -> assertThat(participant.application()).isEqualTo("shop"));
		});
	}

	@Test
	void whenTheContextClosesTheRingIsClosed() {
		Ring[] ring = new Ring[1];
		runner().run((context) -> ring[0] = ring(context.getBean(ManagedRings.class)));
		assertThat(ring[0].isClosed()).isTrue();
	}

	@Test
	void whenTheUserHasATemplateItIsTaken() {
		runner().withUserConfiguration(OwnTemplate.class)
			.run((context) -> assertThat(context).hasSingleBean(RingTemplate.class).hasBean("ownTemplate"));
	}

	@Test
	void whenDisabledThereAreNoBeans() {
		runner().withPropertyValues("ring.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ManagedRings.class)
				.doesNotHaveBean(RingListenerRegistry.class));
	}

	@Test
	void whenTheCoreIsMissingThereAreNoBeans() {
		runner().withClassLoader(new FilteredClassLoader(Ring.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RingTemplate.class));
	}

	@Test
	void whenAPropertyCannotWorkTheStartSaysWhichOne(CapturedOutput output) {
		assertThatThrownBy(() -> SpringApplication
			.run(Application.class, "--spring.main.web-application-type=none", "--ring.directory=" + this.directory,
					"--ring.rings.orders.slots=1000")
			.close()).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The property ring.rings.orders.slots has the value '1000'.")
			.contains("Change ring.rings.orders.slots. Expected: a power of two, at least 32.");
	}

	@Test
	void whenBeansAreLazyListenersRunAllTheSame() {
		try (ConfigurableApplicationContext context = SpringApplication.run(Application.class,
				"--spring.main.web-application-type=none", "--spring.main.lazy-initialization=true",
				"--ring.directory=" + this.directory)) {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			assertThat(registry.all()).hasSize(1);
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			RingContexts.until(() -> registry.get("taker.on").delivered() == 1);
		}
	}

	@Test
	void aRingThatIsNotConfiguredIsOpenedWithDefaults() {
		runner().run((context) -> {
			context.getBean(RingTemplate.class).send("other", "a text");
			assertThat(context.getBean(ManagedRings.class).ring("other", "test").ring()).get()
				.extracting(Ring::slots)
				.isEqualTo(4096);
		});
	}

	@Test
	void whenARingHasTypesAnotherTypeIsRefused() {
		runner().withPropertyValues("ring.rings.orders.types.7=" + OrderPlaced.class.getName()).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			assertThat(template.send("orders", OrderPlaced.of(1))).isZero();
			assertThatThrownBy(() -> template.send("orders", "a text")).hasMessageContaining("ring.rings.orders.types")
				.hasMessageContaining("java.lang.String");
			assertThat(template.send("orders", OrderPlaced.of(2))).isOne();
		});
	}

	@Test
	void bytesNeedNoTypeNumber() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			assertThat(template.send("orders", OrderPlaced.of(1))).isZero();
			assertThat(template.trySend("orders", new byte[] { 1, 2, 3 })).isTrue();
			assertThatThrownBy(() -> template.sendAll("orders", List.of(new byte[1])))
				.hasMessageContaining("not bytes");
		});
	}

	@Test
	void settingsOfAListenerGoByItsIdAndUnknownOnesAreReported(CapturedOutput output) {
		runner().withBean("taker", Taker.class)
			.withPropertyValues("ring.listeners.[taker.on].auto-startup=false", "ring.listeners.other.ack-mode=record")
			.run((context) -> {
				assertThat(context.getBean(RingListenerRegistry.class).get("taker.on").state())
					.isEqualTo(RingListenerState.STOPPED);
				assertThat(output).contains("ring.listeners.other is set but there is no such listener")
					.doesNotContain("ring.listeners.taker.on is set");
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	private static Ring ring(ManagedRings rings) {
		return rings.all().stream().findFirst().flatMap(ManagedRing::ring).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RingAutoConfiguration.class)
	static class Application {

		@Bean
		Taker taker() {
			return new Taker();
		}

	}

	static class Taker {

		@RingListener("orders")
		void on(OrderPlaced order) {
			// counted by the container
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTemplate {

		@Bean
		RingTemplate ownTemplate() {
			return mock(RingTemplate.class);
		}

	}

}
