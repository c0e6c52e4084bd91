package io.mmapring.spring.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.ShardKey;
import io.mmapring.inspect.RingFinding;
import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the endpoint's document have the fields that it answers, and no others.
 */
class EndpointDocumentTests {

	private static final Path DOCUMENT = Path.of("../docs/operations/endpoint.md");

	/** A request, and the example of its answer. */
	private static final Pattern EXAMPLE = Pattern.compile("`((?:GET|POST) [^`]+)`\\s*```json\n(.*?)```",
			Pattern.DOTALL);

	private static final JsonMapper JSON = JsonMapper.shared();

	@TempDir
	Path directory;

	@Test
	void examplesHaveTheFieldsThatARunAnswers() throws Exception {
		Map<String, String> examples = examples();
		assertThat(examples).hasSize(7);
		try (ConfigurableApplicationContext context = start()) {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("orders", OrderPlaced.of(0));
			template.send("orders", OrderPlaced.of(1));
			RingContexts.untilAsserted(() -> assertThat(HttpLook.get(context, "/actuator/ring/orders/clerk"))
				.contains("oldestUnacknowledged", "lastError"));
			try (Ring warehouse = Ring.builder("orders").directory(this.directory).application("warehouse").open();
					Consumer stock = warehouse
						.consumer(ConsumerOptions.of("stock").withShards(2, ShardKey.bySequence()));
					Producer producer = context.getBean(ManagedRings.class)
						.ring("orders", "a test")
						.ring()
						.orElseThrow()
						.producer();
					Claim claim = producer.claim(2)) {
				RingContexts.until(() -> {
					stock.poll((event, sequence, endOfBatch) -> {
					}, 8);
					return stock.position() == claim.first();
				});
				template.send("orders", OrderPlaced.of(2));
				RingContexts.untilAsserted(() -> assertThat(HttpLook.get(context, "/actuator/ring/orders"))
					.contains("\"waitsFor\"", "\"culprit\""));
				for (Map.Entry<String, String> example : examples.entrySet()) {
					assertFields(context, example.getKey(), example.getValue());
				}
			}
		}
	}

	@Test
	void allKindsOfFindingsAndAllOperationsAreExplained() throws IOException {
		String document = Files.readString(DOCUMENT);
		assertThat(firstColumn(document, "finding")).containsExactlyInAnyOrderElementsOf(
				Stream.of(RingFinding.Kind.values()).map(EndpointDocumentTests::lower).toList());
		assertThat(firstColumn(document, "operation")).containsExactlyInAnyOrderElementsOf(
				Stream.of(ListenerOperation.values()).map(EndpointDocumentTests::lower).toList());
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** What stands in the first column of the table with that heading. */
	private static List<String> firstColumn(String document, String heading) {
		return document.lines()
			.dropWhile((line) -> !line.startsWith("| " + heading + " |"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> line.split("`", -1)[1])
			.toList();
	}

	private static void assertFields(ConfigurableApplicationContext context, String request, String example) {
		String[] parts = request.split(" ", 3);
		String answer = HttpLook.send(context, parts[0], parts[1], (parts.length > 2) ? parts[2] : "").body();
		assertThat(fields(JSON.readTree(answer))).as("%s: %s", request, answer)
			.isEqualTo(fields(JSON.readTree(example)));
	}

	/** Paths of all fields; elements of lists together. */
	private static SortedSet<String> fields(JsonNode node) {
		SortedSet<String> fields = new TreeSet<>();
		collect("", node, fields);
		return fields;
	}

	private static void collect(String path, JsonNode node, SortedSet<String> fields) {
		if (node.isObject()) {
			node.properties().forEach((field) -> {
				fields.add(path + "." + field.getKey());
				collect(path + "." + field.getKey(), field.getValue(), fields);
			});
		}
		node.values()
			.stream()
			.filter((value) -> node.isArray())
			.forEach((value) -> collect(path + "[]", value, fields));
	}

	private static Map<String, String> examples() throws IOException {
		Map<String, String> examples = new LinkedHashMap<>();
		Matcher matcher = EXAMPLE.matcher(Files.readString(DOCUMENT));
		while (matcher.find()) {
			examples.put(matcher.group(1), matcher.group(2));
		}
		return examples;
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(Application.class, "--server.port=0", "--spring.application.name=shop",
				"--ring.directory=" + this.directory, "--ring.rings.orders.slots=64",
				"--ring.rings.orders.slot-size=128B", "--ring.rings.orders.headers=publish-time",
				"--ring.listener.ack-mode=manual", "--ring.health.blocked-producer-timeout=1s",
				"--management.endpoints.web.exposure.include=ring", "--management.endpoint.ring.access=unrestricted");
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
		void on(OrderPlaced order, Acknowledgment acknowledgment) {
			if (order.id() == 0) {
				throw new IllegalStateException("no paper");
			}
		}

	}

}
