package io.mmapring;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFailedException;
import io.mmapring.sequence.Claims;

/**
 * What a producer holds of the ring at the moment, known to its process even when the
 * producer is forgotten or its thread has ended. It does not refer to the producer.
 * <p>
 * The thread that fills the claim reads and writes the fields without any order. Others
 * change them only once that thread has ended, when all it did is visible, or nobody can
 * reach the producer any more; and in the monitor, as does a thread that goes on with
 * another one's claim. So the monitor decides who is first.
 */
final class HeldClaim {

	private static final int NOTHING = 0;

	/** A claim is about to be made, or about to be published. */
	private static final int CHANGING = -1;

	private final Ring ring;

	private final Claims claims;

	/**
	 * Slots of the open claim, or one of the above. Whoever closes the ring looks at it
	 * after a safepoint; see {@link Ring#close}. One word, and the claim's end is known
	 * to the claims: each store waits in line behind those to the slot, and with cores
	 * that are far from each other that line is what limits a producer.
	 */
	private final AtomicInteger state = new AtomicInteger(NOTHING);

	private @Nullable Thread thread;

	/** Both in the monitor: which claim was seen, and since when. */
	private long seen = -1;

	private long seenSinceNs;

	HeldClaim(Ring ring, Claims claims) {
		this.ring = ring;
		this.claims = claims;
	}

	String ringName() {
		return this.ring.name();
	}

	/** Sequence of the first slot, if there are any. */
	long first() {
		return this.claims.end() - count();
	}

	/** Slots; 0 when nothing is held. */
	int count() {
		int state = this.state.getPlain();
		return (state == CHANGING) ? 0 : state;
	}

	/** Whether there are any. */
	boolean isOpen() {
		return this.state.getPlain() > NOTHING;
	}

	/** Whether this claim is open. */
	boolean isOpen(long first, int count) {
		return this.state.getPlain() == count && this.claims.end() == first + count;
	}

	/** Whether a claim is open, or being made or published. */
	boolean isBusy() {
		return this.state.getAcquire() != NOTHING;
	}

	/** A claim is about to be made by this thread. */
	void begin() {
		Thread thread = Thread.currentThread();
		if (this.thread == thread) {
			// no order is needed: the closer of the ring sets its flag, brings all
			// threads
			// to a safepoint, and only then looks here
			this.state.setPlain(CHANGING);
			return;
		}
		this.thread = thread;
		// release: who sees that it is busy sees the thread; pairs with abandonIfEnded
		this.state.setRelease(CHANGING);
	}

	/** The newest claim is held, of so many slots. */
	void open(int count) {
		this.state.setPlain(count);
	}

	/** The claim is about to be published. */
	void finish() {
		this.state.setPlain(CHANGING);
	}

	/** Nothing is held any more. */
	void end() {
		// release: not seen before the claim is finished; pairs with isBusy
		this.state.setRelease(NOTHING);
	}

	/** Give the claim up. Does nothing to a file that cannot be used any more. */
	void abandon() {
		try {
			this.ring.checkFile();
			this.claims.abandon(first(), count());
		}
		catch (InternalError ex) {
			// nothing is left to be given up; the next use says why
			this.ring.explain(ex);
		}
		catch (RingFailedException ex) {
			// as above: what led here is on its way already, or the ring is being closed
			this.ring.failure();
		}
		finally {
			end();
		}
	}

	/** Whether the claim is this thread's, or becomes so since another one left it. */
	boolean isMine() {
		return this.thread == Thread.currentThread() || adopt();
	}

	private synchronized boolean adopt() {
		this.thread = Thread.currentThread();
		return count() != 0;
	}

	/**
	 * Give the claim up if its thread has ended.
	 * @return what was given up, in words, or {@code null}
	 */
	synchronized @Nullable String abandonIfEnded() {
		Thread thread = this.thread;
		if (thread == null || thread.isAlive()) {
			return null;
		}
		// all that the thread did is visible now. Acquire: if another one has begun
		// since, its thread is seen too; pairs with the release in begin
		if (!isBusy() || this.thread != thread) {
			return null;
		}
		return abandonHeld("its thread has ended");
	}

	/**
	 * Give the claim up, since nobody can reach its producer any more.
	 * @return what was given up, in words, or {@code null}
	 */
	synchronized @Nullable String abandonForgotten() {
		return isBusy() ? abandonHeld("nobody refers to its producer any more") : null;
	}

	private @Nullable String abandonHeld(String why) {
		if (count() == 0) {
			// it ended while it was claiming
			end();
			return null;
		}
		String what = "ring '%s': claim of %d slots at %d by thread '%s' was given up: %s (expected: published or abandoned by it); use try-with-resources"
			.formatted(this.ring.name(), count(), first(), threadName(), why);
		abandon();
		return what;
	}

	/**
	 * Give a claim up on behalf of a user.
	 * @return whether there was something to be given up
	 */
	synchronized boolean abandon(long first, boolean forgotten) {
		if (!isOpen(first)) {
			return false;
		}
		checkLeft(first, forgotten);
		// again, now that all is visible that its thread did
		if (!isOpen(first)) {
			return false;
		}
		abandon();
		return true;
	}

	/** Let this thread go on with a claim. */
	synchronized void resume(long first) {
		checkLeft(first, false);
		if (!isOpen(first)) {
			throw new IllegalStateException(
					"ring '%s': claim at %d=finished (expected: open): it was published or given up meanwhile"
						.formatted(this.ring.name(), first));
		}
		this.thread = Thread.currentThread();
	}

	private boolean isOpen(long first) {
		return isBusy() && count() != 0 && first() == first;
	}

	private void checkLeft(long first, boolean forgotten) {
		Thread thread = this.thread;
		if (!forgotten && thread != null && thread != Thread.currentThread() && thread.isAlive()) {
			throw new IllegalStateException(
					"ring '%s': thread of the claim at %d='%s', which is alive (expected: this thread, or one that has ended): it may still write its event; make it end"
						.formatted(this.ring.name(), first, thread.getName()));
		}
	}

	@Nullable Thread thread() {
		return this.thread;
	}

	String threadName() {
		Thread thread = this.thread;
		return (thread != null) ? thread.getName() : "none";
	}

	/**
	 * Look at the claim, also while it is being filled.
	 * @return since when it was seen to be open, in nanoseconds; zero if it is new; or -1
	 * if none is open
	 */
	synchronized long sample(long nowNs) {
		if (!isBusy() || count() == 0) {
			this.seen = -1;
			return -1;
		}
		if (this.seen != first()) {
			this.seen = first();
			this.seenSinceNs = nowNs;
		}
		return nowNs - this.seenSinceNs;
	}

}
