package io.mmapring.benchmarks.peers;

import io.mmapring.benchmarks.scenario.Checksum;

/** What a slot of the Disruptor holds. */
final class Cell {

	private long a;

	private long b;

	private long c;

	private long d;

	void set(long i) {
		this.a = i;
		this.b = Checksum.second(i);
		this.c = Checksum.third(i);
		this.d = Checksum.fourth(i);
	}

	void addTo(Checksum checksum) {
		checksum.add(this.a, this.b, this.c, this.d);
	}

}
