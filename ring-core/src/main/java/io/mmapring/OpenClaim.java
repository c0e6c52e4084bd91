package io.mmapring;

import java.lang.ref.Reference;
import java.time.Duration;

import io.mmapring.error.RingClosedException;

/**
 * One look at a claim of this process that was neither published nor abandoned. No
 * consumer gets beyond it. What a thread has left when it ended, and what belongs to a
 * producer that nobody refers to, is given up by itself within two seconds or so; before
 * that, another thread may {@link #resume} it.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class OpenClaim {

	private final HeldClaim held;

	private final Reference<Claimer> producer;

	private final Thread thread;

	private final Duration age;

	private final long sequence;

	private final int slots;

	OpenClaim(HeldClaim held, Reference<Claimer> producer, Thread thread, Duration age) {
		this.held = held;
		this.producer = producer;
		this.thread = thread;
		this.age = age;
		this.sequence = held.first();
		this.slots = held.count();
	}

	/**
	 * Sequence of its first slot.
	 * @return the sequence
	 */
	public long sequence() {
		return this.sequence;
	}

	/**
	 * Slots of the claim.
	 * @return their number
	 */
	public int slots() {
		return this.slots;
	}

	/**
	 * Who has made the claim, or went on with it since.
	 * @return the thread, which may have ended
	 */
	public Thread thread() {
		return this.thread;
	}

	/**
	 * For how long the claim was seen to be open. It is looked for four times a second,
	 * so that making a claim need not read a clock.
	 * @return the time, at most a quarter of a second less than it is
	 */
	public Duration age() {
		return this.age;
	}

	/**
	 * Give the claim up: no consumer sees anything of it. Does not block.
	 * @return {@code false} if it was published or given up meanwhile
	 * @throws IllegalStateException if its thread is another one and alive: that thread
	 * might still write into slots that belong to later events by then
	 */
	public boolean abandon() {
		return this.held.abandon(this.sequence, this.producer.get() == null);
	}

	/**
	 * Go on with the claim on the calling thread: fill what is left, then publish it.
	 * {@link Claim#filled} tells where to go on; the event begun last may be written in
	 * part. Does not block.
	 * @return the claim, as it was left
	 * @throws IllegalStateException if its thread is another one and alive, or the claim
	 * was published or given up meanwhile
	 * @throws RingClosedException if nobody refers to its producer any more
	 */
	public Claim resume() {
		Claimer claimer = this.producer.get();
		if (claimer == null) {
			throw new RingClosedException(this.held.ringName(),
					"the forgotten producer of the claim at " + this.sequence);
		}
		this.held.resume(this.sequence);
		return claimer.claim();
	}

	@Override
	public String toString() {
		return "claim of %d slots at %d by thread '%s', open for %d ms".formatted(this.slots, this.sequence,
				this.thread.getName(), this.age.toMillis());
	}

}
