package io.mmapring.spring.rings;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits longer and longer between attempts to start.
 * <p>
 * Threads: the thread that waits only.
 */
public final class BackOff {

	private static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(5);

	private long nextNs = FIRST_NS;

	/** Begin. */
	public BackOff() {
	}

	/** Wait, or until the thread is unparked or interrupted. */
	public void park() {
		LockSupport.parkNanos(this, this.nextNs);
		this.nextNs = Math.min(2 * this.nextNs, LONGEST_NS);
	}

}
