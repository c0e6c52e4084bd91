package io.mmapring.spring.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets somebody else have a listener's thread pass over the event that it is at: one that
 * it tries again and again, or whose call does not return. Nothing of this is on the way
 * of events that do not fail.
 * <p>
 * Threads: asked by any number of threads; answered by the listener's.
 */
public final class PassOver {

	private static final long NONE = -1;

	/** A thread that waits before a further attempt looks more often. */
	private static final long NOTICED_NS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(2);

	/** The event that is to be passed over, or NONE. */
	private volatile long wanted = NONE;

	/** Whether the thread was interrupted for that. */
	private volatile boolean interrupted;

	/** Tells what the thread was handed last; races with it, which does no harm. */
	private volatile @Nullable LongSupplier handed;

	/** The listener's thread. */
	private volatile @Nullable Thread thread;

	/** Say what tells which event this thread was handed last. */
	void isHanded(LongSupplier handed) {
		this.thread = Thread.currentThread();
		this.handed = handed;
	}

	/**
	 * The event that the method was handed last, or the first of a batch. It may have
	 * returned since.
	 * @return its sequence, or -1 if there was none
	 */
	public long handed() {
		LongSupplier handed = this.handed;
		return (handed != null) ? handed.getAsLong() : NONE;
	}

	/**
	 * Have the thread pass over an event; it is interrupted if its call does not return.
	 * Blocks at most for the time-out.
	 * @param sequence the event, which the thread is at
	 * @param timeoutNs how long to wait for it, in nanoseconds
	 * @return whether it was passed over; if not, it will be as soon as its call ends by
	 * an exception
	 */
	public synchronized boolean ask(long sequence, long timeoutNs) {
		Thread thread = this.thread;
		this.interrupted = false;
		this.wanted = sequence;
		long startNs = System.nanoTime();
		boolean noticed = await(startNs, NOTICED_NS);
		if (!noticed && thread != null && handed() == sequence) {
			this.interrupted = true;
			thread.interrupt();
			noticed = await(startNs, timeoutNs);
		}
		return noticed;
	}

	private boolean await(long startNs, long timeoutNs) {
		while (this.wanted != NONE && System.nanoTime() - startNs < timeoutNs) {
			LockSupport.parkNanos(this, LOOK_NS);
		}
		return this.wanted == NONE;
	}

	/** Whether somebody wants an event to be passed over, for its thread. */
	boolean isWanted(long sequence) {
		return this.wanted == sequence;
	}

	/**
	 * Answer, if an event is to be passed over.
	 * @return whether it is
	 */
	boolean take(long sequence) {
		if (this.wanted != sequence) {
			return false;
		}
		clear();
		return true;
	}

	/**
	 * Whether a failure comes from an interrupt that was meant for an earlier event,
	 * which had returned by then: this one is not to suffer for it.
	 */
	boolean isMeantForAnother(long sequence) {
		if (!this.interrupted || this.wanted == sequence) {
			return false;
		}
		clear();
		return true;
	}

	private void clear() {
		if (this.interrupted) {
			this.interrupted = false;
			// what is left of it
			Thread.interrupted();
		}
		this.wanted = NONE;
	}

}
