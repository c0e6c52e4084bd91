package io.mmapring.sequence;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;

/** What is left of a claim that was given up. */
final class SkippedClaim {

	private SkippedClaim() {
	}

	/**
	 * Pass a slot that was given up, and what is left of its claim, in one go: nobody may
	 * ever start in the middle and take the rest for published.
	 * @param skipped sequence of the slot
	 * @return the first sequence behind the rest
	 */
	static long end(RingMemory memory, RingLayout layout, long skipped) {
		long sequence = skipped + 1;
		while (true) {
			// acquire: as for each stamp; pairs with the release in Claims.stamp
			long stamp = memory.longAcquire(layout.slot(sequence) + RingLayout.SLOT_STAMP);
			if (!Stamp.isOf(stamp, layout.lap(sequence)) || Stamp.state(stamp) != Stamp.FOLLOWS) {
				return sequence;
			}
			sequence++;
		}
	}

}
