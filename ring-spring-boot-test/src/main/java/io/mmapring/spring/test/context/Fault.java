package io.mmapring.spring.test.context;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.mmapring.spring.test.RingFault;

/** A fault, and what it is told of. */
abstract class Fault implements RingFault {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

	private final AtomicInteger struck = new AtomicInteger();

	private final String what;

	private volatile boolean closed;

	/**
	 * Prepare.
	 * @param what what it is, in words
	 */
	Fault(String what) {
		this.what = what;
	}

	/** Note that it strikes. */
	void strike() {
		this.struck.incrementAndGet();
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public int struck() {
		return this.struck.get();
	}

	@Override
	public RingFault awaitStruck(Duration timeout) {
		long startNs = System.nanoTime();
		while (this.struck.get() == 0) {
			if (System.nanoTime() - startNs > timeout.toNanos()) {
				throw new AssertionError("fault has not struck within %s: %s".formatted(timeout, this));
			}
			LockSupport.parkNanos(this, LOOK_NS);
		}
		return this;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public String toString() {
		return "%s, struck=%d".formatted(this.what, struck());
	}

}
