package io.mmapring;

import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventTooLargeException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Slots that a producer has claimed and that nobody sees yet. Fill them one after the
 * other with {@link #next}, then {@link #publish}: consumers see all of the claim at
 * once. Closing a claim that was not published abandons it: consumers pass it. Until then
 * no consumer gets beyond it, so finish soon.
 *
 * <pre>
 * try (Claim claim = producer.claim(2)) {
 *     claim.next(1, 8).putLong(0, 42);
 *     claim.next(1, 8).putLong(0, 43);
 *     claim.publish();
 * }
 * </pre>
 *
 * The object belongs to its producer and is used again for the next claim.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Claim implements AutoCloseable {

	private final Claimer claimer;

	private final RingMemory memory;

	private final RingLayout layout;

	private final int capacityBytes;

	private final SlotBuffer payload;

	private long first;

	private int count;

	private int filled;

	Claim(Claimer claimer, RingMemory memory, RingLayout layout, int capacityBytes) {
		this.claimer = claimer;
		this.memory = memory;
		this.layout = layout;
		this.capacityBytes = capacityBytes;
		this.payload = new SlotBuffer(memory);
	}

	void open(long first, int count) {
		this.first = first;
		this.count = count;
		this.filled = 0;
	}

	boolean isOpen() {
		return this.count != 0;
	}

	/**
	 * Sequence of the first slot.
	 * @return the sequence
	 */
	public long first() {
		return this.first;
	}

	/**
	 * Slots of the claim.
	 * @return their number; 0 when the claim was published or abandoned
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Begin the next event of the claim.
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @return its bytes, from index 0; they hold whatever an earlier event left; valid
	 * until the next call
	 * @throws EventTooLargeException if the length is more than a slot holds
	 * @throws IllegalStateException if the claim is closed or all its slots are filled
	 */
	public MutableDirectBuffer next(int type, int length) {
		if (this.filled >= this.count) {
			throw new IllegalStateException("events in claim=%d (expected: at most the %d slots of an open claim)"
				.formatted(this.filled + 1, this.count));
		}
		if (length < 0 || length > this.capacityBytes) {
			throw new EventTooLargeException(this.claimer.ringName(), length, this.capacityBytes);
		}
		int slot = this.layout.slot(this.first + this.filled);
		try {
			this.memory.intPlain(slot + RingLayout.SLOT_LENGTH, length);
			this.memory.intPlain(slot + RingLayout.SLOT_TYPE, type);
		}
		catch (InternalError ex) {
			throw this.claimer.explain(ex);
		}
		this.payload.window(slot + RingLayout.SLOT_PAYLOAD, length);
		this.filled++;
		return this.payload;
	}

	/**
	 * Make all events of the claim visible at once. Does not block.
	 * @return the first sequence
	 * @throws IllegalStateException if the claim is closed, or not all its slots are
	 * filled; it stays open
	 */
	public long publish() {
		if (this.filled != this.count || this.count == 0) {
			throw new IllegalStateException(
					"events in claim=%d (expected: all %d of an open claim)".formatted(this.filled, this.count));
		}
		int count = this.count;
		this.count = 0;
		this.claimer.publish(this.first, count);
		return this.first;
	}

	/**
	 * Give the claim up, if it is open: no consumer sees anything of it. Does not block.
	 */
	public void abandon() {
		int count = this.count;
		if (count != 0) {
			this.count = 0;
			this.claimer.abandon(this.first, count);
		}
	}

	/** Abandon the claim unless it was published. */
	@Override
	public void close() {
		abandon();
	}

}
