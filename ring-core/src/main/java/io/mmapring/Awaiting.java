package io.mmapring;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;

import io.mmapring.error.Check;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.wait.Awaited;
import io.mmapring.wait.WaitStrategy;
import io.mmapring.wait.Waiter;

/**
 * Waits for something that others do in a ring, looking again and again: off the hot
 * path.
 */
final class Awaiting {

	private final Ring ring;

	private final String what;

	private final Awaited cause;

	private final WaitStrategy strategy;

	/**
	 * Prepare to wait.
	 * @param what what is waited for, in words
	 * @param cause what wakes one who blocks
	 * @param strategy how to wait between two looks
	 */
	Awaiting(Ring ring, String what, Awaited cause, WaitStrategy strategy) {
		this.ring = ring;
		this.what = what;
		this.cause = cause;
		this.strategy = strategy;
	}

	/**
	 * Wait.
	 * @param condition what is waited for; it fails when waiting is in vain
	 * @param timeout how long at most; zero to look once
	 * @return whether it is so
	 */
	boolean until(BooleanSupplier condition, Duration timeout) {
		Check.that(!timeout.isNegative(), "timeout", timeout.toString(), "zero or more");
		if (condition.getAsBoolean()) {
			return true;
		}
		if (timeout.isZero()) {
			return false;
		}
		if (this.strategy != WaitStrategy.BLOCK) {
			return until(condition, nanos(timeout), this.strategy.create());
		}
		try (Waiter waiter = this.ring.attached.doorbell().waiter(this.cause)) {
			return until(condition, nanos(timeout), waiter);
		}
	}

	private boolean until(BooleanSupplier condition, long timeoutNs, IdleStrategy idle) {
		long startNs = System.nanoTime();
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
