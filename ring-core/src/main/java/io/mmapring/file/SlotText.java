package io.mmapring.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.agrona.AsciiEncoding;
import org.agrona.AsciiNumberFormatException;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;

/**
 * The texts of a window of ring memory. As everywhere in Agrona, a length before a text
 * counts bytes, a character that is not ASCII becomes a question mark where ASCII is
 * asked for, and null is the empty text in ASCII and the word {@code null} in UTF-8.
 */
abstract class SlotText extends SlotWords {

	private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

	private static final int MAX_ASCII = 127;

	private static final int RADIX = 10;

	SlotText(RingMemory memory) {
		super(memory);
	}

	@Override
	public final String getStringAscii(int index) {
		return getStringAscii(index, NATIVE);
	}

	@Override
	public final String getStringAscii(int index, ByteOrder order) {
		return getStringAscii(index, getInt(index, order));
	}

	@Override
	public final String getStringAscii(int index, int length) {
		at(index, STR_HEADER_LEN);
		return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length);
	}

	@Override
	public final int getStringAscii(int index, Appendable appendable) {
		return getStringAscii(index, appendable, NATIVE);
	}

	@Override
	public final int getStringAscii(int index, Appendable appendable, ByteOrder order) {
		return getStringAscii(index, getInt(index, order), appendable);
	}

	@Override
	public final int getStringAscii(int index, int length, Appendable appendable) {
		at(index, STR_HEADER_LEN);
		return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length, appendable);
	}

	@Override
	public final String getStringWithoutLengthAscii(int index, int length) {
		return new String(copy(index, length), StandardCharsets.US_ASCII);
	}

	@Override
	public final int getStringWithoutLengthAscii(int index, int length, Appendable appendable) {
		at(index, length);
		try {
			for (int i = 0; i < length; i++) {
				byte value = getByte(index + i);
				appendable.append((value < 0) ? '?' : (char) value);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return length;
	}

	@Override
	public final int putStringAscii(int index, @Nullable String value) {
		return putStringAscii(index, (CharSequence) value, NATIVE);
	}

	@Override
	public final int putStringAscii(int index, @Nullable CharSequence value) {
		return putStringAscii(index, value, NATIVE);
	}

	@Override
	public final int putStringAscii(int index, @Nullable String value, ByteOrder order) {
		return putStringAscii(index, (CharSequence) value, order);
	}

	@Override
	public final int putStringAscii(int index, @Nullable CharSequence value, ByteOrder order) {
		int length = (value != null) ? value.length() : 0;
		at(index, STR_HEADER_LEN);
		at(index + STR_HEADER_LEN, length);
		putInt(index, length, order);
		return STR_HEADER_LEN + putStringWithoutLengthAscii(index + STR_HEADER_LEN, value, 0, length);
	}

	@Override
	public final int putStringWithoutLengthAscii(int index, @Nullable String value) {
		return putStringWithoutLengthAscii(index, value, 0, Integer.MAX_VALUE);
	}

	@Override
	public final int putStringWithoutLengthAscii(int index, @Nullable CharSequence value) {
		return putStringWithoutLengthAscii(index, value, 0, Integer.MAX_VALUE);
	}

	@Override
	public final int putStringWithoutLengthAscii(int index, @Nullable String value, int valueOffset, int length) {
		return putStringWithoutLengthAscii(index, (CharSequence) value, valueOffset, length);
	}

	@Override
	public final int putStringWithoutLengthAscii(int index, @Nullable CharSequence value, int valueOffset, int length) {
		if (value == null) {
			return 0;
		}
		int count = Math.min(value.length() - valueOffset, length);
		at(index, count);
		for (int i = 0; i < count; i++) {
			char character = value.charAt(valueOffset + i);
			putByte(index + i, (byte) ((character > MAX_ASCII) ? '?' : character));
		}
		return count;
	}

	@Override
	public final String getStringUtf8(int index) {
		return getStringUtf8(index, NATIVE);
	}

	@Override
	public final String getStringUtf8(int index, ByteOrder order) {
		return getStringUtf8(index, getInt(index, order));
	}

	@Override
	public final String getStringUtf8(int index, int length) {
		at(index, STR_HEADER_LEN);
		return getStringWithoutLengthUtf8(index + STR_HEADER_LEN, length);
	}

	@Override
	public final String getStringWithoutLengthUtf8(int index, int length) {
		return new String(copy(index, length), StandardCharsets.UTF_8);
	}

	@Override
	public final int putStringUtf8(int index, @Nullable String value) {
		return putStringUtf8(index, value, NATIVE, Integer.MAX_VALUE);
	}

	@Override
	public final int putStringUtf8(int index, @Nullable String value, ByteOrder order) {
		return putStringUtf8(index, value, order, Integer.MAX_VALUE);
	}

	@Override
	public final int putStringUtf8(int index, @Nullable String value, int maxEncodedLength) {
		return putStringUtf8(index, value, NATIVE, maxEncodedLength);
	}

	@Override
	public final int putStringUtf8(int index, @Nullable String value, ByteOrder order, int maxEncodedLength) {
		byte[] encoded = utf8(value);
		Check.that(encoded.length <= maxEncodedLength, "encoded length", encoded.length,
				"at most " + maxEncodedLength + " bytes");
		at(index, STR_HEADER_LEN);
		at(index + STR_HEADER_LEN, encoded.length);
		putInt(index, encoded.length, order);
		putBytes(index + STR_HEADER_LEN, encoded);
		return STR_HEADER_LEN + encoded.length;
	}

	@Override
	public final int putStringWithoutLengthUtf8(int index, @Nullable String value) {
		byte[] encoded = utf8(value);
		putBytes(index, encoded);
		return encoded.length;
	}

	private static byte[] utf8(@Nullable String value) {
		return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
	}

	private byte[] copy(int index, int length) {
		at(index, length);
		byte[] copy = new byte[length];
		getBytes(index, copy);
		return copy;
	}

	@Override
	public final int parseNaturalIntAscii(int index, int length) {
		return (int) parse(index, index, length, Integer.MAX_VALUE);
	}

	@Override
	public final long parseNaturalLongAscii(int index, int length) {
		return parse(index, index, length, Long.MAX_VALUE);
	}

	@Override
	public final int parseIntAscii(int index, int length) {
		return isNegative(index, length) ? (int) -parse(index, index + 1, length, -(long) Integer.MIN_VALUE)
				: parseNaturalIntAscii(index, length);
	}

	@Override
	public final long parseLongAscii(int index, int length) {
		// the limit is its own negative, and its digits are counted downwards
		return isNegative(index, length) ? -parse(index, index + 1, length, Long.MIN_VALUE)
				: parseNaturalLongAscii(index, length);
	}

	private boolean isNegative(int index, int length) {
		at(index, length);
		return length > 0 && getByte(index) == AsciiEncoding.MINUS_SIGN;
	}

	/**
	 * Parse digits. Counted below zero, where there is one number more.
	 * @param index where the number starts, with its sign
	 * @param digits where its digits start
	 * @param length length of the number, with its sign
	 * @param limit greatest number, or the least long for its negative
	 * @return the number, or the least long for its negative
	 */
	private long parse(int index, int digits, int length, long limit) {
		at(index, length);
		int end = index + length;
		if (digits == end) {
			throw new AsciiNumberFormatException("no digits: index=" + index + ", length=" + length);
		}
		long least = (limit < 0) ? limit : -limit;
		long number = 0;
		for (int i = digits; i < end; i++) {
			int digit = getByte(i) - AsciiEncoding.ZERO;
			if (digit < 0 || digit >= RADIX) {
				throw new AsciiNumberFormatException(
						"not a number: '" + getStringWithoutLengthAscii(index, length) + "'");
			}
			if (number < least / RADIX || number * RADIX < least + digit) {
				throw new AsciiNumberFormatException(
						"number out of range: '" + getStringWithoutLengthAscii(index, length) + "'");
			}
			number = number * RADIX - digit;
		}
		return -number;
	}

	@Override
	public final int putNaturalIntAscii(int index, int value) {
		return putNaturalLongAscii(index, value);
	}

	@Override
	public final int putNaturalLongAscii(int index, long value) {
		Check.that(value >= 0, "value", value, "a natural number");
		return putLongAscii(index, value);
	}

	@Override
	public final int putIntAscii(int index, int value) {
		return putLongAscii(index, value);
	}

	@Override
	public final int putLongAscii(int index, long value) {
		long negative = (value < 0) ? value : -value;
		int digits = digits(negative);
		int sign = (value < 0) ? 1 : 0;
		at(index, sign + digits);
		if (value < 0) {
			putByte(index, AsciiEncoding.MINUS_SIGN);
		}
		putDigits(index + sign, digits, negative);
		return sign + digits;
	}

	@Override
	public final void putNaturalPaddedIntAscii(int index, int length, int value) {
		if (value < 0 || digits(-(long) value) > length) {
			throw new NumberFormatException(
					"value=" + value + " (expected: a natural number of up to " + length + " digits)");
		}
		at(index, length);
		putDigits(index, length, -(long) value);
	}

	@Override
	public final int putNaturalIntAsciiFromEnd(int value, int endExclusive) {
		Check.that(value >= 0, "value", value, "a natural number");
		int digits = digits(-(long) value);
		at(endExclusive - digits, digits);
		putDigits(endExclusive - digits, digits, -(long) value);
		return endExclusive - digits;
	}

	private static int digits(long negative) {
		int digits = 1;
		for (long rest = negative; rest <= -RADIX; rest /= RADIX) {
			digits++;
		}
		return digits;
	}

	private void putDigits(int index, int digits, long negative) {
		long rest = negative;
		for (int i = index + digits - 1; i >= index; i--) {
			putByte(i, (byte) (AsciiEncoding.ZERO - rest % RADIX));
			rest /= RADIX;
		}
	}

}
