package io.mmapring.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.json.JsonParserFactory;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingPropertyException;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of properties that cannot work, and what is written about all. */
class RingPropertiesTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ring.rings.orders.slots | 1000 | a power of two
			ring.rings.orders.slots | 16 | at least 32
			ring.rings.orders.slot-size | 100B | a multiple of 64B
			ring.rings.orders.slot-size | 0B | at least 64B
			ring.rings.orders.slot-size | 1GB | under 2 GB
			ring.rings.orders.max-groups | 0 | 1 to 64
			ring.rings.orders.max-groups | 65 | 1 to 64
			ring.rings.orders.groups | /bad | letters, digits
			ring.rings.orders.after.journal | risk | one of ring.rings.orders.groups
			ring.rings.orders.attach-timeout | -1s | 0 or more
			ring.rings.orders.block-timeout | 0s | more than 0
			ring.rings.orders.evict-after | -1s | 0 for never
			ring.rings.orders.headers | none,trace | none, or some of publish-time, key-hash and trace
			ring.rings.orders.user-header-size | 12B | a multiple of 8B
			ring.rings.orders.user-header-size | 8KB | at most 4096B
			ring.rings.orders.required.groups | /bad | letters, digits
			ring.rings.orders.required.start-timeout | -1s | 0 or more
			ring.rings.orders.required.progress-timeout | 0s | more than 0
			ring.rings.orders.permissions | rwxrwxrwx | rw-rw----
			ring.rings.orders.types.0 | java.lang.String | type numbers from 1
			ring.rings.orders.types.1 | com.acme.Missing | a class of this application
			ring.listener.max-batch-size | 0 | at least 1
			ring.listener.idle-event-interval | -1s | 0 or more
			ring.listeners.journal.idle-event-interval | -1s | 0 or more
			ring.listener.cores | 2;3 | different numbers or ranges
			ring.listeners.journal.cores | 1,1 | different numbers or ranges
			ring.listener.concurrency | 0 | at least 1
			ring.listener.shards | 17 | 1 to 16
			ring.listeners.journal.concurrency | -1 | at least 1
			ring.listeners.journal.shards | 0 | 1 to 16
			ring.rings.orders.shards.journal | 4 | one of ring.rings.orders.groups
			ring.listener.shutdown.timeout | 0s | more than 0
			ring.listeners.journal.max-batch-size | -5 | at least 1
			ring.listeners.journal.shutdown.timeout | -1s | more than 0
			ring.health.stall-timeout | 0s | more than 0
			ring.health.blocked-producer-timeout | 0s | more than 0
			ring.health.lag.for | -1s | 0 or more
			ring.rings.orders.health.stall-timeout | 0s | more than 0
			ring.rings.orders.health.blocked-producer-timeout | 0s | more than 0
			ring.rings.orders.health.lag.for | -1s | 0 or more
			ring.listeners.journal.health.stall-timeout | 0s | more than 0
			ring.listeners.journal.health.lag.for | -1s | 0 or more
			""")
	void aValueThatCannotWorkFailsTheStartWithItsKey(String key, String value, String expected) {
		RingContexts.in(this.directory)
			.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class, (ex) -> {
					assertThat(ex.key()).isEqualTo(key);
					assertThat(ex.expected()).contains(expected);
				}));
	}

	@ParameterizedTest
	@CsvSource({ "ring.rings.orders.attach-timeout, -1s", "ring.listener.shutdown.timeout, -1500ms",
			"ring.rings.orders.block-timeout, 0s" })
	void aTimeIsSaidAsItIsWritten(String key, String value) {
		RingContexts.in(this.directory)
			.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(key + "=" + value + " (expected: "));
	}

	@ParameterizedTest
	@CsvSource({ "ring.rings.orders.on-full, panic", "ring.rings.orders.producers, none",
			"ring.rings.orders.create, perhaps", "ring.rings.orders.when-no-groups, cry",
			"ring.rings.orders.reboot, often", "ring.rings.orders.headers, shoes",
			"ring.rings.orders.required.without-progress, sulk", "ring.listener.ack-mode, sometimes",
			"ring.listener.mode, shy", "ring.listener.startup-failure, weep", "ring.rings.orders.startup-failure, weep",
			"ring.listener.wait-strategy, pray", "ring.listener.start-from, middle",
			"ring.listener.error.policy, panic", "ring.health.details, gossip",
			"ring.rings.orders.health.lag.threshold, 0%", "ring.health.lag.threshold, 101%",
			"ring.health.lag.threshold, much" })
	void aValueThatCannotBeReadFailsTheStartWithItsKey(String key, String value) {
		RingContexts.in(this.directory)
			.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure().satisfies((ex) -> assertThat(causes(ex)).contains(key)));
	}

	@Test
	void whenARingHasABadNameTheStartFails() {
		RingContexts.in(this.directory)
			.withPropertyValues("ring.rings[a/b].slots=64")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("ring.rings.a/b"));
	}

	@Test
	void everyPropertyHasADescription() throws IOException {
		List<Map<String, Object>> properties = metadata("properties").stream()
			.filter((property) -> String.valueOf(property.get("name")).startsWith("ring."))
			.toList();
		assertThat(properties).hasSizeGreaterThan(15)
			.allSatisfy((property) -> assertThat(String.valueOf(property.get("description"))).as("%s", property)
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A "));
	}

	@Test
	void everyHintIsForAProperty() throws IOException {
		List<Object> names = metadata("properties").stream().map((property) -> property.get("name")).toList();
		assertThat(metadata("hints")).isNotEmpty().allSatisfy((hint) -> assertThat(names).contains(hint.get("name")));
	}

	@Test
	void everyKeyIsInTheReference() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "spring.md"));
		List<String> keys = new ArrayList<>();
		keys(keys, "ring.", RingProperties.class);
		keys(keys, "ring.rings.<name>.", RingConfig.class);
		assertThat(keys).contains("ring.directory", "ring.rings.<name>.slot-size", "ring.health.lag.for",
				"ring.listener.shutdown.timeout");
		assertThat(keys).allSatisfy((key) -> assertThat(reference).contains("`" + key + "`"));
	}

	private static void keys(List<String> keys, String prefix, Class<?> type) {
		for (var property : BeanUtils.getPropertyDescriptors(type)) {
			String key = prefix + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Class<?> valueType = property.getPropertyType();
			if (property.getName().equals("class")) {
				continue;
			}
			if (valueType.getPackage() != null && valueType.getName().startsWith("io.mmapring.spring.autoconfigure")
					&& property.getWriteMethod() == null) {
				keys(keys, key + ".", valueType);
			}
			else if (!Map.class.isAssignableFrom(valueType) || property.getWriteMethod() != null) {
				keys.add(key);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> metadata(String part) throws IOException {
		try (InputStream in = RingProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(in).isNotNull();
			String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return (List<Map<String, Object>>) JsonParserFactory.getJsonParser().parseMap(json).get(part);
		}
	}

	private static String causes(Throwable ex) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			text.append(cause.getMessage()).append('\n');
		}
		return text.toString();
	}

}
