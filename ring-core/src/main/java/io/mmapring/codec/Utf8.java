package io.mmapring.codec;

import java.nio.charset.StandardCharsets;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Texts as UTF-8, straight between a string and a buffer: writing makes no object,
 * reading none but the string.
 */
final class Utf8 {

	/** The text has half a surrogate pair, which UTF-8 has no bytes for. */
	static final int MALFORMED = -1;

	/** The text has more bytes than there is room. */
	static final int TOO_LONG = -2;

	private static final int SCRATCH_BYTES = 256;

	private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[SCRATCH_BYTES]);

	private static final int ONE_BYTE = 0x80;

	private static final int TWO_BYTES = 0x800;

	private static final int LOW_BITS = 0x3F;

	private Utf8() {
	}

	/**
	 * Bytes that a text takes.
	 * @param text the text
	 * @return the number of bytes, or MALFORMED
	 */
	static long length(String text) {
		long length = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ONE_BYTE) {
				length++;
			}
			else if (character < TWO_BYTES) {
				length += 2;
			}
			else if (!Character.isSurrogate(character)) {
				length += 3;
			}
			else if (isPair(text, i)) {
				length += 4;
				i++;
			}
			else {
				return MALFORMED;
			}
		}
		return length;
	}

	/**
	 * Write a text.
	 * @param text the text
	 * @param buffer where to write
	 * @param index index of the first byte
	 * @param limit most bytes to write
	 * @return the number of bytes written, or MALFORMED or TOO_LONG
	 */
	static int put(String text, MutableDirectBuffer buffer, int index, int limit) {
		int length = 0;
		int characters = text.length();
		for (int i = 0; i < characters; i++) {
			char character = text.charAt(i);
			if (character < ONE_BYTE) {
				if (length == limit) {
					return TOO_LONG;
				}
				buffer.putByte(index + length, (byte) character);
				length++;
			}
			else {
				int codePoint = character;
				if (Character.isSurrogate(character)) {
					if (!isPair(text, i)) {
						return MALFORMED;
					}
					codePoint = text.codePointAt(i);
					i++;
				}
				int size = (codePoint < TWO_BYTES) ? 2 : (codePoint <= Character.MAX_VALUE) ? 3 : 4;
				if (size > limit - length) {
					return TOO_LONG;
				}
				put(codePoint, size, buffer, index + length);
				length += size;
			}
		}
		return length;
	}

	private static void put(int codePoint, int size, MutableDirectBuffer buffer, int index) {
		int rest = codePoint;
		for (int i = size - 1; i > 0; i--) {
			buffer.putByte(index + i, (byte) (ONE_BYTE | (rest & LOW_BITS)));
			rest >>>= 6;
		}
		// as many leading ones as there are bytes
		buffer.putByte(index, (byte) ((0xF00 >>> size) | rest));
	}

	private static boolean isPair(String text, int index) {
		return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
	}

	/**
	 * Read a text.
	 * @param buffer where to read
	 * @param index index of the first byte
	 * @param length number of bytes
	 * @return the text
	 */
	static String get(DirectBuffer buffer, int index, int length) {
		byte[] bytes = (length <= SCRATCH_BYTES) ? SCRATCH.get() : new byte[length];
		buffer.getBytes(index, bytes, 0, length);
		return new String(bytes, 0, length, StandardCharsets.UTF_8);
	}

}
