package io.mmapring.benchmarks.scenario;

/**
 * An event as an object: what queues hand over and the record codec writes.
 *
 * @param a number of the event
 * @param b see {@link Checksum#second}
 * @param c see {@link Checksum#third}
 * @param d see {@link Checksum#fourth}
 */
public record Quad(long a, long b, long c, long d) {

	/**
	 * Make an event.
	 * @param i its number
	 * @return the event
	 */
	public static Quad of(long i) {
		return new Quad(i, Checksum.second(i), Checksum.third(i), Checksum.fourth(i));
	}

	/**
	 * Count this one.
	 * @param checksum told of it
	 */
	public void addTo(Checksum checksum) {
		checksum.add(this.a, this.b, this.c, this.d);
	}

}
