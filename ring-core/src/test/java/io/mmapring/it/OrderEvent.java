package io.mmapring.it;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An event of {@link SumAndOrderIT}: who made it, which of its maker's it is, and where
 * it stands in which batch.
 */
final class OrderEvent {

	static final int TYPE = 7;

	static final int LENGTH = 48;

	private static final long MIX = 0x9E3779B97F4A7C15L;

	int producer;

	int size;

	int index;

	long counter;

	long batch;

	/** Write it; the last words tell whether all of it was there when it was read. */
	void write(MutableDirectBuffer payload) {
		payload.putInt(0, this.producer);
		payload.putInt(4, this.size);
		payload.putLong(8, this.index);
		payload.putLong(16, this.counter);
		payload.putLong(24, this.batch);
		payload.putLong(32, mixed());
		payload.putLong(40, ~mixed());
	}

	void read(DirectBuffer payload) {
		this.producer = payload.getInt(0);
		this.size = payload.getInt(4);
		this.index = (int) payload.getLong(8);
		this.counter = payload.getLong(16);
		this.batch = payload.getLong(24);
		if (payload.getLong(32) != mixed() || payload.getLong(40) != ~mixed()) {
			throw new IllegalStateException("torn: " + this);
		}
	}

	long hash(long before, long sequence) {
		long hash = (before ^ sequence) * MIX;
		hash = (Long.rotateLeft(hash, 31) ^ this.producer) * MIX;
		return (Long.rotateLeft(hash, 31) ^ this.counter) * MIX;
	}

	private long mixed() {
		return (this.counter * MIX) ^ (this.batch << 20) ^ ((long) this.producer << 56) ^ this.index;
	}

	@Override
	public String toString() {
		return "event %d of producer %d, %d of %d in batch %d".formatted(this.counter, this.producer, this.index,
				this.size, this.batch);
	}

}
