package io.mmapring.spring.actuate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.mmapring.GroupEvicted;
import io.mmapring.RequiredGroupStalled;
import io.mmapring.WithoutProgress;
import io.mmapring.error.RequiredGroupException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A listener that hangs while producers wait for it, as a user sees it. */
class EvictedHttpTests {

	private static final String RING = "/actuator/health/ring/orders/ring";

	private static final String SLOW = "/actuator/health/ring/orders/slow";

	@TempDir
	Path directory;

	@Test
	void whenAListenersGroupIsEvictedItStopsAndIsStartedAgain() {
		try (ConfigurableApplicationContext context = run("--ring.rings.orders.evict-after=600ms")) {
			Listeners listeners = context.getBean(Listeners.class);
			fill(context);
			RingContexts.untilAsserted(() -> {
				context.getBean(RingTemplate.class).trySend("orders", OrderPlaced.of(64));
				assertThat(listeners.evicted).hasSize(1);
			});
			assertThat(listeners.evicted.get(0).group()).isEqualTo("shop.slow");
			listeners.go.release(1000);
			RingContexts.untilAsserted(() -> assertThat(HttpLook.get(context, SLOW)).contains("\"status\":\"DOWN\"",
					"\"state\":\"evicted\"", "listener 'slow' of ring 'orders' was EVICTED", "GroupEvictedException"));
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(65));
			context.getBean(RingListenerRegistry.class).get("slow").start();
			RingContexts.untilAsserted(
					() -> assertThat(HttpLook.get(context, SLOW)).contains("\"status\":\"UP\"", "\"lag\":0"));
		}
	}

	@Test
	void whenARequiredGroupDoesNotMoveProducersStop() {
		try (ConfigurableApplicationContext context = run("--ring.rings.orders.required.groups=shop.slow",
				"--ring.rings.orders.required.progress-timeout=500ms",
				"--ring.rings.orders.required.without-progress=stop")) {
			Listeners listeners = context.getBean(Listeners.class);
			fill(context);
			RingTemplate template = context.getBean(RingTemplate.class);
			assertThatExceptionOfType(RequiredGroupException.class)
				.isThrownBy(() -> template.send("orders", OrderPlaced.of(64)));
			assertThat(listeners.stalled).singleElement().satisfies((told) -> {
				assertThat(told.group()).isEqualTo("shop.slow");
				assertThat(told.withoutProgress()).isEqualTo(WithoutProgress.STOP);
			});
			assertThat(HttpLook.get(context, RING)).contains("\"status\":\"DOWN\"", "required group 'shop.slow'",
					"this producer is stopped");
			listeners.go.release(1000);
			assertThatExceptionOfType(RequiredGroupException.class)
				.isThrownBy(() -> template.trySend("orders", OrderPlaced.of(65)));
		}
	}

	@Test
	void whenARequiredGroupIsNotRunTheStartFailsAndNamesIt() {
		assertThatExceptionOfType(ApplicationContextException.class)
			.isThrownBy(() -> run("--ring.rings.orders.required.groups=shop.slow,stock",
					"--ring.rings.orders.required.start-timeout=100ms")
				.close())
			.havingRootCause()
			.withMessageContaining("required groups without a living consumer={stock=unknown to the ring}");
	}

	private ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new CopyOnWriteArrayList<>(
				List.of("--server.port=0", "--spring.application.name=shop", "--ring.directory=" + this.directory,
						"--ring.rings.orders.slots=64", "--ring.rings.orders.slot-size=64B",
						"--ring.rings.orders.block-timeout=30s", "--ring.listener.shutdown.timeout=1s",
						"--ring.health.stall-timeout=1h", "--management.endpoint.health.show-details=always"));
		all.addAll(List.of(arguments));
		return SpringApplication.run(Application.class, all.toArray(String[]::new));
	}

	private static void fill(ConfigurableApplicationContext context) {
		for (int i = 0; i < 64; i++) {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(i));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

	}

	static class Listeners {

		final Semaphore go = new Semaphore(0);

		final List<GroupEvicted> evicted = new CopyOnWriteArrayList<>();

		final List<RequiredGroupStalled> stalled = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "slow")
		void slow(OrderPlaced order) throws InterruptedException {
			this.go.acquire();
		}

		@EventListener
		void evicted(GroupEvicted event) {
			this.evicted.add(event);
		}

		@EventListener
		void stalled(RequiredGroupStalled event) {
			this.stalled.add(event);
		}

	}

}
