package io.mmapring.spring.observation;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.shop.OrderPlaced;

/** Takes several events at once. */
abstract class Batched {

	final AtomicInteger events = new AtomicInteger();

	volatile int failures;

	void take(int events) {
		if (this.failures > 0) {
			this.failures = 0;
			throw new ArithmeticException(events + " events");
		}
		this.events.addAndGet(events);
	}

	static class Batch extends Batched {

		@RingListener(ring = "orders", id = "batch")
		void on(List<OrderPlaced> orders) {
			take(orders.size());
		}

	}

	static class Staged extends Batched {

		@RingListener(ring = "orders", id = "batch")
		void on(RingBatch<OrderPlaced> orders) {
			take(orders.size());
		}

	}

}
