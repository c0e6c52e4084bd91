package io.mmapring.spring.actuate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Consumer;
import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Health as it is set up, and what it says of others, as a user sees it. */
class HealthHttpTests {

	private static final String RING = "/actuator/health/ring/orders/ring";

	private static final String SLOW = "/actuator/health/ring/orders/slow";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context.containsBean("listeners")) {
			this.context.getBean(Listeners.class).go.release(1000);
		}
		this.context.close();
	}

	@Test
	void byDefaultAStalledListenerIsNoReasonToRestartOrTakeOutTheApplication() {
		start("--management.endpoint.health.probes.enabled=true", "--ring.health.stall-timeout=100ms");
		send(1);
		RingContexts.untilAsserted(() -> assertThat(HttpLook.status(this.context, "/actuator/health")).isEqualTo(503));
		assertThat(HttpLook.status(this.context, "/actuator/health/liveness")).isEqualTo(200);
		assertThat(HttpLook.status(this.context, "/actuator/health/readiness")).isEqualTo(200);
	}

	@Test
	void whoWantsItsReadinessToDependOnRingsSaysSo() {
		start("--management.endpoint.health.probes.enabled=true", "--ring.health.stall-timeout=100ms",
				"--management.endpoint.health.group.readiness.include=readinessState,ring");
		assertThat(HttpLook.status(this.context, "/actuator/health/readiness")).isEqualTo(200);
		send(1);
		RingContexts.untilAsserted(
				() -> assertThat(HttpLook.status(this.context, "/actuator/health/readiness")).isEqualTo(503));
		this.context.getBean(Listeners.class).go.release(2);
		RingContexts.untilAsserted(
				() -> assertThat(HttpLook.status(this.context, "/actuator/health/readiness")).isEqualTo(200));
		assertThat(HttpLook.status(this.context, "/actuator/health/liveness")).isEqualTo(200);
	}

	@Test
	void detailsThatAreNotWantedAreNotShown() {
		start("--ring.health.details=position", "--ring.health.stall-timeout=100ms");
		send(1);
		RingContexts.untilAsserted(() -> assertThat(get(SLOW)).contains("\"status\":\"DOWN\"", "\"state\":\"running\"",
				"\"lag\":1", "\"lagAge\":\"", "\"lastProgress\":\""));
		assertThat(get("/actuator/health/ring")).doesNotContain("problem", "\"pid\"", "owner", "ring.dat", "delivered");
	}

	@Test
	void aRingAndAListenerHaveLimitsOfTheirOwn() {
		start("--ring.rings.orders.health.stall-timeout=100ms", "--ring.listeners.other.health.stall-timeout=1h");
		send(1);
		RingContexts.untilAsserted(() -> assertThat(get(SLOW)).contains("\"status\":\"DOWN\"", "is stalled"));
		assertThat(get("/actuator/health/ring/orders/other")).contains("\"status\":\"UP\"", "\"lag\":1");
	}

	@Test
	void whenAPausedListenerKeepsTheRingFullItIsNamedWithWhatToDo() {
		start("--ring.health.blocked-producer-timeout=200ms", "--ring.rings.orders.on-full=drop");
		this.context.getBean(Listeners.class).go.release(1000);
		this.context.getBean(RingListenerRegistry.class).pause("slow");
		send(64);
		RingContexts.untilAsserted(() -> assertThat(get(RING)).contains("\"status\":\"OUT_OF_SERVICE\"",
				"group 'shop.slow' at position 0", "listener 'slow' of this application is paused",
				"\"remedy\":\"resume listener 'slow'\"", "\"blocks\":[\"producers\"]", "\"group\":\"shop.slow\""));
		assertThat(get(SLOW)).contains("\"status\":\"UP\"", "\"state\":\"paused\"");
		this.context.getBean(RingListenerRegistry.class).resume("slow");
		RingContexts.untilAsserted(() -> assertThat(get(RING)).contains("\"status\":\"UP\""));
	}

	@Test
	void anApplicationThatOnlyProducesSeesTheGroupsAndProducersOfOthers() {
		this.context = SpringApplication.run(ProducerOnly.class,
				arguments("--ring.health.blocked-producer-timeout=200ms", "--ring.health.stall-timeout=200ms",
						"--ring.rings.orders.on-full=drop"));
		try (Ring other = Ring.builder("orders").directory(this.directory).application("warehouse").open();
				var stock = other.consumer("stock");
				var producer = other.producer()) {
			send(1);
			RingContexts.untilAsserted(() -> assertThat(get(RING)).contains("\"status\":\"UP\"",
					"\"otherGroups\":{\"stock\":{\"state\":\"LIVE\",\"position\":0,\"lag\":1",
					"\"findings\":[\"ring 'orders': group 'stock' at position 0 has 1 events to take"));
			assertThat(stock.lag()).isEqualTo(1);
			send(63);
			RingContexts.untilAsserted(() -> assertThat(get(RING)).contains("\"status\":\"OUT_OF_SERVICE\"",
					"group 'stock' at position 0", "application 'warehouse'", "\"blocks\":[\"producers\"]",
					"\"culprit\":{\"group\":\"stock\",\"pid\":" + ProcessHandle.current().pid()));
			assertThat(poll(stock)).isEqualTo(64);
			producer.claim(2);
			RingContexts.untilAsserted(() -> assertThat(get(RING)).contains(
					"\"status\":\"OUT_OF_SERVICE\"", "claim of sequence 64 (2 slots) by process "
							+ ProcessHandle.current().pid() + " (application 'warehouse'",
					"\"stalledProducers\":[{\"sequence\":64,\"slots\":2"));
		}
		RingContexts.untilAsserted(() -> assertThat(get(RING)).contains("\"status\":\"UP\""));
	}

	@Test
	void whenTheFileIsOverwrittenItAnswersAndIsDown() throws IOException {
		start();
		try (FileChannel file = FileChannel.open(this.directory.resolve("orders/ring.dat"), StandardOpenOption.WRITE)) {
			byte[] rubbish = new byte[64 * 1024];
			Arrays.fill(rubbish, (byte) 0xA7);
			file.write(ByteBuffer.wrap(rubbish), 0);
		}
		assertThat(get(RING)).contains("\"status\":\"DOWN\"", "ring 'orders'");
		RingContexts.untilAsserted(() -> assertThat(get(SLOW)).contains("\"status\":\"DOWN\""));
		assertThat(get("/actuator/prometheus")).contains("ring_usable{ring=\"orders\"} 0.0");
	}

	@Test
	void whenTheFileIsReplacedItIsDown() throws IOException {
		start();
		Path file = this.directory.resolve("orders/ring.dat");
		Path copy = Files.copy(file, this.directory.resolve("copy"));
		Files.delete(file);
		Files.move(copy, file);
		assertThat(get(RING)).contains("\"status\":\"DOWN\"", "can no longer be used", "was replaced by another",
				"\"remedy\":\"");
	}

	private void start(String... arguments) {
		this.context = SpringApplication.run(Application.class, arguments(arguments));
	}

	private String[] arguments(String... more) {
		List<String> all = new ArrayList<>(
				List.of("--server.port=0", "--spring.application.name=shop", "--ring.directory=" + this.directory,
						"--ring.rings.orders.slots=64", "--ring.rings.orders.slot-size=64B",
						"--ring.listener.shutdown.timeout=1s", "--management.endpoint.health.show-details=always",
						"--management.endpoints.web.exposure.include=health,prometheus"));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private static int poll(Consumer consumer) {
		try {
			return consumer.poll((event, sequence, endOfBatch) -> {
			}, 64);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
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
	static class ProducerOnly {

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

		@RingListener(ring = "orders", id = "slow")
		void slow(OrderPlaced order) throws InterruptedException {
			this.go.acquire();
		}

		@RingListener(ring = "orders", id = "other")
		void other(OrderPlaced order) throws InterruptedException {
			this.go.acquire();
		}

	}

}
