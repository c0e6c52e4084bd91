package io.mmapring.benchmarks.latency;

/**
 * How long trips took, in nanoseconds.
 *
 * @param trips how many there were
 * @param p50 half of them took at most this long
 * @param p99 99 of 100
 * @param p999 999 of 1000
 */
public record Percentiles(long trips, long p50, long p99, long p999) {

	/** How many took how long. */
	static final class Histogram {

		/** What took longer counts as this. */
		private static final int LONGEST_NS = 1 << 20;

		private final int[] trips = new int[LONGEST_NS];

		private long all;

		void add(long ns) {
			this.trips[(int) Math.min(ns, LONGEST_NS - 1)]++;
			this.all++;
		}

		boolean isEmpty() {
			return this.all == 0;
		}

		Percentiles percentiles() {
			return new Percentiles(this.all, percentile(500), percentile(990), percentile(999));
		}

		private long percentile(int perMille) {
			long rest = this.all * perMille / 1000;
			int ns = 0;
			while (ns < LONGEST_NS - 1 && this.trips[ns] <= rest) {
				rest -= this.trips[ns];
				ns++;
			}
			return ns;
		}

	}

}
