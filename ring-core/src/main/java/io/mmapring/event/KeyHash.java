package io.mmapring.event;

import java.util.UUID;

import org.agrona.DirectBuffer;

/**
 * From keys to shards, in the same way in every process and version: this is part of the
 * ring's file format, which has test vectors for it.
 * <p>
 * Threads: safe for any number of threads. Allocates nothing, does not block.
 */
public final class KeyHash {

	/** Start and factor of FNV-1a with 64 bits (Fowler, Noll, Vo). */
	private static final long FNV_START = 0xCBF29CE484222325L;

	private static final long FNV_FACTOR = 0x100000001B3L;

	/** Factors of the 64-bit finalizer of MurmurHash3 (Appleby). */
	private static final long MIX_1 = 0xFF51AFD7ED558CCDL;

	private static final long MIX_2 = 0xC4CEB9FE1A85EC53L;

	private static final int MIX_SHIFT = 33;

	private static final int BYTE = 0xFF;

	private KeyHash() {
	}

	/**
	 * Key of some bytes.
	 * @param buffer where they are
	 * @param offset index of the first one
	 * @param length how many there are
	 * @return their FNV-1a hash of 64 bits
	 * @throws IndexOutOfBoundsException if the buffer does not have them
	 */
	public static long of(DirectBuffer buffer, int offset, int length) {
		long hash = FNV_START;
		for (int i = offset; i < offset + length; i++) {
			hash = add(hash, buffer.getByte(i));
		}
		return hash;
	}

	/**
	 * Key of a text.
	 * @param text the text
	 * @return the key of its UTF-8 bytes; half a surrogate pair counts as '?'
	 */
	public static long of(CharSequence text) {
		long hash = FNV_START;
		int i = 0;
		while (i < text.length()) {
			int codePoint = Character.codePointAt(text, i);
			i += Character.charCount(codePoint);
			hash = addUtf8(hash, codePoint);
		}
		return hash;
	}

	/**
	 * Key of a UUID.
	 * @param uuid the UUID
	 * @return its upper and lower 64 bits, joined by exclusive or
	 */
	public static long of(UUID uuid) {
		return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
	}

	/**
	 * The shard that a key falls on: its bits well mixed, modulo the number of shards.
	 * @param key the key
	 * @param shards how many shards there are, from 1
	 * @return a shard, from 0
	 */
	public static int shard(long key, int shards) {
		return (int) Long.remainderUnsigned(mix(key), shards);
	}

	static long mix(long key) {
		long bits = (key ^ (key >>> MIX_SHIFT)) * MIX_1;
		bits = (bits ^ (bits >>> MIX_SHIFT)) * MIX_2;
		return bits ^ (bits >>> MIX_SHIFT);
	}

	private static long addUtf8(long hash, int codePoint) {
		if (codePoint < 0x80) {
			return add(hash, codePoint);
		}
		if (codePoint < 0x800) {
			return add(add(hash, 0xC0 | (codePoint >> 6)), follow(codePoint));
		}
		if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
			return add(hash, '?');
		}
		if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
			return add(add(add(hash, 0xE0 | (codePoint >> 12)), follow(codePoint >> 6)), follow(codePoint));
		}
		return add(add(add(add(hash, 0xF0 | (codePoint >> 18)), follow(codePoint >> 12)), follow(codePoint >> 6)),
				follow(codePoint));
	}

	private static int follow(int bits) {
		return 0x80 | (bits & 0x3F);
	}

	private static long add(long hash, int value) {
		return (hash ^ (value & BYTE)) * FNV_FACTOR;
	}

}
