package io.mmapring.spring.actuate;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Health and metrics while rings open and close, and while nobody has a core left. */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorStressIT {

	private static final int SCRAPES = 1000;

	private static final int LOOKS = 2000;

	@TempDir
	Path directory;

	private final AtomicBoolean over = new AtomicBoolean();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	@Test
	void whileRingsOpenAndCloseEachScrapeIsAnswered(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			AtomicInteger rounds = new AtomicInteger();
			List<Thread> others = List.of(start(() -> reopen(context, rounds)), start(() -> comeAndGo(rounds)));
			int up = 0;
			for (int i = 0; i < SCRAPES; i++) {
				HttpResponse<String> health = HttpLook.ask(context, "/actuator/health");
				assertThat(health.statusCode()).as(health::body).isIn(200, 503);
				assertThat(health.body()).contains("\"orders\":{", "\"journal\":{")
					.doesNotContain("cannot be looked at");
				HttpResponse<String> scrape = HttpLook.ask(context, "/actuator/prometheus");
				assertThat(scrape.statusCode()).as(scrape::body).isEqualTo(200);
				assertThat(scrape.body()).contains("ring_tail{ring=\"orders\"}", "ring_listener_lag{");
				up += scrape.body().contains("ring_usable{ring=\"orders\"} 1.0") ? 1 : 0;
			}
			end(others);
			assertThat(up).as("scrapes of an open ring").isPositive();
			assertThat(rounds.get()).as("rings that were opened and closed").isGreaterThan(10);
			System.out.printf(Locale.ROOT,
					"%d scrapes while rings were opened and closed %d times, %d of an open ring%n", SCRAPES,
					rounds.get(), up);
		}
		assertThat(output).doesNotContain("Exception", "Cannot look at the rings", "InternalError");
	}

	@Test
	void whileAllCoresAreBusyHealthIsQuick() throws Exception {
		try (ConfigurableApplicationContext context = run("--ring.listener.wait-strategy=busy-spin",
				"--ring.rings.orders.on-full=drop")) {
			RingTemplate template = context.getBean(RingTemplate.class);
			int cores = Runtime.getRuntime().availableProcessors();
			List<Thread> producers = new ArrayList<>();
			for (int i = 0; i < cores; i++) {
				producers.add(start(() -> spin(template)));
			}
			for (int i = 0; i < LOOKS / 10; i++) {
				assertThat(HttpLook.status(context, "/actuator/health")).isIn(200, 503);
			}
			long[] takenNs = new long[LOOKS];
			for (int i = 0; i < LOOKS; i++) {
				long startNs = System.nanoTime();
				HttpResponse<String> health = HttpLook.ask(context, "/actuator/health");
				takenNs[i] = System.nanoTime() - startNs;
				assertThat(health.body()).contains("\"orders\":{", "\"journal\":{", "\"tail\":");
			}
			end(producers);
			Arrays.sort(takenNs);
			System.out.printf(Locale.ROOT,
					"/actuator/health with %d spinning producers and 2 spinning listeners on %d cores: median %.1f ms, p99 %.1f ms, most %.1f ms of %d%n",
					cores, cores, ms(takenNs[LOOKS / 2]), ms(takenNs[LOOKS * 99 / 100]), ms(takenNs[LOOKS - 1]), LOOKS);
			assertThat(ms(takenNs[LOOKS * 99 / 100])).as("p99 in ms; a machine may be slow").isLessThan(5000);
		}
	}

	private static double ms(long ns) {
		return ns / 1e6;
	}

	/** As the rings of this application do that are restarted while it runs. */
	private void reopen(ConfigurableApplicationContext context, AtomicInteger rounds) {
		ManagedRings rings = context.getBean(ManagedRings.class);
		ListenerRegistry listeners = context.getBean(ListenerRegistry.class);
		while (!this.over.get()) {
			listeners.stop();
			rings.stop();
			rings.start();
			listeners.start();
			rounds.incrementAndGet();
		}
	}

	/** As another application does, whose group then is in nobody's hands. */
	private void comeAndGo(AtomicInteger rounds) {
		while (!this.over.get()) {
			try (Ring other = Ring.builder("orders").directory(this.directory).application("warehouse").open();
					Consumer consumer = other.consumer("stock");
					Producer producer = other.producer()) {
				if (producer.tryClaim(1) >= 0) {
					producer.claimed().abandon();
				}
				consumer.poll((event, sequence, endOfBatch) -> {
				}, 64);
				rounds.incrementAndGet();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private void spin(RingTemplate template) {
		while (!this.over.get()) {
			template.send("orders", OrderPlaced.of(7));
		}
	}

	private Thread start(Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				this.failure.compareAndSet(null, ex);
			}
		});
		thread.start();
		return thread;
	}

	private void end(List<Thread> threads) throws InterruptedException {
		this.over.set(true);
		for (Thread thread : threads) {
			thread.join(TimeUnit.SECONDS.toMillis(60));
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(this.failure.get()).isNull();
	}

	private ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--spring.application.name=shop",
				"--ring.directory=" + this.directory, "--ring.rings.orders.slots=1024",
				"--ring.rings.orders.slot-size=64B", "--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,prometheus"));
		all.addAll(List.of(arguments));
		return SpringApplication.run(Application.class, all.toArray(String[]::new));
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

		@RingListener(ring = "orders", id = "journal")
		void journal(OrderPlaced order) {
			// it is enough that it takes them
		}

		@RingListener(ring = "orders", id = "audit", after = "journal")
		void audit(OrderPlaced order) {
			// it is enough that it takes them
		}

	}

}
