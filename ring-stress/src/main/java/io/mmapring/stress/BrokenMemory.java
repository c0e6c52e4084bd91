package io.mmapring.stress;

import java.nio.ByteBuffer;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * Ring memory with mistakes, to prove that the stress tests find them.
 */
final class BrokenMemory {

	private static final int PAUSES = 4;

	/** As long as it takes to pass an event and to claim. */
	private static final int LONG_PAUSES = 100;

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
	 * Producers are never held while a group goes back, which takes so long that others
	 * often come between.
	 */
	static final class NoHold extends RingMemory {

		/** Of the seeker's thread: the second time it knows where the others are. */
		private int holds;

		NoHold(ByteBuffer bytes) {
			super(bytes);
		}

		@Override
		public void longRelease(int offset, long value) {
			if (offset != RingLayout.HOLD) {
				super.longRelease(offset, value);
				return;
			}
			this.holds++;
			for (int i = 0; this.holds > 1 && i < LONG_PAUSES; i++) {
				Thread.onSpinWait();
			}
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
