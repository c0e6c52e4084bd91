package io.mmapring;

import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventTooLargeException;
import io.mmapring.event.NextHeaders;
import io.mmapring.file.EventSize;
import io.mmapring.sequence.SlotWriter;

/**
 * Slots that a producer has claimed and that nobody sees yet. Fill them with one event
 * after the other by {@link #next}, then {@link #publish}: consumers see all of the claim
 * at once. Closing a claim that was not published abandons all of it: consumers pass it.
 * Until then no consumer gets beyond it, so finish soon.
 *
 * <pre>
 * try (Claim claim = producer.claim(2)) {
 *     claim.next(1, 8).putLong(0, 42);
 *     claim.next(1, 8).putLong(0, 43);
 *     claim.publish();
 * }
 * </pre>
 *
 * An event that is larger than a slot takes several of the claim's; see
 * {@link Producer#claimEvents}.
 * <p>
 * The object belongs to its producer and is used again for the next claim. A claim that
 * is open when its thread ends is given up a little later, unless another thread goes on
 * with it before: by calling any of its methods that change it.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Claim implements AutoCloseable {

	private final Claimer claimer;

	private final HeldClaim held;

	private final EventSize size;

	private final SlotWriter writer;

	/** Also when it was published. */
	private long first;

	private int filled;

	Claim(Claimer claimer, HeldClaim held, EventSize size, SlotWriter writer) {
		this.claimer = claimer;
		this.held = held;
		this.size = size;
		this.writer = writer;
	}

	void open(long first, int count) {
		this.held.open(count);
		this.first = first;
		this.filled = 0;
		this.writer.forget();
	}

	/**
	 * Open the claim for its only event, and begin it.
	 * @param first its sequence
	 * @param count its slots
	 * @param type its type number
	 * @param length its length, which takes all these slots
	 * @return its bytes
	 */
	MutableDirectBuffer only(long first, int count, int type, int length) {
		this.held.open(count);
		if (this.filled != count) {
			this.filled = count;
		}
		this.writer.forget();
		return this.writer.begin(first, type, length);
	}

	private IllegalStateException notFilled() {
		return new IllegalStateException(
				"slots filled=%d (expected: all %d of an open claim)".formatted(this.filled, this.held.count()));
	}

	/**
	 * Sequence of the first slot.
	 * @return the sequence, also when the claim was published or abandoned
	 */
	public long first() {
		return this.first;
	}

	/**
	 * Slots of the claim.
	 * @return their number; 0 when the claim was published or abandoned
	 */
	public int count() {
		return this.held.count();
	}

	/**
	 * Slots of the claim whose events were begun with {@link #next}.
	 * @return their number; the last event may be written in part
	 */
	public int filled() {
		return this.filled;
	}

	/**
	 * Begin the next event of the claim. It takes as many slots as its length needs.
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @return its bytes, from index 0; they hold whatever an earlier event left; valid
	 * until the next call
	 * @throws EventTooLargeException if the length is more than a quarter of the ring
	 * holds
	 * @throws IllegalStateException if the claim is closed or has fewer slots left; it
	 * stays as it is
	 */
	public MutableDirectBuffer next(int type, int length) {
		HeldClaim held = this.held;
		if (!this.size.fits(length)) {
			throw this.claimer.tooLarge(length);
		}
		int filled = this.filled + this.size.slots(length);
		if (!held.isMine() || filled > held.count()) {
			throw new IllegalStateException("slots filled=%d (expected: at most the %d slots of an open claim)"
				.formatted(filled, held.count()));
		}
		MutableDirectBuffer payload = this.claimer.next(held.first() + this.filled, type, length);
		this.filled = filled;
		return payload;
	}

	/**
	 * Headers that the next event gets, the one begun by the next call of {@link #next}.
	 * @return the headers, the same object each time, also by {@link Producer#headers()}
	 * @throws IllegalStateException if the ring was created without headers
	 */
	public NextHeaders headers() {
		return this.writer.headers();
	}

	void forgetHeaders() {
		this.writer.forgetHeaders();
	}

	/**
	 * Make all events of the claim visible at once. Does not block.
	 * @return the first sequence
	 * @throws IllegalStateException if the claim is closed, or not all its slots are
	 * filled; it stays open
	 */
	public long publish() {
		int count = this.held.count();
		if (this.filled != count || count == 0 || !this.held.isMine()) {
			throw notFilled();
		}
		long first = this.held.first();
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
