package io.mmapring.sequence;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.wait.Bell;

/** Claims of one of many producers: by compare-and-set of the tail. */
final class MultiProducerClaims extends Claims {

	MultiProducerClaims(RingMemory memory, RingLayout layout, int slots, int me, Gate gate, Bell bell) {
		super(memory, layout, slots, me, gate, bell);
	}

	@Override
	public long tryClaimSeen(int n) {
		RingMemory memory = this.memory;
		while (true) {
			// acquire: the gate that the newest claim was made with comes before its
			// stamps
			long tail = memory.longAcquire(RingLayout.TAIL);
			long next = Tail.next(tail);
			if (next + n - this.slots > this.gateCache) {
				return NOT_SEEN;
			}
			// the last claim of this producer is finished
			if (next != this.end) {
				name(tail);
			}
			if (memory.longCompareAndSet(RingLayout.TAIL, tail, Tail.of(next + n, this.me))) {
				this.end = next + n;
				// the payload may not be seen before the claim; pairs with an observer's
				// look at the tail after its copy
				memory.storeStoreFence();
				return next;
			}
		}
	}

	@Override
	long next() {
		return Tail.nextAcquire(this.memory);
	}

}
