package io.mmapring.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.EventDecodingException;
import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Chars;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link RecordCodec}: bytes and values.
 */
class RecordCodecTests {

	private static final int OFFSET = 8;

	private final SlotBuffer buffer = buffer(256);

	static Stream<Numbers> numbers() {
		return Stream.of(new Numbers(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0),
				new Numbers(true, Byte.MAX_VALUE, Short.MAX_VALUE, Character.MAX_VALUE, Integer.MAX_VALUE,
						Long.MAX_VALUE, Float.MAX_VALUE, Double.MAX_VALUE),
				new Numbers(true, Byte.MIN_VALUE, Short.MIN_VALUE, 'x', Integer.MIN_VALUE, Long.MIN_VALUE,
						Float.MIN_VALUE, Double.MIN_VALUE),
				new Numbers(false, (byte) -1, (short) -1, '\uD800', -1, -1, -0.0F, -0.0),
				new Numbers(false, (byte) 1, (short) 1, '\u20AC', 1, 1, Float.NaN, Double.NaN),
				new Numbers(false, (byte) 1, (short) 1, 'a', 1, 1, Float.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
	}

	@Test
	void bytesOfARecordLieAsDocumented() {
		fillWithRubbish();
		// tag::event[]
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(new Flight(0x0102030405060708L, (short) -2, Flight.State.LEFT, "BER", true), this.buffer, OFFSET);
		// end::event[]
		assertThat(stored(codec.length(flight("BER")))).containsExactly(
				// tag::bytes[]
				0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01, // 0 departure
				0xFE, 0xFF, // 8 delay
				0x01, 0x00, // 10 state
				0x03, 0x00, 'B', 'E', 'R', 0x00, // 12 origin
				0x01 // 18 closed
		// end::bytes[]
		);
		// tag::layout[]
		assertThat(codec.layout()).isEqualTo("io.mmapring.codec.Flight: length 19; 0 departure long; 8 delay short; "
				+ "10 state enum(BOARDING, LEFT); 12 origin chars(4); 18 closed boolean");
		// end::layout[]
		assertThat(this.buffer.getByte(OFFSET - 1)).isEqualTo((byte) 0x55);
		assertThat(this.buffer.getByte(OFFSET + 19)).isEqualTo((byte) 0x55);
	}

	@Test
	void nullsHaveNumbersOfTheirOwn() {
		fillWithRubbish();
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		Flight nulls = new Flight(0, (short) 0, null, null, false);
		codec.encode(nulls, this.buffer, OFFSET);
		assertThat(stored(19)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0);
		assertThat(codec.decode(this.buffer, OFFSET, 19)).isEqualTo(nulls);
	}

	@Test
	void valuesAreAlignedToTheirSizeAndGapsAreZero() {
		fillWithRubbish();
		RecordCodec<Gaps> codec = RecordCodec.of(Gaps.class);
		assertThat(codec.layout()).isEqualTo("io.mmapring.codec.RecordCodecTests$Gaps: length 33; 0 a byte; 2 b char; "
				+ "4 c byte; 8 d float; 12 e chars(1); 16 f double; 24 g boolean; 28 h int; 32 i byte");
		Gaps event = new Gaps((byte) 1, '\u0302', (byte) 4, Float.intBitsToFloat(0x0B0A0908), "x",
				Double.longBitsToDouble(0x1716151413121110L), true, 0x1F1E1D1C, (byte) 0x20);
		codec.encode(event, this.buffer, OFFSET);
		assertThat(stored(33)).containsExactly(1, 0, 2, 3, 4, 0, 0, 0, 8, 9, 10, 11, 1, 0, 'x', 0, 16, 17, 18, 19, 20,
				21, 22, 23, 1, 0, 0, 0, 0x1C, 0x1D, 0x1E, 0x1F, 0x20);
		assertThat(codec.decode(this.buffer, OFFSET, 33)).isEqualTo(event);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void whenNumbersAreEncodedThenTheyComeBack(Numbers event) {
		fillWithRubbish();
		RecordCodec<Numbers> codec = RecordCodec.of(Numbers.class);
		codec.encode(event, this.buffer, OFFSET);
		assertThat(codec.decode(this.buffer, OFFSET, codec.length(event))).isEqualTo(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "ABCD", "é", "éé", "€", "a€", "\uD83D\uDE00", "\0", "\u007F\u0080", "\u07FF",
			"\u0800", "\uFFFF", "\uDBFF\uDFFF" })
	void whenTextFitsThenItComesBack(String text) {
		fillWithRubbish();
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(flight(text), this.buffer, OFFSET);
		assertThat(codec.decode(this.buffer, OFFSET, 19)).isEqualTo(flight(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ABCDE", "ééa", "€éé", "a\uD83D\uDE00", "abc€" })
	void whenTextDoesNotFitThenRefusedByNameAndLength(String text) {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		int length = text.getBytes(StandardCharsets.UTF_8).length;
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> codec.encode(flight(text), this.buffer, OFFSET))
			.withMessage("cannot encode io.mmapring.codec.Flight.origin: length=" + length
					+ " (expected: at most 4 bytes of UTF-8); shorten the text, or give it more room with @Chars")
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("io.mmapring.codec.Flight"))
			.satisfies((ex) -> assertThat(ex.component()).isEqualTo("origin"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00a", "a\uD83D", "\uD83Da" })
	void whenTextIsHalfACharacterThenRefusedAndNotReplaced(String text) {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> codec.encode(flight(text), this.buffer, OFFSET))
			.withMessageContaining("Flight.origin")
			.withMessageContaining("surrogate");
	}

	@Test
	void whenTextIsLongThenAllOfItComesBack() {
		RecordCodec<Longest> codec = RecordCodec.of(Longest.class);
		SlotBuffer large = buffer(65_536);
		for (int length : new int[] { 255, 256, 257, Chars.LIMIT }) {
			Longest event = new Longest("ab".repeat(length).substring(0, length));
			codec.encode(event, large, 0);
			assertThat(codec.decode(large, 0, 65_536)).isEqualTo(event);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 9, 11, 17 })
	void whenPayloadEndsWithinAComponentThenRefused(int length) {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		assertThatExceptionOfType(EventDecodingException.class)
			.isThrownBy(() -> codec.decode(this.buffer, OFFSET, length))
			.withMessageContaining("cannot decode io.mmapring.codec.Flight: length=" + length
					+ " (expected: at least 19, or the end of an earlier component)");
	}

	@Test
	void whenPayloadEndsBeforeAppendedComponentsThenTheyAreNullOrZero() {
		fillWithRubbish();
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(flight("BER"), this.buffer, OFFSET);
		assertThat(codec.decode(this.buffer, OFFSET, 18)).isEqualTo(flight("BER"));
		assertThat(codec.decode(this.buffer, OFFSET, 12)).isEqualTo(flight(null));
		assertThat(codec.decode(this.buffer, OFFSET, 10)).isEqualTo(new Flight(1, (short) 2, null, null, false));
		assertThat(codec.decode(this.buffer, OFFSET, 0)).isEqualTo(new Flight(0, (short) 0, null, null, false));
		assertThat(RecordCodec.of(Appended.class).decode(this.buffer, OFFSET, 19))
			.isEqualTo(new Appended(1, (short) 2, Flight.State.BOARDING, "BER", false, 0));
	}

	@Test
	void whenPayloadIsLongerThanTheLayoutThenTheRestIsPassed() {
		RecordCodec<Appended> later = RecordCodec.of(Appended.class);
		Appended event = new Appended(7, (short) 8, Flight.State.BOARDING, "MUC", true, 9.5);
		later.encode(event, this.buffer, OFFSET);
		assertThat(RecordCodec.of(Flight.class).decode(this.buffer, OFFSET, later.length(event)))
			.isEqualTo(new Flight(7, (short) 8, Flight.State.BOARDING, "MUC", true));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, -2, Short.MAX_VALUE, Short.MIN_VALUE })
	void whenOrdinalIsNotOfTheEnumThenRefused(int ordinal) {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(flight("BER"), this.buffer, OFFSET);
		this.buffer.putShort(OFFSET + 10, (short) ordinal, ByteOrder.LITTLE_ENDIAN);
		assertThatExceptionOfType(EventDecodingException.class).isThrownBy(() -> codec.decode(this.buffer, OFFSET, 19))
			.withMessageContaining("Flight.state: ordinal=" + ordinal + " (expected: 0 to 1, or -1 for null)")
			.satisfies((ex) -> assertThat(ex.component()).isEqualTo("state"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 0x7FFF, 0x8000, 0xFFFE })
	void whenLengthOfATextIsAboveItsRoomThenRefused(int length) {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(flight("BER"), this.buffer, OFFSET);
		this.buffer.putShort(OFFSET + 12, (short) length, ByteOrder.LITTLE_ENDIAN);
		assertThatExceptionOfType(EventDecodingException.class).isThrownBy(() -> codec.decode(this.buffer, OFFSET, 19))
			.withMessageContaining("Flight.origin: length=" + length + " (expected: 0 to 4, or 65535 for null)");
	}

	@Test
	void whenBufferEndsBeforeTheRecordThenRefusedAndNothingWritten() {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		fillWithRubbish();
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> codec.encode(flight("BER"), this.buffer, 256 - 18));
		assertThat(this.buffer.getByte(256 - 18)).isEqualTo((byte) 0x55);
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> codec.decode(this.buffer, 256 - 18, 24));
	}

	@Test
	void whenEventIsNullThenRefused() {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		assertThatNullPointerException().isThrownBy(() -> codec.encode(null, this.buffer, 0)).withMessage("event");
		assertThatNullPointerException().isThrownBy(() -> codec.length(null)).withMessage("event");
	}

	@Test
	void whenRecordHasNoComponentsThenItHasNoBytes() {
		RecordCodec<Nothing> codec = RecordCodec.of(Nothing.class);
		fillWithRubbish();
		codec.encode(new Nothing(), this.buffer, 0);
		assertThat(this.buffer.getByte(0)).isEqualTo((byte) 0x55);
		assertThat(codec.decode(this.buffer, 0, 0)).isEqualTo(new Nothing());
		assertThat(codec.layout()).endsWith("$Nothing: length 0");
	}

	@Test
	void whenConstructorRefusesWhatWasReadThenItsExceptionIsThrown() {
		RecordCodec<Checked> codec = RecordCodec.of(Checked.class);
		this.buffer.putInt(0, -1);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> codec.decode(this.buffer, 0, 8))
			.withMessage("negative");
	}

	@Test
	void whenRecordIsTheSameThenItsLayoutTextIs() {
		List<String> texts = Stream.of(Flight.class, Flight.class)
			.map((type) -> RecordCodec.of(type).layout())
			.toList();
		assertThat(texts.get(0)).isEqualTo(texts.get(1)).isNotEqualTo(RecordCodec.of(Appended.class).layout());
	}

	private static Flight flight(@Nullable String origin) {
		return new Flight(1, (short) 2, Flight.State.BOARDING, origin, false);
	}

	private static SlotBuffer buffer(int length) {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(length)));
		buffer.window(0, length);
		return buffer;
	}

	private void fillWithRubbish() {
		this.buffer.setMemory(0, 256, (byte) 0x55);
	}

	private int[] stored(int length) {
		int[] stored = new int[length];
		Arrays.setAll(stored, (i) -> Byte.toUnsignedInt(this.buffer.getByte(OFFSET + i)));
		return stored;
	}

	record Numbers(boolean truth, byte tiny, short small, char character, int number, long large, float rough,
			double fine) {

	}

	record Gaps(byte a, char b, byte c, float d, @Chars(1) String e, double f, boolean g, int h, byte i) {

	}

	record Appended(long departure, short delay, Flight.State state, @Chars(4) String origin, boolean closed,
			double fare) {

	}

	record Longest(@Chars(Chars.LIMIT) String text) {

	}

	private record Nothing() {

	}

	record Checked(int value) {

		Checked {
			if (value < 0) {
				throw new ArithmeticException("negative");
			}
		}

	}

}
