package io.mmapring.minimal;

import org.springframework.stereotype.Component;

import io.mmapring.spring.RingListener;

/** Adds up the numbers of ticks. */
@Component
class TickSum {

	private long count;

	private long sum;

	@RingListener(ring = "ticks", group = "sum")
	synchronized void on(Tick tick) {
		this.count++;
		this.sum += tick.number();
		notifyAll();
	}

	/** Wait until so many were taken. */
	synchronized void await(long count) throws InterruptedException {
		while (this.count < count) {
			wait();
		}
	}

	@Override
	public synchronized String toString() {
		return this.count + ", sum " + this.sum;
	}

}
