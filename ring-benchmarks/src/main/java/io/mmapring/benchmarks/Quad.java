package io.mmapring.benchmarks;

/** An event as an object: what queues hand over and the record codec writes. */
record Quad(long a, long b, long c, long d) {

	static Quad of(long i) {
		return new Quad(i, Checksum.second(i), Checksum.third(i), Checksum.fourth(i));
	}

	void addTo(Checksum checksum) {
		checksum.add(this.a, this.b, this.c, this.d);
	}

}
