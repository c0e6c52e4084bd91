package io.mmapring.inspect;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/** Finds out whose claim a slot belongs to. */
final class OpenClaims {

	private final RingMemory memory;

	private final RingLayout layout;

	OpenClaims(RingMemory memory, RingLayout layout) {
		this.memory = memory;
		this.layout = layout;
	}

	/**
	 * Who has claimed a sequence without finishing.
	 * @param sequence a sequence below the tail
	 * @return the participant, or 0 if the slot is finished
	 */
	int claimer(long sequence) {
		// the tail first: it names the owner of a slot that is seen without a stamp after
		long tail = this.memory.longAcquire(RingLayout.TAIL);
		long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
		long lap = this.layout.lap(sequence);
		if (Stamp.isOlder(stamp, lap)) {
			return (sequence < Tail.next(tail)) ? Tail.owner(tail) : 0;
		}
		return (Stamp.isOf(stamp, lap) && Stamp.state(stamp) == Stamp.CLAIMED) ? Stamp.owner(stamp) : 0;
	}

}
