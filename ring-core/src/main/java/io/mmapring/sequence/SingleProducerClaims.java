package io.mmapring.sequence;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.wait.Bell;

/**
 * Claims of the only producer: plain arithmetic and a store of the tail. The caller holds
 * the exclusive right to produce.
 */
final class SingleProducerClaims extends Claims {

	SingleProducerClaims(RingMemory memory, RingLayout layout, int slots, int me, Gate gate, Bell bell) {
		super(memory, layout, slots, me, gate, bell);
		long tail = memory.longAcquire(RingLayout.TAIL);
		// a predecessor may have died with its newest claim known by the tail alone
		name(tail);
		this.end = Tail.next(tail);
	}

	@Override
	public long tryClaimSeen(int n) {
		long next = this.end;
		if (next + n - this.slots > this.gateCache) {
			return NOT_SEEN;
		}
		this.end = next + n;
		// release, and before the payload: nothing is ever stamped at or above the tail,
		// and
		// a successor continues at the tail; pairs with the acquire of repairers
		this.memory.longRelease(RingLayout.TAIL, Tail.of(next + n, this.me));
		this.memory.storeStoreFence();
		return next;
	}

	@Override
	long next() {
		return this.end;
	}

}
