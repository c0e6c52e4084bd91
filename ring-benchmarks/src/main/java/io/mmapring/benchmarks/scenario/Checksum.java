package io.mmapring.benchmarks.scenario;

/**
 * What a consumer has seen: each event is four longs that follow from its number, so that
 * one that is lost, doubled, altered or out of order shows in the end. Each producer has
 * numbers of its own.
 * <p>
 * Threads: the thread that opened it only.
 */
public class Checksum {

	private static final int PRODUCER_SHIFT = 48;

	private static final int ROUNDS = 2;

	/** From the 64-bit finalizer of MurmurHash3. */
	private static final long FACTOR = 0xff51afd7ed558ccdL;

	private long events;

	private long sum;

	private long outOfOrder;

	Checksum() {
	}

	/**
	 * Start with nothing.
	 * @param producers how many producers send
	 * @return the checksum
	 */
	public static Checksum of(int producers) {
		return (producers == 1) ? new Checksum() : new OfSeveral(producers);
	}

	/**
	 * Start with nothing, and do more for each event of a single producer than to count
	 * it: {@value #ROUNDS} rounds of a hash, each of which waits for the one before.
	 * @return the checksum
	 */
	public static Checksum busy() {
		return new OfBusy();
	}

	/**
	 * Number of the first event of a producer.
	 * @param producer its number, from 0
	 * @return the number
	 */
	public static long first(int producer) {
		return (long) producer << PRODUCER_SHIFT;
	}

	/**
	 * Count an event.
	 * @param a its number
	 * @param b see {@link #second}
	 * @param c see {@link #third}
	 * @param d see {@link #fourth}
	 */
	public void add(long a, long b, long c, long d) {
		add(a == this.events, a + b + c + d);
	}

	final void add(boolean inOrder, long sum) {
		if (!inOrder) {
			this.outOfOrder++;
		}
		this.events++;
		this.sum += sum;
	}

	/**
	 * Events that were counted.
	 * @return their number
	 */
	public long events() {
		return this.events;
	}

	/**
	 * Fail unless exactly the first events were seen, those of each producer in their
	 * order.
	 * @param expectedEvents how many each producer has sent
	 */
	public void check(long... expectedEvents) {
		long events = 0;
		long sum = 0;
		for (int i = 0; i < expectedEvents.length; i++) {
			long n = expectedEvents[i];
			events += n;
			sum += 16 * (n * first(i) + n * (n - 1) / 2) + 6 * n;
		}
		if (this.events != events || this.sum != sum || this.outOfOrder != 0) {
			throw new IllegalStateException(
					"consumer: events=%d, sum=%d, outOfOrder=%d (expected: %d, %d, 0): events were lost or altered"
						.formatted(this.events, this.sum, this.outOfOrder, events, sum));
		}
	}

	/**
	 * Second value of an event.
	 * @param i number of the event
	 * @return the value
	 */
	public static long second(long i) {
		return 3 * i + 1;
	}

	/**
	 * Third value of an event.
	 * @param i number of the event
	 * @return the value
	 */
	public static long third(long i) {
		return 5 * i + 2;
	}

	/**
	 * Fourth value of an event.
	 * @param i number of the event
	 * @return the value
	 */
	public static long fourth(long i) {
		return 7 * i + 3;
	}

	/** Does more for each event. */
	private static final class OfBusy extends Checksum {

		private long hash;

		@Override
		public void add(long a, long b, long c, long d) {
			super.add(a, b, c, d);
			long hash = this.hash ^ d;
			for (int i = 0; i < ROUNDS; i++) {
				hash *= FACTOR;
				hash ^= hash >>> 33;
			}
			this.hash = hash;
		}

	}

	/** A class of its own: the other one shall have one field to look at. */
	private static final class OfSeveral extends Checksum {

		private final long[] next;

		OfSeveral(int producers) {
			this.next = new long[producers];
			for (int i = 0; i < producers; i++) {
				this.next[i] = first(i);
			}
		}

		@Override
		public void add(long a, long b, long c, long d) {
			int producer = (int) (a >>> PRODUCER_SHIFT);
			boolean known = producer < this.next.length;
			add(known && a == this.next[producer], a + b + c + d);
			if (known) {
				this.next[producer] = a + 1;
			}
		}

	}

}
