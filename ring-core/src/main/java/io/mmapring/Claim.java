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
 * The object belongs to its producer and is used again for the next claim. A claim that
 * is open when its thread ends is given up a little later, unless another thread goes on
 * with it before: by calling any of its methods that change it.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Claim implements AutoCloseable {

	private final Claimer claimer;

	private final HeldClaim held;

	private final RingMemory memory;

	private final RingLayout layout;

	private final int capacityBytes;

	private final SlotBuffer payload;

	private int filled;

	Claim(Claimer claimer, HeldClaim held, RingMemory memory, RingLayout layout, int capacityBytes) {
		this.claimer = claimer;
		this.held = held;
		this.memory = memory;
		this.layout = layout;
		this.capacityBytes = capacityBytes;
		this.payload = new SlotBuffer(memory);
	}

	void open(long first, int count) {
		this.held.open(first, count);
		this.filled = 0;
	}

	boolean isOpen() {
		return this.held.count() != 0;
	}

	/**
	 * Sequence of the first slot.
	 * @return the sequence
	 */
	public long first() {
		return this.held.first();
	}

	/**
	 * Slots of the claim.
	 * @return their number; 0 when the claim was published or abandoned
	 */
	public int count() {
		return this.held.count();
	}

	/**
	 * Events of the claim that were begun with {@link #next}.
	 * @return their number; the last one may be written in part
	 */
	public int filled() {
		return this.filled;
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
		HeldClaim held = this.held;
		if (!held.isMine() || this.filled >= held.count()) {
			throw new IllegalStateException("events in claim=%d (expected: at most the %d slots of an open claim)"
				.formatted(this.filled + 1, held.count()));
		}
		if (length < 0 || length > this.capacityBytes) {
			throw new EventTooLargeException(this.claimer.ringName(), length, this.capacityBytes);
		}
		int slot = this.layout.slot(held.first() + this.filled);
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
		HeldClaim held = this.held;
		int count = held.count();
		if (this.filled != count || count == 0 || !held.isMine()) {
			throw new IllegalStateException(
					"events in claim=%d (expected: all %d of an open claim)".formatted(this.filled, held.count()));
		}
		long first = held.first();
		held.finish();
		this.claimer.publish(first, count);
		return first;
	}

	/**
	 * Give the claim up, if it is open: no consumer sees anything of it. Does not block.
	 */
	public void abandon() {
		if (this.held.count() != 0 && this.held.isMine()) {
			this.claimer.abandon();
		}
	}

	/** Abandon the claim unless it was published. */
	@Override
	public void close() {
		abandon();
	}

}
