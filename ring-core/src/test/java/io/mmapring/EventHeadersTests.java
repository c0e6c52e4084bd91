package io.mmapring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.codec.RingCodecs;
import io.mmapring.error.EventDecodingException;
import io.mmapring.error.RingFormatException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;
import io.mmapring.event.EventType;
import io.mmapring.event.KeyHash;
import io.mmapring.event.NextHeaders;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What goes with events beside their payload. */
class EventHeadersTests {

	private static final int SLOTS = 64;

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final EventFiller<byte[]> FILL = (payload, bytes) -> payload.putBytes(0, bytes);

	@TempDir
	Path directory;

	private Ring ring;

	@AfterEach
	void close() {
		if (this.ring != null) {
			this.ring.close();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 60_000 })
	void headersComeWithTheirEventAtEachPlaceOfTheRing(long evictAfterMs) throws Exception {
		this.ring = all().evictAfter(Duration.ofMillis(evictAfterMs)).open();
		assertThat(this.ring.payloadCapacityBytes()).isEqualTo(192 - 16 - 48 - 64);
		Producer producer = this.ring.producer();
		Consumer consumer = this.ring.consumer("g");
		for (int i = 0; i < 5 * SLOTS; i++) {
			byte[] event = ("event " + i + " ").repeat(i % 40).getBytes(StandardCharsets.UTF_8);
			producer.headers().user("i", "ä" + i).keyHash(i).traceparent(TRACE).user("empty", "");
			long beforeNs = nowNs();
			producer.publish(1, event.length, FILL, event);
			producer.publish(1, event.length, FILL, event);
			long afterNs = nowNs();
			String key = "ä" + i;
			long hash = i;
			List<Long> taken = new ArrayList<>();
			consumer.poll((view, sequence, end) -> {
				byte[] bytes = new byte[view.length()];
				view.payload().getBytes(0, bytes);
				assertThat(bytes).isEqualTo(event);
				EventHeaders headers = view.headers();
				assertThat(headers.publishTimeNs()).isBetween(beforeNs - TimeUnit.SECONDS.toNanos(1),
						afterNs + TimeUnit.SECONDS.toNanos(1));
				boolean first = taken.isEmpty();
				assertThat(headers.keyHash()).isEqualTo(first ? hash : 0);
				assertThat(headers.traceparent()).isEqualTo(first ? TRACE : null);
				assertThat(headers.trace(new byte[EventHeaders.TRACE_BYTES], 0)).isEqualTo(first);
				assertThat(headers.user("i")).isEqualTo(first ? key : null);
				assertThat(headers.user("empty")).isEqualTo(first ? "" : null);
				taken.add(sequence);
			}, 2);
			assertThat(taken).hasSize(2);
		}
	}

	@Test
	void theyAreSetBeforeTheEventAndReadFromIt() throws Exception {
		RingBuilder builder = builder();
		String trace = TRACE;
		List<String> seen = new ArrayList<>();
		// tag::headers[]
		builder.eventHeaders(EventHeader.PUBLISH_TIME, EventHeader.KEY_HASH, EventHeader.TRACE).userHeaderBytes(64);
		try (Ring ring = builder.open(); Producer producer = ring.producer(); Consumer consumer = ring.consumer("g")) {
			producer.headers().keyHash(KeyHash.of("EUR/USD")).traceparent(trace).user("source", "desk 7");
			producer.publish(1, 8, (payload, id) -> payload.putLong(0, id), 42L);
			consumer.poll((event, sequence, endOfBatch) -> seen.add(event.headers().user("source")), 1);
		}
		// end::headers[]
		assertThat(seen).containsExactly("desk 7");
	}

	@Test
	void theRingSaysWhichThereAre() {
		this.ring = all().open();
		assertThat(this.ring.eventHeaders()).containsExactly(EventHeader.values());
		assertThat(this.ring.userHeaderBytes()).isEqualTo(64);
		try (Ring bare = Ring.builder("bare").directory(this.directory).open()) {
			assertThat(bare.eventHeaders()).isEmpty();
			assertThat(bare.userHeaderBytes()).isZero();
		}
	}

	@Test
	void eachEventOfABatchHasItsOwn() throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer();
		EventType<String> type = this.ring.register(1, RingCodecs.text());
		producer.publishAll(type, List.of("a", "b"), WhenFull.FAIL,
				(headers, event) -> headers.keyHash(KeyHash.of(event)));
		List<Long> keys = new ArrayList<>();
		this.ring.consumer("g").poll((event, sequence, end) -> keys.add(event.headers().keyHash()), 2);
		assertThat(keys).containsExactly(KeyHash.of("a"), KeyHash.of("b"));
	}

	@Test
	void whenTheHeadersOfABatchCannotBeSetNothingOfItIsSeenOrLeft() throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer();
		EventType<String> type = this.ring.register(1, RingCodecs.text());
		assertThatIllegalArgumentException().isThrownBy(() -> producer.tryPublishAll(type, List.of("a", "b"),
				(headers, event) -> headers.keyHash(7).user("key", event.equals("b") ? "x".repeat(100) : "")));
		producer.publish(type, "c");
		List<Long> keys = new ArrayList<>();
		this.ring.consumer("g").poll((event, sequence, end) -> keys.add(event.headers().keyHash()), 9);
		assertThat(keys).containsExactly(0L);
	}

	@Test
	void eachEventOfAClaimHasItsOwn() throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer();
		try (Claim claim = producer.claimEvents(200, 8)) {
			claim.headers().keyHash(KeyHash.of("a"));
			claim.next(1, 200);
			claim.headers().keyHash(KeyHash.of("b"));
			claim.next(1, 8);
			claim.publish();
		}
		List<Long> hashes = new ArrayList<>();
		this.ring.consumer("g").poll((event, sequence, end) -> hashes.add(event.headers().keyHash()), 9);
		assertThat(hashes).containsExactly(KeyHash.of("a"), KeyHash.of("b"));
	}

	@Test
	void whenAnEventIsDroppedSoAreItsHeadersButNotWhenItIsRefused() throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer(ProducerOptions.DEFAULT.withOnFull(OnFull.DROP));
		Consumer consumer = this.ring.consumer("g");
		byte[] event = new byte[0];
		while (producer.tryPublish(1, 0, FILL, event) >= 0) {
			assertThat(producer.headers()).isNotNull();
		}
		producer.headers().keyHash(1);
		assertThat(producer.publish(1, 0, FILL, event)).isNegative();
		consumer.poll((view, sequence, end) -> {
		}, SLOTS / 2);
		producer.publish(1, 0, FILL, event);
		while (producer.tryPublish(1, 0, FILL, event) >= 0) {
			assertThat(producer.headers()).isNotNull();
		}
		producer.headers().keyHash(2);
		assertThat(producer.tryPublish(1, 0, FILL, event)).isNegative();
		List<Long> hashes = new ArrayList<>();
		consumer.poll((view, sequence, end) -> hashes.add(view.headers().keyHash()), SLOTS);
		producer.tryPublish(1, 0, FILL, event);
		consumer.poll((view, sequence, end) -> hashes.add(view.headers().keyHash()), SLOTS);
		assertThat(hashes).hasSize(SLOTS + 1).endsWith(2L);
		assertThat(hashes.subList(0, SLOTS)).containsOnly(0L);
	}

	@Test
	void aTraceCanBeBytes() throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer();
		byte[] trace = new byte[30];
		for (int i = 0; i < trace.length; i++) {
			trace[i] = (byte) i;
		}
		producer.headers().trace(trace, 2);
		producer.publish(1, 0, FILL, new byte[0]);
		byte[] read = new byte[30];
		this.ring.consumer("g").poll((event, sequence, end) -> {
			assertThat(event.headers().trace(read, 2)).isTrue();
			assertThat(event.headers().traceparent()).startsWith("02-0304");
		}, 1);
		assertThat(read).startsWith(0, 0, 2, 3, 4).endsWith(25, 26, 27, 0, 0);
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> producer.headers().trace(trace, 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
			"00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00x0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01" })
	void whenATextIsNoTraceItIsRefusedAndThereIsNone(String text) throws Exception {
		this.ring = all().open();
		Producer producer = this.ring.producer();
		assertThatIllegalArgumentException().isThrownBy(() -> producer.headers().traceparent(text))
			.withMessage("traceparent='" + text
					+ "' (expected: version-trace-parent-flags of 2, 32, 16 and 2 hexadecimal digits, neither trace nor parent zero)");
		producer.publish(1, 0, FILL, new byte[0]);
		this.ring.consumer("g").poll((event, sequence, end) -> assertThat(event.headers().traceparent()).isNull(), 1);
	}

	@Test
	void whenThereIsNoRoomForAHeaderItIsRefused() throws Exception {
		this.ring = builder().userHeaderBytes(16).open();
		Producer producer = this.ring.producer();
		NextHeaders headers = producer.headers().user("a", "12345");
		assertThatIllegalArgumentException().isThrownBy(() -> headers.user("b", "2"))
			.withMessage("bytes of header 'b'=6 (expected: at most the 4 that are left of userHeaderBytes=16)");
		producer.publish(1, 0, FILL, new byte[0]);
		List<String> found = new ArrayList<>();
		Consumer consumer = this.ring.consumer("g");
		consumer.poll((event, sequence, end) -> event.headers().forEachUser((key, value) -> found.add(key + value)), 1);
		assertThat(found).containsExactly("a12345");
		headers.user("c", "1").clear();
		producer.publish(1, 0, FILL, new byte[0]);
		this.ring.memory().intPlain(this.ring.layout().slot(1) + RingLayout.SLOT_PAYLOAD, 15);
		assertThatExceptionOfType(EventDecodingException.class)
			.isThrownBy(() -> consumer.poll((event, sequence, end) -> event.headers().user("a"), 1))
			.withMessageContaining("headers of an event of ring 'orders': length=15 at byte 0 (expected: at most 14)");
	}

	@Test
	void whenTheRingHasNoSuchHeaderItIsRefused() throws Exception {
		this.ring = builder().eventHeaders(EventHeader.TRACE).open();
		Producer producer = this.ring.producer();
		assertThatIllegalStateException().isThrownBy(() -> producer.headers().keyHash(1))
			.withMessage(
					"ring 'orders' has no header KEY_HASH (expected: one of [TRACE] and 0 bytes of the user's own); create it with eventHeaders(KEY_HASH)");
		assertThatIllegalStateException().isThrownBy(() -> producer.headers().user("a", "b"))
			.withMessageEndingWith("create it with userHeaderBytes");
		producer.publish(1, 0, FILL, new byte[0]);
		this.ring.consumer("g").poll((event, sequence, end) -> {
			assertThatIllegalStateException().isThrownBy(() -> event.headers().publishTimeNs());
			assertThatIllegalStateException().isThrownBy(() -> event.headers().keyHash());
			assertThatIllegalStateException().isThrownBy(() -> event.headers().user("a"));
		}, 1);
	}

	@Test
	void whenTheRingHasNoHeadersAskingIsRefused() throws Exception {
		this.ring = builder().open();
		Producer producer = this.ring.producer();
		String message = "events of ring 'orders' have no headers (expected: some); create it with eventHeaders or userHeaderBytes";
		assertThatIllegalStateException().isThrownBy(producer::headers).withMessage(message);
		producer.publish(1, 0, FILL, new byte[0]);
		this.ring.consumer("g")
			.poll((event, sequence, end) -> assertThatIllegalStateException().isThrownBy(event::headers)
				.withMessage(message), 1);
		assertThat(this.ring.payloadCapacityBytes()).isEqualTo(192 - 16);
	}

	@Test
	void whenAnotherOpenerWantsOtherHeadersItIsRefused() {
		this.ring = builder().eventHeaders(EventHeader.TRACE, EventHeader.PUBLISH_TIME).open();
		for (RingBuilder other : List.of(builder().eventHeaders(EventHeader.TRACE), builder().eventHeaders(),
				builder().eventHeaders(EventHeader.TRACE, EventHeader.PUBLISH_TIME).userHeaderBytes(8))) {
			assertThatExceptionOfType(RingFormatException.class).isThrownBy(other::open)
				.withMessageContaining(
						"eventHeaders=[PUBLISH_TIME, TRACE] and 0 bytes of the user's own (expected: " + other.headers)
				.satisfies((ex) -> assertThat(ex.field()).isEqualTo("eventHeaders"));
		}
		try (Ring same = builder().eventHeaders(EventHeader.PUBLISH_TIME, EventHeader.TRACE).open();
				Ring any = builder().open()) {
			assertThat(same.payloadCapacityBytes()).isEqualTo(any.payloadCapacityBytes()).isEqualTo(192 - 16 - 40);
		}
	}

	@Test
	void whenASlotHasNoRoomForThemTheyAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder().slotSizeBytes(64).eventHeaders(EventHeader.values()).open())
			.withMessage(
					"slotSizeBytes=64 (expected: at least 24 more than headers of events take, which are [PUBLISH_TIME, KEY_HASH, TRACE] and 0 bytes of the user's own)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder().userHeaderBytes(12))
			.withMessage("userHeaderBytes=12 (expected: a multiple of 8, 0 to 4096)");
	}

	private RingBuilder all() {
		return builder().eventHeaders(EventHeader.values()).userHeaderBytes(64);
	}

	private RingBuilder builder() {
		return Ring.builder("orders").directory(this.directory).slots(SLOTS).slotSizeBytes(192).group("g");
	}

	private static long nowNs() {
		Instant now = Instant.now();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

}
