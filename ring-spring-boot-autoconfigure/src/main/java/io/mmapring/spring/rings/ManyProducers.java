package io.mmapring.spring.rings;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Producers of a ring with any number of them. A thread finds the one that it used last
 * at its own place, so that threads do not disturb each other; short-lived threads, also
 * virtual ones, use the producers of earlier ones.
 */
final class ManyProducers extends ProducerPool {

	/** Apart by two cache lines, of references of 4 bytes. */
	private static final int SPACING = 32;

	private static final int PLACES = Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 4;

	private final AtomicReferenceArray<@Nullable PooledProducer> places = new AtomicReferenceArray<>(PLACES * SPACING);

	private final Queue<PooledProducer> others = new ConcurrentLinkedQueue<>();

	private final Supplier<PooledProducer> factory;

	ManyProducers(Supplier<PooledProducer> factory) {
		this.factory = factory;
	}

	@Override
	PooledProducer borrow(long timeoutNs) {
		return tryBorrow();
	}

	@Override
	PooledProducer tryBorrow() {
		int home = home();
		for (int i = 0; i < PLACES; i++) {
			int place = place(home, i);
			if (this.places.get(place) != null) {
				PooledProducer producer = this.places.getAndSet(place, null);
				if (producer != null) {
					return producer;
				}
			}
		}
		PooledProducer producer = this.others.poll();
		return (producer != null) ? producer : this.factory.get();
	}

	@Override
	PooledProducer any() {
		PooledProducer producer = tryBorrow();
		giveBack(producer);
		return producer;
	}

	@Override
	void waiting(boolean waiting) {
		// nobody else waits for this one
	}

	@Override
	void giveBack(PooledProducer producer) {
		int home = home();
		for (int i = 0; i < PLACES; i++) {
			int place = place(home, i);
			if (this.places.get(place) == null && this.places.compareAndSet(place, null, producer)) {
				return;
			}
		}
		this.others.add(producer);
	}

	private static int home() {
		return (int) Thread.currentThread().getId();
	}

	private static int place(int home, int i) {
		return ((home + i) & (PLACES - 1)) * SPACING;
	}

}
