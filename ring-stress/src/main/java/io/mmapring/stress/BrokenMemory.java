package io.mmapring.stress;

import java.nio.ByteBuffer;

import io.mmapring.file.RingMemory;

/**
 * Ring memory with mistakes, to prove that the stress tests find them.
 */
final class BrokenMemory {

	private static final int PAUSES = 4;

	private BrokenMemory() {
	}

	/** A full fence is none. */
	static final class NoFence extends RingMemory {

		NoFence(ByteBuffer bytes) {
			super(bytes);
		}

		@Override
		public void fullFence() {
		}

	}

	/**
	 * A compare-and-set is a load, a look and, not at once, so that others often come
	 * between, a store.
	 */
	static final class NoCompareAndSet extends RingMemory {

		NoCompareAndSet(ByteBuffer bytes) {
			super(bytes);
		}

		@Override
		public boolean longCompareAndSet(int offset, long expected, long value) {
			if (longAcquire(offset) != expected) {
				return false;
			}
			for (int i = 0; i < PAUSES; i++) {
				Thread.onSpinWait();
			}
			longRelease(offset, value);
			return true;
		}

	}

}
