package io.mmapring.cli;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.Chars;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventType;
import io.mmapring.event.RingEvent;

import static org.assertj.core.api.Assertions.assertThat;

class EventsCommandTests {

	@TempDir
	Path parent;

	private CliRun dump(Object... more) {
		Object[] arguments = new Object[4 + more.length];
		System.arraycopy(new Object[] { "dump", "-d", this.parent, "orders" }, 0, arguments, 0, 4);
		System.arraycopy(more, 0, arguments, 4, more.length);
		return CliRun.of(arguments);
	}

	@Test
	void payloadsAreShownOnlyWhenAsked() {
		try (Ring ring = TestRings.ring(this.parent, "orders").open(); Producer producer = ring.producer()) {
			EventType<Order> type = ring.register(7, RecordCodec.of(Order.class));
			producer.publish(type, new Order(42, "RING"));
			assertThat(dump().out().lines())
				.containsExactly("0  PUBLISHED  by=1  type=7 (order)  length=" + type.codec().length(new Order(0, "")));
			assertThat(dump("--payload", "decoded").out().lines()).contains("  {id=42, symbol=RING}");
			assertThat(dump("--payload", "hex").out().lines()).contains("  2a00000000000000040052494e4700000000");
			JsonNode json = dump("--payload", "decoded", "--json").json();
			assertThat(json.at("/payload/id").longValue()).isEqualTo(42);
			assertThat(json.get("typeName").textValue()).isEqualTo("order");
			assertThat(dump("--json").json().has("payload")).isFalse();
		}
	}

	@Test
	void headersAreShown() {
		String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
		try (Ring ring = TestRings.ring(this.parent, "orders")
			.slotSizeBytes(192)
			.eventHeaders(EventHeader.PUBLISH_TIME, EventHeader.KEY_HASH, EventHeader.TRACE)
			.userHeaderBytes(64)
			.open(); Producer producer = ring.producer()) {
			producer.headers().keyHash(0xABC).traceparent(trace).user("source", "desk 7").user("to", "Ada");
			TestRings.publish(producer, 1);
			assertThat(dump().out())
				.matches("(?s)0  PUBLISHED  by=1  type=1  length=8  published=20\\S+Z  key=abc  trace=" + trace
						+ "  source=desk 7  to=Ada\\R");
			JsonNode json = dump("--json").json();
			assertThat(json.get("keyHash").textValue()).isEqualTo("abc");
			assertThat(json.get("traceparent").textValue()).isEqualTo(trace);
			assertThat(json.at("/user/source").textValue()).isEqualTo("desk 7");
		}
	}

	@Test
	void largeEventsBatchesAndSkippedClaimsAreToldApart() {
		try (Ring ring = TestRings.ring(this.parent, "orders").open(); Producer producer = ring.producer()) {
			producer.publish(1, 100, (payload, id) -> payload.putLong(92, id), 5L);
			producer.claim(2).close();
			try (Claim claim = producer.claimEvents(8, 8)) {
				claim.next(1, 8).putLong(0, 1);
				claim.next(2, 8).putLong(0, 2);
				claim.publish();
			}
			try (Claim open = producer.claim(1)) {
				assertThat(open).isNotNull();
				assertThat(dump().out().lines()).containsExactly("0  PUBLISHED  by=1  type=1  length=100  slots=3",
						"3  SKIPPED  by=1", "4  SKIPPED  by=1", "5  PUBLISHED  by=1  type=1  length=8",
						"6  PUBLISHED  by=1  type=2  length=8", "7  CLAIMED  by=1");
				assertThat(dump("--from", 1, "--count", 1).out().lines()).last()
					.isEqualTo("5  PUBLISHED  by=1  type=1  length=8");
				assertThat(dump("--payload", "hex", "--count", 1).out()).contains("00".repeat(92) + "0500000000000000");
			}
		}
	}

	@Test
	void whatWasOverwrittenIsSaid() {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				var consumer = ring.consumer("journal")) {
			TestRings.publish(producer, TestRings.SLOTS);
			TestRings.takeQuietly(consumer, TestRings.SLOTS);
			TestRings.publish(producer, 2);
			List<String> lines = dump("--from", 0).out().lines().toList();
			assertThat(lines).hasSize(1 + TestRings.SLOTS).startsWith("0  OVERWRITTEN  up to 2");
			assertThat(dump().out().lines().findFirst())
				.hasValueSatisfying((line) -> assertThat(line).startsWith("2  PUBL"));
			assertThat(dump("--from", "latest").out()).isEmpty();
		}
	}

	@Test
	void tailFollows() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").open(); Producer producer = ring.producer()) {
			TestRings.publish(producer, 15);
			Thread later = new Thread(() -> {
				try (Producer other = ring.producer()) {
					TestRings.publish(other, 3);
				}
			});
			later.start();
			CliRun run = CliRun.of("tail", "-d", this.parent, "orders", "--count", 3, "--from", 15, "--json");
			later.join();
			List<JsonNode> events = run.out().lines().map(EventsCommandTests::parse).toList();
			assertThat(events).extracting((event) -> event.get("sequence").longValue()).containsExactly(15L, 16L, 17L);
			assertThat(CliRun.of("tail", "-d", this.parent, "orders", "--count", 10).out().lines()).hasSize(10)
				.first()
				.asString()
				.startsWith("8  PUBLISHED");
		}
	}

	private static JsonNode parse(String line) {
		try {
			return new ObjectMapper().readTree(line);
		}
		catch (com.fasterxml.jackson.core.JsonProcessingException ex) {
			throw new AssertionError(line, ex);
		}
	}

	@Test
	void whenTheStartIsNonsenseItSaysWhatCanBe() {
		TestRings.ring(this.parent, "orders").open().close();
		CliRun run = dump("--from", "yesterday");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err().strip())
			.isEqualTo("ring: --from=yesterday (expected: a sequence from 0, earliest or latest)");
		assertThat(dump("--payload", "all").exitCode()).isEqualTo(2);
	}

	@RingEvent("order")
	record Order(long id, @Chars(8) String symbol) {
	}

}
