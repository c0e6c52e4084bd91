package io.mmapring.spring.actuate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.mmapring.Consumer;
import io.mmapring.ParticipantLost;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.spring.ChildJvm;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health of a ring that does not get on for a reason that is no listener's fault, as a
 * user sees it.
 */
class BlockedRingHttpTests {

	private static final String ORDERS = "/actuator/health/ring/orders/ring";

	private static final String LONELY = "/actuator/health/ring/lonely/ring";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		this.context = SpringApplication.run(Application.class, "--server.port=0", "--spring.application.name=shop",
				"--ring.directory=" + this.directory, "--ring.rings.orders.slots=64",
				"--ring.rings.orders.slot-size=64B", "--ring.rings.lonely.slots=64", "--ring.rings.lonely.on-full=fail",
				"--ring.health.blocked-producer-timeout=300ms", "--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,metrics");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void whenAProducerOfAnotherApplicationIsStalledItIsNamedAndOnceItDiesItsLossIsSaid() throws IOException {
		Process warehouse = ChildJvm
			.of(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"), ClaimingMain.class, this.directory,
					3)
			.start();
		try (BufferedReader out = warehouse.inputReader(StandardCharsets.UTF_8)) {
			assertThat(out.readLine()).isEqualTo("claimed 0");
			send("orders", 5);
			RingContexts.untilAsserted(() -> assertThat(get(ORDERS)).contains("OUT_OF_SERVICE",
					"\"problem\":\"ring 'orders': claim of sequence 0 (3 slots) by process " + warehouse.pid()
							+ " (application 'warehouse'",
					"\"culprit\":{\"pid\":" + warehouse.pid()
							+ ",\"application\":\"warehouse\",\"sequence\":0,\"lasts\":",
					"\"stalledProducers\":[{\"sequence\":0,\"slots\":3,\"pid\":" + warehouse.pid()
							+ ",\"application\":\"warehouse\",\"age\":"));
			assertThat(get("/actuator/health/ring/orders/all")).contains("\"status\":\"UP\"",
					"\"waitsFor\":\"sequence 0");
			assertThat(get(ORDERS)).contains("\"repaired\":0").doesNotContain("withoutLock");
		}
		finally {
			warehouse.destroyForcibly();
		}
		Events events = this.context.getBean(Events.class);
		RingContexts.untilAsserted(() -> assertThat(events.lost).hasSize(1));
		assertThat(events.lost.get(0).ring()).isEqualTo("orders");
		assertThat(events.lost.get(0).repairedSlots()).isEqualTo(3);
		assertThat(events.lost.get(0).participant().pid()).isEqualTo(warehouse.pid());
		RingContexts.untilAsserted(() -> assertThat(events.ids).containsExactly(0L, 1L, 2L, 3L, 4L));
		RingContexts.untilAsserted(
				() -> assertThat(get(ORDERS)).contains("\"status\":\"UP\"", "\"repaired\":3", "\"processes\":1")
					.doesNotContain("stalledProducers"));
		assertThat(get("/actuator/metrics/ring.repaired")).contains("\"value\":3.0");
	}

	@Test
	void whenAProducerOfThisApplicationIsStalledItsThreadIsNamed() {
		Ring ring = this.context.getBean(ManagedRings.class).ring("orders", "a test").ring().orElseThrow();
		try (Producer producer = ring.producer()) {
			producer.claim(2);
			String me = Thread.currentThread().getName();
			RingContexts.untilAsserted(() -> assertThat(get(ORDERS)).contains("OUT_OF_SERVICE", "(application 'shop'",
					"thread '" + me + "', is unfinished for", "\"thread\":\"" + me + "\""));
		}
		RingContexts.untilAsserted(() -> assertThat(get(ORDERS)).contains("\"status\":\"UP\""));
	}

	@Test
	void whenARingWithoutGroupsIsFullItIsOutOfServiceUntilAGroupTakesItsEvents() throws Exception {
		send("lonely", 63);
		assertThat(get(LONELY)).contains("\"status\":\"UP\"", "\"remaining\":1");
		send("lonely", 1);
		RingContexts.untilAsserted(() -> assertThat(get(LONELY)).contains("OUT_OF_SERVICE", "\"remaining\":0",
				"ring 'lonely': the ring has been full for ", "it has no consumer group that makes room"));
		assertThat(get("/actuator/health/ring")).contains("\"status\":\"OUT_OF_SERVICE\"");
		try (Ring other = Ring.builder("lonely").directory(this.directory).application("warehouse").open();
				Consumer consumer = other.consumer("stock")) {
			assertThat(consumer.poll((event, sequence, endOfBatch) -> {
			}, 64)).isEqualTo(64);
			RingContexts.untilAsserted(() -> assertThat(get(LONELY)).contains("\"status\":\"UP\"", "\"remaining\":64"));
		}
	}

	@Test
	void whenALockIsLostItIsShownAndTheRingGoesOn() throws IOException {
		// as anything in this process does that opens and closes the file
		assertThat(Files.readAllBytes(this.directory.resolve("orders/p-001.lock"))).isEmpty();
		RingContexts.untilAsserted(() -> assertThat(get(ORDERS)).contains("\"status\":\"UP\"",
				"\"withoutLock\":[\"pid " + ProcessHandle.current().pid() + ", application 'shop'\"]"));
		send("orders", 2);
		Events events = this.context.getBean(Events.class);
		RingContexts.untilAsserted(() -> assertThat(events.ids).containsExactly(0L, 1L));
		assertThat(get(ORDERS)).contains("\"repaired\":0");
	}

	private void send(String ring, int count) {
		for (int i = 0; i < count; i++) {
			this.context.getBean(RingTemplate.class).send(ring, OrderPlaced.of(i));
		}
	}

	private String get(String path) {
		return HttpLook.get(this.context, path);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Events events() {
			return new Events();
		}

	}

	static class Events {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<ParticipantLost> lost = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "all")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

		@EventListener
		void on(ParticipantLost lost) {
			this.lost.add(lost);
		}

	}

}
