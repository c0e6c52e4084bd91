package io.mmapring.cli.payload;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mmapring.codec.DeadLetter;
import io.mmapring.codec.RecordCodec;
import io.mmapring.codec.RingCodecs;
import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;
import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;
import io.mmapring.file.TypeTable.TypeInfo;

import static org.assertj.core.api.Assertions.assertThat;

class EventTextsTests {

	private static <T> byte[] encode(RingCodec<T> codec, T event) {
		int length = codec.length(event);
		RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(length + Long.BYTES));
		SlotBuffer buffer = new SlotBuffer(memory);
		buffer.window(0, length);
		codec.encode(event, buffer, 0);
		byte[] bytes = new byte[length];
		memory.bytesPlain(0, bytes);
		return bytes;
	}

	private static EventTexts texts(String... layouts) {
		return new EventTexts(List.of(layouts).stream().map((layout) -> new TypeInfo(1, "trade", layout)).toList());
	}

	@Test
	void eachKindOfComponentIsRead() {
		RecordCodec<Trade> codec = RecordCodec.of(Trade.class);
		Trade trade = new Trade(new UUID(1, 2), Instant.parse("2026-05-01T10:00:00.000000001Z"),
				Duration.ofMillis(1500), LocalDate.of(2026, 5, 1), new BigDecimal("12.50"), OptionalInt.of(3),
				new byte[] { 1, (byte) 0xAB }, new Venue("DE", (byte) 7), new Side[] { Side.SELL, null, Side.BUY },
				new short[] { -1, 2 }, Optional.empty(), true, 'x', 1.5f, -2.25, 1L << 40);
		Object decoded = texts(codec.layout()).decode(1, encode(codec, trade));
		assertThat(decoded.toString()).isEqualTo(
				"{id=00000000-0000-0001-0000-000000000002, at=2026-05-01T10:00:00.000000001Z, took=PT1.5S, day=2026-05-01, "
						+ "price=12.50, discount=3, tag=01ab, venue={country=DE, number=7}, sides=[SELL, null, BUY], "
						+ "fees=[-1, 2], settled=null, open=true, letter=x, ratio=1.5, mean=-2.25, total=1099511627776}");
	}

	@Test
	void nullsAreRead() {
		RecordCodec<Trade> codec = RecordCodec.of(Trade.class);
		Trade trade = new Trade(new UUID(0, 0), null, null, null, null, OptionalInt.empty(), null,
				new Venue("", (byte) 0), new Side[3], new short[2], Optional.of(Instant.EPOCH), false, ' ', 0, 0, 0);
		Object decoded = texts(codec.layout()).decode(1, encode(codec, trade));
		assertThat(decoded).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsEntry("at", null)
			.containsEntry("price", null)
			.containsEntry("discount", null)
			.containsEntry("tag", null)
			.containsEntry("settled", "1970-01-01T00:00:00Z");
	}

	@Test
	void ofSeveralLayoutsTheOneThatGoesFurthestIsTaken() {
		EventTexts texts = texts("trade: length 8; 0 id long", "trade: length 12; 0 id long; 8 size int");
		byte[] longer = { 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0 };
		assertThat(texts.decode(1, longer)).isEqualTo(Map.of("id", 1L, "size", 2L));
		assertThat(texts.decode(1, new byte[8])).isEqualTo(Map.of("id", 0L));
		assertThat(texts.name(1)).isEqualTo("trade");
	}

	@Test
	void textsAreTexts() {
		assertThat(texts(RingCodecs.text().layout()).decode(1, "Zürich".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("Zürich");
		assertThat(texts("io.x.Order: JSON in UTF-8").decode(1, "{}".getBytes(StandardCharsets.UTF_8))).isEqualTo("{}");
	}

	@Test
	void deadLettersSayWhoFailedAndWhy() {
		RingCodec<DeadLetter> codec = RingCodecs.deadLetters();
		DeadLetter letter = new DeadLetter("orders", 42, 1, "io.x.Order", "risk", "shop.risk",
				"java.lang.IllegalStateException", "no price", 3, Instant.parse("2026-05-01T10:00:00.001Z"),
				new byte[] { 1, (byte) 0xAB });
		assertThat(texts(codec.layout()).decode(1, encode(codec, letter)).toString())
			.isEqualTo("{ring=orders, sequence=42, type=1, typeName=io.x.Order, listener=risk, group=shop.risk, "
					+ "exception=java.lang.IllegalStateException, message=no price, attempts=3, "
					+ "at=2026-05-01T10:00:00.001Z, payload=01ab}");
		assertThat(texts(codec.layout()).decode(1, new byte[60])).isEqualTo("00".repeat(60));
		assertThat(texts(codec.layout()).decode(1, new byte[0])).isEqualTo("");
	}

	@Test
	void whatHasNoLayoutIsShownInHexadecimalDigits() {
		byte[] bytes = { 1, 2, (byte) 0xFF };
		assertThat(texts(RingCodecs.bytes().layout()).decode(1, bytes)).isEqualTo("0102ff");
		assertThat(texts().decode(1, bytes)).isEqualTo("0102ff");
		for (String damaged : new String[] { "x: length 8; 0 id lung", "x: length 8; 0 id record()[2000000000]",
				"x: length 8; 0 id long[2000000000][2000000000]", "x: length 8; 0", "x: length ",
				"x: length 8; 0 id chars(", "x: length 8; 99999999999 id long",
				"x: length 8; 0 id decimal(2147483647)x" }) {
			assertThat(texts(damaged).decode(1, bytes)).as(damaged).isEqualTo("0102ff");
		}
	}

	@SuppressWarnings("ArrayRecordComponent")
	record Trade(UUID id, @Nullable Instant at, @Nullable Duration took, @Nullable LocalDate day,
			@Decimal(2) @Nullable BigDecimal price, OptionalInt discount, @Bytes(4) byte @Nullable [] tag, Venue venue,
			@Length(3) @Nullable Side[] sides, @Length(2) short[] fees, Optional<Instant> settled, boolean open,
			char letter, float ratio, double mean, long total) {
	}

	record Venue(@Chars(2) String country, byte number) {
	}

	enum Side {

		BUY, SELL

	}

}
