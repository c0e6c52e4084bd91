package io.mmapring.spring.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written about meters, and what there is, in Micrometer and on Prometheus. */
class MetricsDocumentTests {

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(ring_\\w+)\\{([^}]*)} (\\S+)");

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		this.context = SpringApplication.run(Application.class, "--server.port=0", "--spring.application.name=shop",
				"--ring.directory=" + this.directory, "--ring.rings.orders.slots=64",
				"--ring.listeners.spy.mode=observer", "--ring.listener.max-batch-size=4",
				"--management.endpoints.web.exposure.include=prometheus");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void everyMeterIsWrittenDownAndEveryWrittenOneIsThere() throws IOException {
		Map<String, String> there = new TreeMap<>();
		this.context.getBean(MeterRegistry.class)
			.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("ring."))
			.forEach((meter) -> there.put(meter.getId().getName(), kind(meter) + " of " + tags(meter)));
		assertThat(written(
				(row) -> row.get(3) + " of " + new TreeSet<>(List.of(row.get(4).split(", "))).stream().toList()))
			.isEqualTo(there);
	}

	@Test
	void everyNameOnPrometheusIsWrittenDownAndEveryWrittenOneIsThere() throws IOException {
		Set<String> there = SAMPLE.matcher(scrape())
			.results()
			.map((sample) -> sample.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> written = new TreeSet<>();
		written((row) -> row.get(2)).values().forEach((names) -> written.addAll(List.of(names.split(", "))));
		assertThat(there).isEqualTo(written);
	}

	@Test
	void aGroupOfAnotherApplicationIsThereOnceWithoutAListener() {
		try (Ring other = Ring.builder("orders").directory(this.directory).application("warehouse").open();
				var consumer = other.consumer("stock")) {
			assertThat(consumer.lag()).isZero();
			RingContexts.untilAsserted(() -> assertThat(of("stock", "ring_listener_lag"))
				.containsExactly("ring_listener_lag{group=\"stock\",listener=\"none\",ring=\"orders\"} 0.0"));
			assertThat(of("stock", "ring_listener_owned"))
				.containsExactly("ring_listener_owned{group=\"stock\",listener=\"none\",ring=\"orders\"} 1.0");
		}
		assertThat(of("shop.journal", "ring_listener_lag"))
			.containsExactly("ring_listener_lag{group=\"shop.journal\",listener=\"journal\",ring=\"orders\"} 0.0");
		RingContexts.untilAsserted(() -> assertThat(of("stock", "ring_listener_owned"))
			.containsExactly("ring_listener_owned{group=\"stock\",listener=\"none\",ring=\"orders\"} 0.0"));
	}

	private List<String> of(String group, String name) {
		return SAMPLE.matcher(scrape())
			.results()
			.filter((sample) -> sample.group(1).equals(name) && sample.group(2).contains("group=\"" + group + "\""))
			.map((sample) -> sample.group())
			.toList();
	}

	private String scrape() {
		return HttpLook.get(this.context, "/actuator/prometheus");
	}

	private static Map<String, String> written(Function<List<String>, String> reading) throws IOException {
		Map<String, String> written = new TreeMap<>();
		Files.readAllLines(Path.of("..", "docs", "operations", "metrics.md"))
			.stream()
			.filter((line) -> line.startsWith("| `ring."))
			.map((line) -> Arrays.stream(line.split("\\|")).map((cell) -> cell.replace("`", "").strip()).toList())
			.forEach((row) -> assertThat(written.put(row.get(1), reading.apply(row))).as("%s", row).isNull());
		return written;
	}

	private static String kind(Meter meter) {
		if (meter instanceof FunctionTimer) {
			return "function timer";
		}
		if (meter instanceof FunctionCounter) {
			return "counter";
		}
		return (meter instanceof TimeGauge) ? "time gauge" : "gauge";
	}

	private static List<String> tags(Meter meter) {
		return meter.getId().getTags().stream().map(Tag::getKey).sorted().toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

	}

	static class Listeners {

		@RingListener(ring = "orders", id = "journal")
		void journal(OrderPlaced order) {
			// it is enough that it is there
		}

		@RingListener(ring = "orders", id = "spy")
		void spy(OrderPlaced order) {
			// it is enough that it is there
		}

	}

}
