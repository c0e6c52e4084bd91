package io.mmapring;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;

import io.mmapring.error.Check;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.wait.WaitStrategy;

/**
 * Waits for something that others do in a ring, looking again and again: off the hot
 * path.
 */
final class Awaiting {

	private final Ring ring;

	private final String what;

	Awaiting(Ring ring, String what) {
		this.ring = ring;
		this.what = what;
	}

	/**
	 * Wait.
	 * @param condition what is waited for; it fails when waiting is in vain
	 * @param timeout how long at most; zero to look once
	 * @return whether it is so
	 */
	boolean until(BooleanSupplier condition, Duration timeout) {
		Check.that(!timeout.isNegative(), "timeout", timeout.toString(), "zero or more");
		IdleStrategy idle = WaitStrategy.BACKOFF.create();
		long startNs = System.nanoTime();
		long timeoutNs = nanos(timeout);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - startNs >= timeoutNs) {
				return false;
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new RingInterruptedException(this.ring.name(), this.what);
			}
			idle.idle();
		}
		return true;
	}

	private static long nanos(Duration timeout) {
		// for ever is longer than a long number of nanoseconds
		return (timeout.toSeconds() < Integer.MAX_VALUE) ? timeout.toNanos() : Long.MAX_VALUE;
	}

}
