package io.mmapring.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.mmapring.error.EventDecodingException;
import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordCodec}: components that are more than a number or a text.
 */
class RecordKindsTests {

	private final SlotBuffer buffer = buffer(512);

	@Test
	void bytesOfEachKindLieAsDocumented() {
		this.buffer.setMemory(0, 512, (byte) 0x55);
		RecordCodec<Trade> codec = RecordCodec.of(Trade.class);
		// tag::kinds-layout[]
		assertThat(codec.layout()).isEqualTo("io.mmapring.codec.RecordKindsTests$Trade: length 120; 0 id uuid; "
				+ "16 at instant; 24 took duration; 32 day date; 40 price decimal(2); 48 discount optional(int); "
				+ "56 tag bytes(4); 62 venue record(0 country chars(2), 4 number byte); "
				+ "68 sides enum(BUY, SELL)[3]; 74 fees short[2]; 80 settled optional(instant); 96 names chars(3)[4]");
		// end::kinds-layout[]
		Trade trade = new Trade(new UUID(0x0807060504030201L, 0x100F0E0D0C0B0A09L), Instant.ofEpochSecond(1, 2),
				Duration.ofNanos(-1), LocalDate.EPOCH.plusDays(3), new BigDecimal("-0.05"), OptionalInt.of(7),
				new byte[] { 9, 8 }, new Venue("DE", (byte) 5), new Side[] { Side.SELL, null, Side.BUY },
				new short[] { 1, -1 }, Optional.of(Instant.ofEpochSecond(0, 4)), new String[] { "a", null, "", "xyz" });
		codec.encode(trade, this.buffer, 0);
		assertThat(hex(120)).isEqualTo("0102030405060708" + "090a0b0c0d0e0f10" // id
				+ "02ca9a3b00000000" + "ffffffffffffffff" // at, took
				+ "0300000000000000" + "fbffffffffffffff" // day, price
				+ "0100000007000000" // discount
				+ "020009080000" + "020044450500" // tag, venue
				+ "0100ffff0000" + "0100ffff" // sides, fees
				+ "0000" + "01000000000000000400000000000000" // settled
				+ "010061000000" + "ffff00000000" + "000000000000" + "030078797a00"); // names
	}

	static Stream<Trade> trades() {
		return Stream.of(
				new Trade(new UUID(0, 0), null, null, null, null, OptionalInt.empty(), null, new Venue(null, (byte) 0),
						new Side[3], new short[2], Optional.empty(), new String[4]),
				new Trade(new UUID(-1, Long.MIN_VALUE), Instant.EPOCH, Duration.ZERO, LocalDate.EPOCH,
						new BigDecimal("0.00"), OptionalInt.of(Integer.MIN_VALUE), new byte[0],
						new Venue("", Byte.MIN_VALUE), new Side[] { Side.BUY, Side.SELL, null },
						new short[] { Short.MIN_VALUE, Short.MAX_VALUE }, Optional.of(Instant.EPOCH),
						new String[] { "", "a", "é", "€" }),
				new Trade(new UUID(1, 2), Instant.ofEpochSecond(9_223_372_036L, 854_775_807),
						Duration.ofNanos(Long.MAX_VALUE), LocalDate.ofEpochDay(Integer.MAX_VALUE),
						BigDecimal.valueOf(Long.MAX_VALUE, 2), OptionalInt.of(0), new byte[] { 1, 2, 3, 4 },
						new Venue("é", (byte) 1), new Side[3], new short[2],
						Optional.of(Instant.ofEpochSecond(-1, 999_999_999)), new String[4]),
				new Trade(new UUID(1, 2), Instant.ofEpochSecond(-9_223_372_037L, 145_224_193),
						Duration.ofNanos(Long.MIN_VALUE + 1), LocalDate.ofEpochDay(Integer.MIN_VALUE + 1),
						BigDecimal.valueOf(Long.MIN_VALUE + 1, 2), OptionalInt.of(-1), new byte[] { -1 },
						new Venue("DE", (byte) 1), new Side[3], new short[2], Optional.of(Instant.ofEpochSecond(-2, 1)),
						new String[4]));
	}

	@ParameterizedTest
	@MethodSource("trades")
	void whenValuesAreAtTheEdgeThenTheyComeBack(Trade trade) {
		this.buffer.setMemory(0, 512, (byte) 0x55);
		RecordCodec<Trade> codec = RecordCodec.of(Trade.class);
		codec.encode(trade, this.buffer, 8);
		assertThat(codec.decode(this.buffer, 8, 120)).usingRecursiveComparison().isEqualTo(trade);
		assertThat(this.buffer.getByte(8 + 120)).isEqualTo((byte) 0x55);
	}

	@Test
	void whenTimeIsOutOfRangeThenRefused() {
		RecordCodec<Times> codec = RecordCodec.of(Times.class);
		for (Instant at : new Instant[] { Instant.MAX, Instant.MIN, Instant.ofEpochSecond(9_223_372_036L, 854_775_808),
				Instant.ofEpochSecond(-9_223_372_037L, 145_224_192) }) {
			refused(codec, new Times(at, null, null), "Times.at: value=" + at);
		}
		refused(codec, new Times(null, Duration.ofDays(110_000), null), "Times.took: value=PT2640000H");
		refused(codec, new Times(null, Duration.ofNanos(Long.MIN_VALUE), null), "Times.took: value=");
		refused(codec, new Times(null, null, LocalDate.MAX), "Times.day: value=+999999999-12-31");
	}

	@Test
	void whenDecimalHasMoreDigitsThenRefusedAndNotRounded() {
		RecordCodec<Price> codec = RecordCodec.of(Price.class);
		refused(codec, new Price(new BigDecimal("0.001")), "Price.amount: value=0.001 (expected: at most 2 digits");
		refused(codec, new Price(new BigDecimal("92233720368547758.08")), "Price.amount: value=92233720368547758.08");
		refused(codec, new Price(new BigDecimal("1E+20")), "Price.amount");
		codec.encode(new Price(new BigDecimal("1.5")), this.buffer, 0);
		assertThat(codec.decode(this.buffer, 0, 8).amount()).isEqualTo(new BigDecimal("1.50"));
		codec.encode(new Price(new BigDecimal("2E+3")), this.buffer, 0);
		assertThat(codec.decode(this.buffer, 0, 8).amount()).isEqualTo(new BigDecimal("2000.00"));
	}

	@Test
	@SuppressWarnings("NullOptional")
	void whenThereIsNoNullInTheLayoutThenNullIsRefused() {
		RecordCodec<NoNulls> codec = RecordCodec.of(NoNulls.class);
		UUID id = new UUID(1, 2);
		Venue venue = new Venue("DE", (byte) 1);
		int[] numbers = { 1, 2 };
		Optional<Side> side = Optional.empty();
		refused(codec, new NoNulls(null, venue, numbers, side), "NoNulls.id: null (expected: a UUID");
		refused(codec, new NoNulls(id, null, numbers, side), "NoNulls.venue: null (expected: a record");
		refused(codec, new NoNulls(id, venue, null, side), "NoNulls.numbers: null (expected: an array of length 2");
		refused(codec, new NoNulls(id, venue, numbers, null), "NoNulls.side: null (expected: an Optional");
	}

	@Test
	void whenArrayHasAnotherLengthThenRefused() {
		refused(RecordCodec.of(NoNulls.class),
				new NoNulls(new UUID(1, 2), new Venue("DE", (byte) 1), new int[3], Optional.empty()),
				"NoNulls.numbers: length=3 (expected: 2 elements)");
	}

	@Test
	void whenBytesDoNotFitThenRefused() {
		refused(RecordCodec.of(Blob.class), new Blob(new byte[5]), "Blob.bytes: length=5 (expected: at most 4 bytes)");
	}

	@Test
	void whenStoredLengthOrPresenceIsImpossibleThenRefused() {
		this.buffer.putShort(0, (short) 5, ByteOrder.LITTLE_ENDIAN);
		assertThatExceptionOfType(EventDecodingException.class)
			.isThrownBy(() -> RecordCodec.of(Blob.class).decode(this.buffer, 0, 6))
			.withMessageContaining("Blob.bytes: length=5 (expected: 0 to 4, or 65535 for null)");
		this.buffer.putByte(0, (byte) 2);
		assertThatExceptionOfType(EventDecodingException.class)
			.isThrownBy(() -> RecordCodec.of(Optionals.class).decode(this.buffer, 0, 42))
			.withMessageContaining("Optionals.number: presence=2 (expected: 0 or 1)");
	}

	@Test
	void whenComponentsOfEachKindAreAbsentThenTheyAreNullZeroOrEmpty() {
		Trade trade = RecordCodec.of(Trade.class).decode(this.buffer, 0, 0);
		assertThat(trade).usingRecursiveComparison()
			.isEqualTo(new Trade(new UUID(0, 0), null, null, null, null, OptionalInt.empty(), null,
					new Venue(null, (byte) 0), new Side[3], new short[2], Optional.empty(), new String[4]));
	}

	@Test
	void whenOptionalNumbersAndBoxesAreThereThenTheyComeBack() {
		RecordCodec<Optionals> codec = RecordCodec.of(Optionals.class);
		for (Optionals event : new Optionals[] {
				new Optionals(OptionalLong.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty()),
				new Optionals(OptionalLong.of(Long.MIN_VALUE), OptionalDouble.of(Double.NaN), Optional.of(true),
						Optional.of(new Venue("FR", (byte) 2))) }) {
			this.buffer.setMemory(0, 512, (byte) 0x55);
			codec.encode(event, this.buffer, 0);
			assertThat(codec.decode(this.buffer, 0, codec.length(event))).isEqualTo(event);
		}
	}

	private <R extends Record> void refused(RecordCodec<R> codec, R event, String message) {
		assertThatExceptionOfType(EventEncodingException.class).isThrownBy(() -> codec.encode(event, this.buffer, 0))
			.withMessageContaining(message);
	}

	private String hex(int length) {
		byte[] bytes = new byte[length];
		this.buffer.getBytes(0, bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static SlotBuffer buffer(int length) {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(length)));
		buffer.window(0, length);
		return buffer;
	}

	enum Side {

		BUY, SELL

	}

	record Venue(@Chars(2) @Nullable String country, byte number) {

	}

	// tag::kinds[]
	@SuppressWarnings("ArrayRecordComponent")
	record Trade(UUID id, @Nullable Instant at, @Nullable Duration took, @Nullable LocalDate day,
			@Decimal(2) @Nullable BigDecimal price, OptionalInt discount, @Bytes(4) byte @Nullable [] tag, Venue venue,
			@Length(3) @Nullable Side[] sides, @Length(2) short[] fees, Optional<Instant> settled,
			@Length(4) @Chars(3) @Nullable String[] names) {

	}
	// end::kinds[]

	record Times(@Nullable Instant at, @Nullable Duration took, @Nullable LocalDate day) {

	}

	record Price(@Decimal(2) BigDecimal amount) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record NoNulls(UUID id, Venue venue, @Length(2) int[] numbers, Optional<Side> side) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Blob(@Bytes(4) byte[] bytes) {

	}

	record Optionals(OptionalLong number, OptionalDouble fraction, Optional<Boolean> flag, Optional<Venue> venue) {

	}

}
