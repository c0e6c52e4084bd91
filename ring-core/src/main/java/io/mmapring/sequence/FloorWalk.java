package io.mmapring.sequence;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Passes the oldest slots on behalf of nobody, in a ring without groups that may be
 * overwritten. It goes slot by slot like a consumer: past what is finished, past what a
 * dead producer left, and never past the claim of a living one, which would otherwise be
 * lapped and stamp over its successor.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
final class FloorWalk {

	private final RingMemory memory;

	private final RingLayout layout;

	private final int slots;

	private final Repair repair;

	FloorWalk(RingMemory memory, RingLayout layout, int slots, Repair repair) {
		this.memory = memory;
		this.layout = layout;
		this.slots = slots;
		this.repair = repair;
	}

	/**
	 * Raise the floor.
	 * @param wanted up to where, at most
	 * @return the floor, which may be less, or more if others raised it
	 */
	long raise(long wanted) {
		while (true) {
			long floor = this.memory.longAcquire(RingLayout.FLOOR);
			long next = Tail.nextAcquire(this.memory);
			long end = Math.min(wanted, next);
			// what was claimed over was finished, though the groups that had passed it
			// did not raise the floor
			long start = Math.max(floor, next - this.slots);
			long sequence = start;
			while (sequence < end && isFinished(sequence)) {
				sequence++;
			}
			if (sequence == floor) {
				return floor;
			}
			// compare-and-set: of several walkers, and of a joiner that reads the floor,
			// each sees it only rise
			if (this.memory.longCompareAndSet(RingLayout.FLOOR, floor, sequence)) {
				this.memory.longGetAndAdd(RingLayout.OVERWRITTEN, sequence - start);
				return sequence;
			}
		}
	}

	private boolean isFinished(long sequence) {
		long lap = this.layout.lap(sequence);
		int offset = this.layout.slot(sequence) + RingLayout.SLOT_STAMP;
		long stamp = this.memory.longAcquire(offset);
		if (Stamp.isOf(stamp, lap) && Stamp.state(stamp) != Stamp.CLAIMED) {
			return true;
		}
		// a later lap: others have raised the floor meanwhile, which the caller finds out
		return (Stamp.isOf(stamp, lap) || Stamp.isOlder(stamp, lap)) && this.repair.repairIfDead(sequence);
	}

}
