package io.mmapring.benchmarks;

/**
 * What a consumer has seen: each event is four longs that follow from its number, so that
 * one that is lost, doubled, altered or out of order shows in the end.
 * <p>
 * Threads: the thread that opened it only.
 */
final class Checksum {

	private long events;

	private long sum;

	private long outOfOrder;

	void add(long a, long b, long c, long d) {
		if (a != this.events) {
			this.outOfOrder++;
		}
		this.events++;
		this.sum += a + b + c + d;
	}

	long events() {
		return this.events;
	}

	/** Fail unless exactly the first events were seen, in their order. */
	void check(long expectedEvents) {
		long expected = 16 * (expectedEvents * (expectedEvents - 1) / 2) + 6 * expectedEvents;
		if (this.events != expectedEvents || this.sum != expected || this.outOfOrder != 0) {
			throw new IllegalStateException(
					"consumer: events=%d, sum=%d, outOfOrder=%d (expected: %d, %d, 0): events were lost or altered"
						.formatted(this.events, this.sum, this.outOfOrder, expectedEvents, expected));
		}
	}

	static long second(long i) {
		return 3 * i + 1;
	}

	static long third(long i) {
		return 5 * i + 2;
	}

	static long fourth(long i) {
		return 7 * i + 3;
	}

}
