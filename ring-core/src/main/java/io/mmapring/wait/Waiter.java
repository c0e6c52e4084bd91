package io.mmapring.wait;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way to block. Its caller looks for something between two calls: after some
 * fruitless looks a call says in the file that this thread waits and returns, so that the
 * caller looks again; only the next call blocks. It blocks for a bounded time, because
 * nobody may be left to wake it.
 * <p>
 * Threads: one thread at a time; {@link #wakeUp} and {@link #close} by any.
 */
public final class Waiter implements IdleStrategy, AutoCloseable {

	/** So many fruitless looks, then block: a few microseconds. */
	static final int SPINS = 100;

	private static final long BOUND_NS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long LONG_BOUND_NS = TimeUnit.MILLISECONDS.toNanos(100);

	/** Without anything for so long, the bound is the long one. */
	private static final long LONG_NS = TimeUnit.SECONDS.toNanos(1);

	private final Doorbell doorbell;

	private final BooleanSupplier positions;

	private final Runnable waited;

	private final boolean mayWaitLong;

	private int fruitless;

	private long sinceNs;

	private Awaited what = Awaited.EVENTS;

	/** What is waited for, as a sound; 0 if the file does not say that it waits. */
	private volatile int awaited;

	private volatile boolean rung;

	/** Who is blocked. */
	private volatile @Nullable Thread thread;

	Waiter(Doorbell doorbell, BooleanSupplier positions, Runnable waited, boolean mayWaitLong) {
		this.doorbell = doorbell;
		this.positions = positions;
		this.waited = waited;
		this.mayWaitLong = mayWaitLong;
	}

	@Override
	public void idle(int workCount) {
		if (workCount > 0) {
			reset();
		}
		else {
			idle();
		}
	}

	@Override
	public void idle() {
		if (this.fruitless < SPINS) {
			this.fruitless++;
			if (this.fruitless == SPINS) {
				this.sinceNs = System.nanoTime();
			}
			Thread.onSpinWait();
			return;
		}
		if (this.awaited == 0) {
			this.what = this.positions.getAsBoolean() ? Awaited.POSITIONS : Awaited.EVENTS;
			this.awaited = this.what.sound;
			this.doorbell.arm(this.what);
			return;
		}
		block();
		if (!this.doorbell.isArmed(this.what)) {
			this.awaited = 0;
		}
		this.waited.run();
	}

	@Override
	public void reset() {
		if (this.fruitless != 0) {
			this.fruitless = 0;
			this.awaited = 0;
		}
	}

	private void block() {
		long startNs = System.nanoTime();
		boolean often = !this.mayWaitLong || !this.doorbell.hasEar() || startNs - this.sinceNs < LONG_NS;
		long boundNs = often ? BOUND_NS : LONG_BOUND_NS;
		long leftNs = boundNs;
		Thread thread = Thread.currentThread();
		this.thread = thread;
		while (!this.rung && leftNs > 0 && !this.doorbell.listen(this, leftNs) && !thread.isInterrupted()) {
			// unparked to wake, or to listen in the place of another one
			LockSupport.parkNanos(this, leftNs);
			leftNs = boundNs - (System.nanoTime() - startNs);
		}
		this.thread = null;
		// the caller's look comes behind it: what is rung for from now on wakes again
		this.rung = false;
	}

	boolean isRung() {
		return this.rung;
	}

	/** Have the thread listen if it is blocked. */
	boolean promote() {
		Thread thread = this.thread;
		if (thread == null || this.rung) {
			return false;
		}
		LockSupport.unpark(thread);
		return true;
	}

	boolean awaits(int sounds) {
		return (this.awaited & sounds) != 0;
	}

	/** Have the thread look again that waits, or is just about to. */
	public void wakeUp() {
		this.rung = true;
		// volatile: either this sees who blocks, or who blocks sees that it was rung
		Thread thread = this.thread;
		if (thread != null) {
			LockSupport.unpark(thread);
			this.doorbell.wakeListener(this);
		}
	}

	/** Wait no more. */
	@Override
	public void close() {
		this.doorbell.remove(this);
		wakeUp();
	}

}
