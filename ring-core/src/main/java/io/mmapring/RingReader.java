package io.mmapring;

import java.time.Duration;

import io.mmapring.error.Check;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.event.EventHandler;
import io.mmapring.event.SequenceState;
import io.mmapring.sequence.SlotCopy;
import io.mmapring.wait.Awaited;
import io.mmapring.wait.WaitStrategy;

/**
 * Reads events of a ring by their sequences, as long as the ring holds them, without a
 * group: nobody waits for it.
 *
 * <pre>
 * for (long sequence = reader.oldest(); sequence &lt; reader.tail(); sequence = reader.following()) {
 *     reader.read(sequence, handler);
 * }
 * </pre>
 *
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingReader {

	private final Ring ring;

	private final SlotCopy copy;

	RingReader(Ring ring, SlotCopy copy) {
		this.ring = ring;
		this.copy = copy;
	}

	/**
	 * Read an event. It is copied, and handed out only if the copy is whole. Does not
	 * wait, and allocates nothing unless the event is larger than all before it.
	 * @param sequence where it starts, from 0
	 * @param handler takes the event if there is one
	 * @return {@link SequenceState#PUBLISHED} if the handler took it, else why there is
	 * none
	 * @throws Exception what the handler threw
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public SequenceState read(long sequence, EventHandler handler) throws Exception {
		check(sequence);
		try {
			return this.copy.read(sequence, handler);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		catch (RingFailedException ex) {
			// a damaged event is marked as such: all others stop too
			this.ring.failure();
			throw ex;
		}
	}

	/**
	 * What there is at a sequence, without reading it. Does not wait.
	 * @param sequence the sequence, from 0
	 * @return its state
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public SequenceState state(long sequence) {
		check(sequence);
		try {
			return this.copy.look().state(sequence);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Wait until what was claimed at a sequence is published or given up, backing off
	 * between two looks.
	 * @param sequence the sequence, from 0
	 * @param timeout how long to wait at most; zero to look once
	 * @return its state; {@link SequenceState#NOT_YET} if it is not by then
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 * @throws RingFailedException if the file can no longer be used
	 */
	public SequenceState awaitPublished(long sequence, Duration timeout) {
		return awaitPublished(sequence, timeout, WaitStrategy.BACKOFF);
	}

	/**
	 * Wait until what was claimed at a sequence is published or given up.
	 * @param sequence the sequence, from 0
	 * @param timeout how long to wait at most; zero to look once
	 * @param waitStrategy how to wait between two looks; with {@link WaitStrategy#BLOCK}
	 * who publishes wakes it
	 * @return its state; {@link SequenceState#NOT_YET} if it is not by then
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 * @throws RingFailedException if the file can no longer be used
	 */
	public SequenceState awaitPublished(long sequence, Duration timeout, WaitStrategy waitStrategy) {
		SequenceState[] state = { SequenceState.NOT_YET };
		new Awaiting(this.ring, "sequence " + sequence, Awaited.EVENTS, waitStrategy).until(() -> {
			state[0] = state(sequence);
			return state[0] != SequenceState.NOT_YET;
		}, timeout);
		return state[0];
	}

	/**
	 * The sequence behind what was read last: behind the event, or behind a sequence at
	 * which there was none; the oldest if that was overwritten.
	 * @return where to read on
	 */
	public long following() {
		return this.copy.following();
	}

	/**
	 * The oldest sequence that the ring still holds. It may be inside of an event, and be
	 * overwritten at any moment.
	 * @return the sequence
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long oldest() {
		return Math.max(0, tail() - this.ring.slots());
	}

	/**
	 * The next sequence to be claimed: no event is at it or above.
	 * @return the sequence
	 * @throws RingClosedException if the ring is closed
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long tail() {
		this.ring.checkUsable("ring");
		try {
			return this.copy.look().tail();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	private void check(long sequence) {
		Check.that(sequence >= 0, "sequence", sequence, "0 or more");
		this.ring.checkUsable("ring");
	}

}
