package io.mmapring.sequence;

import io.mmapring.event.SequenceState;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Tells what a ring holds at any sequence, without holding anybody back.
 * <p>
 * Assumes: nothing. Guarantees: what is said of a sequence was true at an instant during
 * the call; of a published one it stays true until it is overwritten. Progress: no
 * waiting; it reads at most as many stamps as the claim has slots below the sequence.
 * Source: the protocol's specification, "Observers".
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class SlotLook {

	private final RingMemory memory;

	private final RingLayout layout;

	/**
	 * Prepare to look.
	 * @param memory the ring's memory
	 * @param layout its layout
	 */
	public SlotLook(RingMemory memory, RingLayout layout) {
		this.memory = memory;
		this.layout = layout;
	}

	/**
	 * The next sequence to be claimed.
	 * @return the sequence
	 */
	public long tail() {
		return Tail.nextAcquire(this.memory);
	}

	/**
	 * The oldest sequence that the ring still holds. It may be inside of an event, and be
	 * overwritten at any moment.
	 * @return the sequence
	 */
	public long oldest() {
		return Math.max(0, tail() - this.layout.slots());
	}

	/**
	 * What there is at a sequence.
	 * @param sequence the sequence, from 0
	 * @return its state
	 */
	public SequenceState state(long sequence) {
		long stamp = stamp(sequence);
		long lap = this.layout.lap(sequence);
		if (Stamp.isOlder(stamp, lap)) {
			return SequenceState.NOT_YET;
		}
		if (!Stamp.isOf(stamp, lap)) {
			return SequenceState.OVERWRITTEN;
		}
		SequenceState state = (Stamp.state(stamp) == Stamp.FOLLOWS) ? following(sequence) : ofHead(Stamp.state(stamp));
		// the loads above must not come after that of the tail; pairs with the fence
		// between claim and payload
		this.memory.acquireFence();
		return (tail() > sequence + this.layout.slots()) ? SequenceState.OVERWRITTEN : state;
	}

	private static SequenceState ofHead(int state) {
		return switch (state) {
			case Stamp.PUBLISHED -> SequenceState.PUBLISHED;
			case Stamp.CLAIMED -> SequenceState.NOT_YET;
			default -> SequenceState.SKIPPED;
		};
	}

	/**
	 * What there is in a slot that belongs to the claim below it: what the first slot of
	 * that says.
	 */
	private SequenceState following(long sequence) {
		long head = sequence;
		long stamp;
		do {
			head--;
			if (head < 0) {
				return SequenceState.OVERWRITTEN;
			}
			stamp = stamp(head);
			if (!Stamp.isOf(stamp, this.layout.lap(head))) {
				return SequenceState.OVERWRITTEN;
			}
		}
		while (Stamp.state(stamp) == Stamp.FOLLOWS);
		SequenceState state = ofHead(Stamp.state(stamp));
		boolean inside = this.memory.intPlain(this.layout.slot(sequence) + RingLayout.SLOT_LENGTH) < 0;
		return (state == SequenceState.PUBLISHED && inside) ? SequenceState.INSIDE : state;
	}

	private long stamp(long sequence) {
		// acquire: what is in the slot is read after its stamp; pairs with the release in
		// Claims.stamp
		return this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
	}

}
