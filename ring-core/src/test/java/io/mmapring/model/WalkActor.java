package io.mmapring.model;

/** Whoever gives up what the dead have left: a producer that walks, a consumer. */
abstract class WalkActor extends Actor {

	final WalkVariables ring;

	/** Sequence that is looked at. */
	final int x;

	/** Tail as read before the stamp. */
	private final int tailSeq;

	private final int tailOwner;

	final StampedSlots.Seen seen;

	WalkActor(String name, WalkVariables ring, Enum<?>[] steps) {
		super(name, ring.variables.add(name + ".next", steps));
		this.ring = ring;
		this.x = ring.sequence(name + ".x");
		this.tailSeq = ring.sequence(name + ".tail.seq");
		this.tailOwner = ring.owner(name + ".tail.owner");
		this.seen = ring.new Seen(name);
	}

	final boolean readTail(int[] v, Enum<?> then) {
		v[this.tailSeq] = v[this.ring.tailSeq];
		v[this.tailOwner] = v[this.ring.tailOwner];
		return go(v, then);
	}

	/** What a repairer finds at a slot. */
	enum Found {

		OPEN, FINISHED, CLAIMED

	}

	/** The stamp, after the tail. */
	final Found readStamp(int[] v) {
		int sequence = v[this.x];
		this.seen.read(v, sequence);
		if (this.seen.seq(v) < sequence) {
			return (sequence < v[this.tailSeq]) ? Found.CLAIMED : Found.OPEN;
		}
		boolean claimed = this.seen.state(v) == StampedSlots.CLAIMED
				&& (this.seen.seq(v) == sequence || this.ring.mutant(WalkMutant.ANY_LAP));
		return claimed ? Found.CLAIMED : Found.FINISHED;
	}

	/**
	 * Death, which is for ever here, and then the compare-and-set.
	 * @return whether to look again, since somebody came between
	 */
	final Found skip(int[] v) {
		int sequence = v[this.x];
		int owner = (this.seen.seq(v) < sequence) ? v[this.tailOwner] : this.seen.owner(v);
		if (!this.ring.isDead(v, owner) || this.ring.mutant(WalkMutant.NO_REPAIR)) {
			return Found.OPEN;
		}
		if (!this.seen.isSame(v, sequence)) {
			return Found.CLAIMED;
		}
		if (!this.ring.mutant(WalkMutant.PASS_DEAD)) {
			Violation.check(this.seen.seq(v) <= sequence, "no stamp goes back to an earlier lap");
			Violation.check(sequence < v[this.ring.tailSeq], "nothing is stamped at or above the tail");
			this.ring.set(v, sequence, StampedSlots.SKIPPED, owner);
		}
		return Found.FINISHED;
	}

	final void forget(int[] v) {
		v[this.tailSeq] = 0;
		v[this.tailOwner] = 0;
		this.seen.clear(v);
	}

}
