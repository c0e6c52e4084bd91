package io.mmapring.spring.actuate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The endpoint through the platform's MBean server, as {@code jconsole} sees it. */
class RingEndpointJmxTests {

	private static final String TEXT = String.class.getName();

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	@TempDir
	Path directory;

	@Test
	void ringsAreShownAndListenersToldWhatToDo() throws JMException {
		try (ConfigurableApplicationContext context = start("unrestricted")) {
			ObjectName name = name();
			assertThat(invoke(name, "rings")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.extractingByKey("rings")
				.asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("orders");
			Object ring = invoke(name, "ring", "orders");
			assertThat(ring).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("state", "open")
				.doesNotContainKey("culprit");
			assertThat(invoke(name, "listener", "orders", "clerk")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("state", "running")
				.containsEntry("delivered", 0L);
			assertThat(invoke(name, "change", "orders", "clerk", "pause", null))
				.isEqualTo(Map.of("done", "listener 'clerk' takes no event after the one it has", "state", "paused"));
			assertThat(context.getBean(RingListenerRegistry.class).get("clerk").state())
				.isEqualTo(RingListenerState.PAUSED);
			assertThatExceptionOfType(JMException.class).isThrownBy(() -> invoke(name, "ring", "nowhere"))
				.withStackTraceContaining("ring='nowhere' (expected: one of [orders] of this application)");
		}
	}

	@Test
	void whenItMayOnlyBeReadThereIsNoOperationThatChanges() throws JMException {
		try (ConfigurableApplicationContext context = start("read-only")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(this.server.getMBeanInfo(name()).getOperations()).extracting(MBeanFeatureInfo::getName)
				.containsExactlyInAnyOrder("rings", "ring", "listener");
		}
	}

	private Object invoke(ObjectName name, String operation, String... arguments) throws JMException {
		return this.server.invoke(name, operation, arguments,
				Stream.of(arguments).map((argument) -> TEXT).toArray(String[]::new));
	}

	private static ObjectName name() throws JMException {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Ring");
	}

	private ConfigurableApplicationContext start(String access) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run("--spring.application.name=shop", "--ring.directory=" + this.directory,
				"--ring.rings.orders.slots=64", "--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=ring", "--management.endpoint.ring.access=" + access);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class Clerk {

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) {
		}

	}

}
