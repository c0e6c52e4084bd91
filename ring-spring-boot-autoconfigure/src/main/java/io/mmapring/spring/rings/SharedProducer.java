package io.mmapring.spring.rings;

import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.mmapring.Producer;

/** The only producer of a ring, used by one thread after the other. */
final class SharedProducer extends ProducerPool {

	private final Producer producer;

	private final ReentrantLock lock = new ReentrantLock();

	/** Whether the holder of the lock waits for room. */
	private volatile boolean waiting;

	SharedProducer(Producer producer) {
		this.producer = producer;
	}

	@Override
	Producer borrow() {
		this.lock.lock();
		return this.producer;
	}

	@Override
	@Nullable Producer tryBorrow() {
		while (!this.lock.tryLock()) {
			if (this.waiting) {
				return null;
			}
			// the holder only writes an event
			Thread.onSpinWait();
		}
		return this.producer;
	}

	@Override
	void waiting(boolean waiting) {
		this.waiting = waiting;
	}

	@Override
	void giveBack(Producer producer) {
		this.lock.unlock();
	}

}
