package io.mmapring.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

import org.agrona.AsciiNumberFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SlotBuffer}: texts and numbers in digits.
 */
class SlotTextTests {

	private static final int LENGTH = 40;

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(128)));

	@BeforeEach
	void moveWindow() {
		this.buffer.window(67, LENGTH);
	}

	@Test
	void whenAsciiIsPutWithItsLengthThenItComesBack() {
		assertThat(this.buffer.putStringAscii(1, "tail")).isEqualTo(8);
		assertThat(this.buffer.getInt(1)).isEqualTo(4);
		assertThat(this.buffer.getStringAscii(1)).isEqualTo("tail");
		assertThat(this.buffer.getStringAscii(1, 2)).isEqualTo("ta");
		StringBuilder appended = new StringBuilder();
		assertThat(this.buffer.getStringAscii(1, appended)).isEqualTo(4);
		assertThat(this.buffer.getStringAscii(1, 2, appended)).isEqualTo(2);
		assertThat(appended).hasToString("tailta");
		assertThat(this.buffer.putStringAscii(1, CharBuffer.wrap("lap"))).isEqualTo(7);
		assertThat(this.buffer.getStringAscii(1)).isEqualTo("lap");
	}

	@Test
	void whenAnOrderIsGivenThenTheLengthHasIt() {
		for (ByteOrder order : new ByteOrder[] { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN }) {
			this.buffer.putStringAscii(0, "ring", order);
			assertThat(this.buffer.getInt(0, order)).isEqualTo(4);
			assertThat(this.buffer.getStringAscii(0, order)).isEqualTo("ring");
			StringBuilder appended = new StringBuilder();
			this.buffer.getStringAscii(0, appended, order);
			assertThat(appended).hasToString("ring");
			this.buffer.putStringAscii(0, CharBuffer.wrap("rings"), order);
			assertThat(this.buffer.getStringAscii(0, order)).isEqualTo("rings");
			this.buffer.putStringUtf8(0, "höhe", order);
			assertThat(this.buffer.getInt(0, order)).isEqualTo(5);
			assertThat(this.buffer.getStringUtf8(0, order)).isEqualTo("höhe");
		}
	}

	@Test
	void whenNotAsciiThenAQuestionMark() {
		assertThat(this.buffer.putStringWithoutLengthAscii(0, "aéb\u0100c")).isEqualTo(5);
		assertThat(this.buffer.getStringWithoutLengthAscii(0, 5)).isEqualTo("a?b?c");
		this.buffer.putByte(0, (byte) 0xE9);
		StringBuilder appended = new StringBuilder();
		this.buffer.getStringWithoutLengthAscii(0, 2, appended);
		assertThat(appended).hasToString("??");
	}

	@Test
	void whenPartOfATextIsPutThenNoMoreThanThereIs() {
		assertThat(this.buffer.putStringWithoutLengthAscii(2, "sequence", 3, 2)).isEqualTo(2);
		assertThat(this.buffer.getStringWithoutLengthAscii(2, 2)).isEqualTo("ue");
		assertThat(this.buffer.putStringWithoutLengthAscii(2, CharBuffer.wrap("slot"), 1, 99)).isEqualTo(3);
		assertThat(this.buffer.getStringWithoutLengthAscii(2, 3)).isEqualTo("lot");
		assertThat(this.buffer.putStringWithoutLengthAscii(2, CharBuffer.wrap("gate"))).isEqualTo(4);
		assertThat(this.buffer.getStringWithoutLengthAscii(2, 4)).isEqualTo("gate");
	}

	@Test
	void whenTextIsNullThenAsInAgrona() {
		this.buffer.putInt(0, 9);
		assertThat(this.buffer.putStringAscii(0, (String) null)).isEqualTo(4);
		assertThat(this.buffer.getStringAscii(0)).isEmpty();
		assertThat(this.buffer.putStringWithoutLengthAscii(0, (String) null)).isZero();
		assertThat(this.buffer.putStringUtf8(0, null)).isEqualTo(8);
		assertThat(this.buffer.getStringUtf8(0)).isEqualTo("null");
	}

	@Test
	void whenUtf8IsPutThenItComesBack() {
		String text = "aé€\uD83D\uDE00";
		assertThat(this.buffer.putStringUtf8(3, text)).isEqualTo(14);
		assertThat(this.buffer.getStringUtf8(3)).isEqualTo(text);
		assertThat(this.buffer.getStringUtf8(3, 3)).isEqualTo("aé");
		assertThat(this.buffer.putStringWithoutLengthUtf8(3, text)).isEqualTo(10);
		assertThat(this.buffer.getStringWithoutLengthUtf8(3, 10)).isEqualTo(text);
	}

	@Test
	void whenUtf8IsLongerThanAllowedThenRefusedAndNothingWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.buffer.putStringUtf8(0, "ééé", 5))
			.withMessageContaining("6")
			.withMessageContaining("5");
		assertThat(this.buffer.getLong(0)).isZero();
		assertThat(this.buffer.putStringUtf8(0, "ééé", 6)).isEqualTo(10);
	}

	@Test
	void whenTextDoesNotFitThenRefusedAndNothingWritten() {
		String text = "x".repeat(LENGTH - 3);
		outside(() -> this.buffer.putStringAscii(0, text));
		outside(() -> this.buffer.putStringUtf8(0, text));
		outside(() -> this.buffer.putStringWithoutLengthAscii(4, text));
		outside(() -> this.buffer.putStringWithoutLengthUtf8(4, text));
		assertThat(this.buffer.getLong(0)).isZero();
		assertThat(this.buffer.putStringWithoutLengthAscii(3, text)).isEqualTo(LENGTH - 3);
	}

	@Test
	void whenLengthInTheBytesIsDamagedThenRefused() {
		for (int length : new int[] { -1, LENGTH - 3, Integer.MAX_VALUE }) {
			this.buffer.putInt(0, length);
			outside(() -> this.buffer.getStringAscii(0));
			outside(() -> this.buffer.getStringUtf8(0));
			outside(() -> this.buffer.getStringAscii(0, new StringBuilder()));
		}
	}

	@Test
	void whenAppendableFailsThenItsExceptionIsTheCause() {
		Appendable broken = new Appendable() {

			@Override
			public Appendable append(CharSequence text) throws IOException {
				throw new IOException("closed");
			}

			@Override
			public Appendable append(CharSequence text, int start, int end) throws IOException {
				throw new IOException("closed");
			}

			@Override
			public Appendable append(char character) throws IOException {
				throw new IOException("closed");
			}

		};
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.buffer.getStringWithoutLengthAscii(0, 1, broken))
			.withMessageContaining("closed");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 9, 10, 99, 100, 12345, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, -1,
			-10, Integer.MIN_VALUE, Integer.MIN_VALUE - 1L, Long.MIN_VALUE })
	void whenNumberIsPutInDigitsThenItComesBack(long value) {
		String digits = Long.toString(value);
		assertThat(this.buffer.putLongAscii(1, value)).isEqualTo(digits.length());
		assertThat(this.buffer.getStringWithoutLengthAscii(1, digits.length())).isEqualTo(digits);
		assertThat(this.buffer.parseLongAscii(1, digits.length())).isEqualTo(value);
		if (value == (int) value) {
			assertThat(this.buffer.putIntAscii(20, (int) value)).isEqualTo(digits.length());
			assertThat(this.buffer.parseIntAscii(20, digits.length())).isEqualTo((int) value);
		}
		if (value >= 0) {
			assertThat(this.buffer.putNaturalLongAscii(1, value)).isEqualTo(digits.length());
			assertThat(this.buffer.parseNaturalLongAscii(1, digits.length())).isEqualTo(value);
		}
		if (value >= 0 && value == (int) value) {
			assertThat(this.buffer.putNaturalIntAscii(20, (int) value)).isEqualTo(digits.length());
			assertThat(this.buffer.parseNaturalIntAscii(20, digits.length())).isEqualTo((int) value);
			assertThat(this.buffer.putNaturalIntAsciiFromEnd((int) value, LENGTH)).isEqualTo(LENGTH - digits.length());
			assertThat(this.buffer.getStringWithoutLengthAscii(LENGTH - digits.length(), digits.length()))
				.isEqualTo(digits);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "+1", "1a", " 1", "2147483648", "-2147483649", "99999999999999999999" })
	void whenNotAnIntThenRefused(String text) {
		this.buffer.putStringWithoutLengthAscii(0, text);
		assertThatExceptionOfType(AsciiNumberFormatException.class)
			.isThrownBy(() -> this.buffer.parseIntAscii(0, text.length()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "9223372036854775808", "-9223372036854775809", "99999999999999999999" })
	void whenNotALongThenRefused(String text) {
		this.buffer.putStringWithoutLengthAscii(0, text);
		assertThatExceptionOfType(AsciiNumberFormatException.class)
			.isThrownBy(() -> this.buffer.parseLongAscii(0, text.length()));
	}

	@Test
	void whenNaturalNumberIsNegativeThenRefused() {
		this.buffer.putStringWithoutLengthAscii(0, "-1");
		assertThatExceptionOfType(AsciiNumberFormatException.class)
			.isThrownBy(() -> this.buffer.parseNaturalIntAscii(0, 2));
		assertThatExceptionOfType(AsciiNumberFormatException.class)
			.isThrownBy(() -> this.buffer.parseNaturalLongAscii(0, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> this.buffer.putNaturalIntAscii(0, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.buffer.putNaturalIntAsciiFromEnd(-1, 9));
	}

	@Test
	void whenPaddedThenZerosComeFirst() {
		this.buffer.putNaturalPaddedIntAscii(2, 6, 42);
		assertThat(this.buffer.getStringWithoutLengthAscii(2, 6)).isEqualTo("000042");
		assertThatExceptionOfType(NumberFormatException.class)
			.isThrownBy(() -> this.buffer.putNaturalPaddedIntAscii(2, 2, 100));
		assertThat(this.buffer.getStringWithoutLengthAscii(2, 6)).isEqualTo("000042");
	}

	@Test
	void whenDigitsDoNotFitThenRefusedAndNothingWritten() {
		outside(() -> this.buffer.putLongAscii(LENGTH - 3, -100));
		outside(() -> this.buffer.putNaturalIntAsciiFromEnd(100, 2));
		outside(() -> this.buffer.putNaturalPaddedIntAscii(LENGTH - 3, 4, 1));
		assertThat(this.buffer.getByte(LENGTH - 3)).isZero();
		outside(() -> this.buffer.parseLongAscii(LENGTH - 3, 4));
	}

	private static void outside(Runnable access) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access::run);
	}

}
