package io.mmapring.benchmarks.ring;

import io.mmapring.event.RingEvent;

/** The same event read and written in place. */
@RingEvent
public interface QuadView {

	/**
	 * Read.
	 * @return number of the event
	 */
	long a();

	/**
	 * Write.
	 * @param a number of the event
	 */
	void a(long a);

	/**
	 * Read.
	 * @return second value
	 */
	long b();

	/**
	 * Write.
	 * @param b second value
	 */
	void b(long b);

	/**
	 * Read.
	 * @return third value
	 */
	long c();

	/**
	 * Write.
	 * @param c third value
	 */
	void c(long c);

	/**
	 * Read.
	 * @return fourth value
	 */
	long d();

	/**
	 * Write.
	 * @param d fourth value
	 */
	void d(long d);

}
