package io.mmapring.sequence;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.file.HeaderRoom;

/**
 * The text of a trace (W3C Trace Context, header {@code traceparent}) and its bytes.
 */
final class Traceparent {

	private static final int LENGTH = 55;

	private static final int TRACE_AT = 1;

	private static final int PARENT_AT = 17;

	private static final int FLAGS_AT = 25;

	private static final int LAST_VERSION = 0xFE;

	private static final String DIGITS = "0123456789abcdef";

	private Traceparent() {
	}

	/**
	 * Write the bytes of a text.
	 * @return whether it is one; if not, the bytes are undefined
	 */
	static boolean parse(CharSequence text, MutableDirectBuffer buffer, int at) {
		if (text.length() < LENGTH || (text.length() > LENGTH && text.charAt(LENGTH) != '-')) {
			return false;
		}
		int next = 0;
		for (int i = 0; i < HeaderRoom.TRACE_BYTES; i++) {
			if (isAfterDash(i) && text.charAt(next++) != '-') {
				return false;
			}
			int high = DIGITS.indexOf(text.charAt(next++));
			int low = DIGITS.indexOf(text.charAt(next++));
			if (high < 0 || low < 0) {
				return false;
			}
			buffer.putByte(at + i, (byte) (high << 4 | low));
		}
		int version = buffer.getByte(at) & 0xFF;
		return version <= LAST_VERSION && (version != 0 || text.length() == LENGTH)
				&& isAny(buffer, at + TRACE_AT, at + PARENT_AT) && isAny(buffer, at + PARENT_AT, at + FLAGS_AT);
	}

	/** Whether there is a trace: one of zeros is none. */
	static boolean isThere(DirectBuffer buffer, int at) {
		return isAny(buffer, at + TRACE_AT, at + PARENT_AT);
	}

	static String format(DirectBuffer buffer, int at) {
		StringBuilder text = new StringBuilder(LENGTH);
		for (int i = 0; i < HeaderRoom.TRACE_BYTES; i++) {
			if (isAfterDash(i)) {
				text.append('-');
			}
			int value = buffer.getByte(at + i);
			text.append(DIGITS.charAt(value >> 4 & 0xF)).append(DIGITS.charAt(value & 0xF));
		}
		return text.toString();
	}

	private static boolean isAfterDash(int i) {
		return i == TRACE_AT || i == PARENT_AT || i == FLAGS_AT;
	}

	private static boolean isAny(DirectBuffer buffer, int from, int to) {
		for (int i = from; i < to; i++) {
			if (buffer.getByte(i) != 0) {
				return true;
			}
		}
		return false;
	}

}
