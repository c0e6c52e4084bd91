package io.mmapring;

import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.wait.Doorbell;
import io.mmapring.wait.WaitStrategy;
import io.mmapring.wait.Waiter;

/**
 * How the thread waits that polls a consumer or an observer, and how it is made to look
 * again.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Idling {

	private final WaitStrategy strategy;

	private final Doorbell doorbell;

	private final BooleanSupplier positions;

	private final Runnable waited;

	/** Once somebody waits, if the strategy is to block. */
	private volatile @Nullable Waiter waiter;

	private boolean closed;

	/**
	 * Prepare to wait.
	 * @param positions whether it waits for positions now, not for events
	 * @param waited told in the waiting thread that it has waited
	 */
	Idling(WaitStrategy strategy, Doorbell doorbell, BooleanSupplier positions, Runnable waited) {
		this.strategy = strategy;
		this.doorbell = doorbell;
		this.positions = positions;
		this.waited = waited;
	}

	IdleStrategy strategy() {
		return (this.strategy == WaitStrategy.BLOCK) ? waiter() : this.strategy.create();
	}

	private synchronized Waiter waiter() {
		Waiter waiter = this.waiter;
		if (waiter == null) {
			waiter = this.doorbell.consumer(this.positions, this.waited);
			this.waiter = waiter;
			if (this.closed) {
				waiter.close();
			}
		}
		return waiter;
	}

	/** Have the thread look again that waits, or is about to. */
	void wakeUp() {
		Waiter waiter = this.waiter;
		if (waiter != null) {
			waiter.wakeUp();
		}
	}

	/** Nobody needs to be woken any more. */
	synchronized void close() {
		this.closed = true;
		Waiter waiter = this.waiter;
		if (waiter != null) {
			waiter.close();
		}
	}

}
