package io.mmapring.spring.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Health and metrics as a user sees them. */
class ActuatorHttpTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		this.context = SpringApplication.run(Application.class, "--server.port=0", "--spring.application.name=shop",
				"--ring.directory=" + this.directory, "--ring.rings.orders.slots=64",
				"--ring.rings.orders.slot-size=64B", "--ring.health.stall-timeout=300ms", "--ring.health.lag.for=200ms",
				"--ring.health.lag.threshold=50%", "--ring.health.blocked-producer-timeout=200ms",
				"--ring.rings.orders.on-full=fail", "--ring.listener.shutdown.timeout=1s",
				"--management.endpoint.health.show-details=always",
				"--management.endpoint.health.group.rings.include=ring/orders/slow",
				"--management.endpoints.web.exposure.include=health,metrics");
	}

	@AfterEach
	void stop() {
		this.context.getBean(Listeners.class).go.release(1000);
		this.context.close();
	}

	@Test
	void whenAllIsWellRingAndListenersAreUp() {
		send(3);
		this.context.getBean(Listeners.class).go.release(3);
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/health/ring")).contains("\"delivered\":3"));
		assertThat(get("/actuator/health/ring/orders/ring")).contains("\"status\":\"UP\"", "\"slots\":64",
				"\"state\":\"open\"", "\"processes\":1");
		assertThat(get("/actuator/health/ring/orders/slow")).contains("\"status\":\"UP\"", "\"state\":\"running\"",
				"\"group\":\"shop.slow\"", "\"position\":3", "\"lag\":0", "application 'shop'",
				"pid " + ProcessHandle.current().pid());
		assertThat(get("/actuator/health/rings")).contains("\"status\":\"UP\"");
	}

	@Test
	void whenAListenerHangsHealthNamesItAndRecovers() {
		send(2);
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/health/ring")).contains("\"status\":\"DOWN\"",
				"listener 'slow' of ring 'orders' is stalled"));
		assertThat(get("/actuator/health/ring/orders/follower")).contains("\"status\":\"UP\"", "\"backlog\":0");
		this.context.getBean(Listeners.class).go.release(2);
		RingContexts
			.untilAsserted(() -> assertThat(get("/actuator/health/ring/orders/slow")).contains("\"status\":\"UP\""));
	}

	@Test
	void whenAListenerIsSlowButGetsOnItIsNotStalled() {
		send(10);
		Listeners listeners = this.context.getBean(Listeners.class);
		for (int i = 1; i < 10; i++) {
			int count = i;
			listeners.go.release();
			RingContexts.until(() -> listeners.ids.size() == count);
			assertThat(get("/actuator/health/ring/orders/slow")).contains("\"status\":\"UP\"", "\"position\":0");
		}
	}

	@Test
	void whenAListenerLagsItIsOutOfService() {
		RingListenerRegistry registry = this.context.getBean(RingListenerRegistry.class);
		registry.stop("follower");
		registry.stop("failing");
		send(40);
		Listeners listeners = this.context.getBean(Listeners.class);
		RingContexts.untilAsserted(() -> {
			listeners.moveOn();
			assertThat(get("/actuator/health/ring/orders/slow")).contains("OUT_OF_SERVICE", "lags: for");
		});
	}

	@Test
	void whenAListenerIsStoppedItIsUp() {
		this.context.getBean(RingListenerRegistry.class).stop("slow");
		send(1);
		assertThat(get("/actuator/health/ring/orders/slow")).contains("\"status\":\"UP\"", "\"state\":\"stopped\"",
				"\"lag\":1");
	}

	@Test
	void whenAListenerIsStoppedByAnErrorItIsDown() {
		this.context.getBean(Listeners.class).go.release(1);
		this.context.getBean(RingTemplate.class).send("orders", new OrderPlaced(13, 13));
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/health/ring/orders/failing"))
			.contains("\"status\":\"DOWN\"", "\"state\":\"failed\"", "unlucky at sequence 0"));
	}

	@Test
	void whenAnotherApplicationKeepsTheRingFullItIsNamed() {
		this.context.getBean(Listeners.class).go.release(1000);
		try (Ring other = Ring.builder("orders").directory(this.directory).application("warehouse").open();
				var consumer = other.consumer("stock")) {
			for (int i = 0; i < 64; i++) {
				this.context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(i));
			}
			RingContexts
				.untilAsserted(() -> assertThat(get("/actuator/health/ring/orders/ring")).contains("OUT_OF_SERVICE",
						"group 'stock' at position 0", "(application 'warehouse'", "\"otherGroups\""));
			assertThat(consumer.lag()).isEqualTo(64);
		}
	}

	@Test
	void whenTheFileIsRemovedRingAndListenersAreDown() throws IOException {
		Files.delete(this.directory.resolve("orders/ring.dat"));
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/health/ring/orders/ring"))
			.contains("\"status\":\"DOWN\"", "ring 'orders' can no longer be used: file=none"));
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/health/ring/orders/follower"))
			.contains("\"status\":\"DOWN\"", "\"state\":\"failed\""));
		assertThat(get("/actuator/metrics/ring.tail")).contains("\"name\":\"ring.tail\"");
	}

	@Test
	void metersAreThere() {
		this.context.getBean(Listeners.class).go.release(5);
		send(5);
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/metrics/ring.listener.events?tag=listener:slow"))
			.contains("\"value\":5.0", "shop.slow"));
		for (String meter : List.of("ring.slots", "ring.remaining", "ring.tail", "ring.participants", "ring.repaired",
				"ring.producer.blocked", "ring.producer.blocked.time", "ring.producer.dropped", "ring.listener.errors",
				"ring.listener.lag")) {
			assertThat(get("/actuator/metrics/" + meter)).contains("\"name\":\"" + meter + "\"", "orders");
		}
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/metrics/ring.tail")).contains("\"value\":5.0"));
		assertThat(get("/actuator/metrics/ring.participants?tag=state:live")).contains("\"value\":1.0");
	}

	private void send(int count) {
		for (int i = 0; i < count; i++) {
			this.context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(i));
		}
	}

	private String get(String path) {
		return HttpLook.get(this.context, path);
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

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "slow")
		void slow(OrderPlaced order) throws InterruptedException {
			this.go.acquire();
			this.ids.add(order.id());
		}

		@RingListener(ring = "orders", id = "follower", after = "slow")
		void follower(OrderPlaced order) {
			// takes what the slow one has passed
		}

		@RingListener(ring = "orders", id = "failing")
		void failing(OrderPlaced order) {
			if (order.id() == 13) {
				throw new AssertionError("unlucky");
			}
		}

		/** Let one event through now and then, so that it lags but does not stall. */
		void moveOn() {
			if (this.ids.size() < 8) {
				this.go.release();
			}
		}

	}

}
