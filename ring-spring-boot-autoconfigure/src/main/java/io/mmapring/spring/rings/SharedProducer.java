package io.mmapring.spring.rings;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingInterruptedException;

/** The only producer of a ring, used by one thread after the other. */
final class SharedProducer extends ProducerPool {

	private final String ring;

	private final PooledProducer producer;

	private final ReentrantLock lock = new ReentrantLock();

	/** Whether the holder of the lock waits for room. */
	private volatile boolean waiting;

	SharedProducer(String ring, PooledProducer producer) {
		this.ring = ring;
		this.producer = producer;
	}

	@Override
	@Nullable PooledProducer borrow(long timeoutNs) {
		// even if it is interrupted, a thread sends what it can without waiting
		if (this.lock.tryLock()) {
			this.producer.borrowed(0);
			return this.producer;
		}
		long startNs = System.nanoTime();
		try {
			if (!this.lock.tryLock(timeoutNs, TimeUnit.NANOSECONDS)) {
				return null;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RingInterruptedException(this.ring, "the producer, which another thread uses");
		}
		this.producer.borrowed(System.nanoTime() - startNs);
		return this.producer;
	}

	@Override
	@Nullable PooledProducer tryBorrow() {
		while (!this.lock.tryLock()) {
			if (this.waiting) {
				return null;
			}
			// the holder only writes an event
			Thread.onSpinWait();
		}
		this.producer.borrowed(0);
		return this.producer;
	}

	@Override
	PooledProducer any() {
		return this.producer;
	}

	@Override
	void waiting(boolean waiting) {
		this.waiting = waiting;
	}

	@Override
	void giveBack(PooledProducer producer) {
		this.lock.unlock();
	}

}
