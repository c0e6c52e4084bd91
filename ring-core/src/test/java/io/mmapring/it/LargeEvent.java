package io.mmapring.it;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An event whose type number says who published it and as the how-manieth, and from which
 * its length and all of its bytes follow: so a single byte is checked too.
 */
final class LargeEvent {

	static final int PRODUCERS = 3;

	private static final int COUNTER_BITS = 22;

	private static final int RUN_BITS = 6;

	private static final int MOST_IN_BATCH = 4;

	private LargeEvent() {
	}

	static int type(int producer, int run, int counter) {
		return (((producer << RUN_BITS) | run) << COUNTER_BITS) | counter;
	}

	static int producer(int type) {
		return type >>> (COUNTER_BITS + RUN_BITS);
	}

	/** Which of the processes, one after the other, that produce under one number. */
	static int run(int type) {
		return (type >>> COUNTER_BITS) & ((1 << RUN_BITS) - 1);
	}

	static int counter(int type) {
		return type & ((1 << COUNTER_BITS) - 1);
	}

	/** From 1 to the largest; small ones are as frequent as large ones. */
	static int length(int type, int maxBytes) {
		int random = mix(type);
		int most = ((random & 1) == 0) ? maxBytes : Math.max(1, maxBytes >>> ((random >>> 1) & 7));
		return 1 + (random >>> 4) % most;
	}

	/** How many events are published as one batch, if it starts with this one. */
	static int batch(int type) {
		return 1 + (mix(type + 1) >>> 4) % MOST_IN_BATCH;
	}

	static void fill(MutableDirectBuffer payload, int type) {
		int seed = mix(type);
		for (int i = 0; i < payload.capacity(); i++) {
			payload.putByte(i, (byte) (seed + i * 31 + (i >>> 8)));
		}
	}

	static boolean isWhole(DirectBuffer payload, int type) {
		int seed = mix(type);
		for (int i = 0; i < payload.capacity(); i++) {
			if (payload.getByte(i) != (byte) (seed + i * 31 + (i >>> 8))) {
				return false;
			}
		}
		return true;
	}

	/** The last step of MurmurHash3 (Appleby 2011), which spreads all bits. */
	private static int mix(int value) {
		int mixed = value;
		mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
		mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
		return mixed ^ (mixed >>> 16);
	}

}
