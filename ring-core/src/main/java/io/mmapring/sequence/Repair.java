package io.mmapring.sequence;

import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Stamps what a dead producer left as SKIPPED, so that everybody goes on.
 * <p>
 * Assumes: {@link DeathCheck} never calls a living participant dead, and a participant's
 * number is not used again before its claims were swept. Guarantees: a slot is given up
 * only when its owner is dead; the whole word is compared, so that a publication that was
 * still on its way wins. Progress: any number of repairers, any of which may die. Source:
 * the model {@code claim} of the protocol's specification.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class Repair {

	private final RingMemory memory;

	private final RingLayout layout;

	private final int slots;

	private final DeathCheck deathCheck;

	/**
	 * Prepare to repair.
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param slots its number of slots
	 * @param deathCheck tells who is dead
	 */
	public Repair(RingMemory memory, RingLayout layout, int slots, DeathCheck deathCheck) {
		this.memory = memory;
		this.layout = layout;
		this.slots = slots;
		this.deathCheck = deathCheck;
	}

	/**
	 * Give up one slot if its owner is dead.
	 * @param sequence a sequence whose slot is not finished
	 * @return whether the slot is now finished, by whomever
	 */
	boolean repairIfDead(long sequence) {
		long lap = this.layout.lap(sequence);
		int offset = this.layout.slot(sequence) + RingLayout.SLOT_STAMP;
		while (true) {
			// The tail first: only if it named the owner before the slot was seen without
			// a
			// stamp does the slot belong to that owner. Death last: a verdict from before
			// the stamp was read may be about an earlier bearer of the number.
			long tail = this.memory.longAcquire(RingLayout.TAIL);
			long stamp = this.memory.longAcquire(offset);
			boolean unnamed = Stamp.isOlder(stamp, lap);
			if (unnamed && sequence >= Tail.next(tail)) {
				return false;
			}
			// Of a later lap: this sequence was finished by somebody else, and what
			// the slot holds now is not the caller's to give up.
			if (!unnamed && (!Stamp.isOf(stamp, lap) || Stamp.state(stamp) != Stamp.CLAIMED)) {
				return true;
			}
			int owner = unnamed ? Tail.owner(tail) : Stamp.owner(stamp);
			if (!this.deathCheck.isDead(owner)) {
				return false;
			}
			if (skip(offset, stamp, lap, owner)) {
				repaired(owner, 1);
				return true;
			}
			// a namer or another repairer came between: look again
		}
	}

	/**
	 * Give up every slot that a participant holds. The caller holds the admin lock; the
	 * participant is DEAD, or is this one and has no open claim.
	 * @param participant its number
	 * @return how many slots were given up
	 */
	public long sweep(int participant) {
		long tail = this.memory.longAcquire(RingLayout.TAIL);
		long next = Tail.next(tail);
		long swept = 0;
		for (long sequence = Math.max(0, next - this.slots); sequence < next; sequence++) {
			if (sweep(participant, sequence, Tail.owner(tail))) {
				swept++;
			}
		}
		if (swept > 0) {
			repaired(participant, swept);
		}
		return swept;
	}

	/**
	 * Count. A dead one's number is not free before it was swept, so its own count holds
	 * what all survivors have repaired; only one that is held up for so long right here
	 * comes too late.
	 */
	private void repaired(int owner, long slots) {
		this.memory.longGetAndAdd(ParticipantLayout.entry(owner) + ParticipantLayout.REPAIRED, slots);
		this.memory.longGetAndAdd(RingLayout.REPAIRED, slots);
	}

	private boolean sweep(int participant, long sequence, int newestOwner) {
		long lap = this.layout.lap(sequence);
		int offset = this.layout.slot(sequence) + RingLayout.SLOT_STAMP;
		while (true) {
			long stamp = this.memory.longAcquire(offset);
			boolean claimed = Stamp.isOf(stamp, lap) && Stamp.state(stamp) == Stamp.CLAIMED
					&& Stamp.owner(stamp) == participant;
			boolean unnamed = Stamp.isOlder(stamp, lap) && newestOwner == participant;
			if (!claimed && !unnamed) {
				return false;
			}
			if (skip(offset, stamp, lap, participant)) {
				return true;
			}
			// a namer came between: look again, its stamp is one of those looked for
		}
	}

	private boolean skip(int offset, long stamp, long lap, int owner) {
		// compare-and-set of the whole word: pairs with the owner's release stores and
		// the
		// namer's compare-and-set
		return this.memory.longCompareAndSet(offset, stamp, Stamp.of(lap, owner, Stamp.SKIPPED));
	}

}
