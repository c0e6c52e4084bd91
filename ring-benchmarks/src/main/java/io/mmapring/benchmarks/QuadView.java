package io.mmapring.benchmarks;

import io.mmapring.event.RingEvent;

/** The same event read and written in place. */
@RingEvent
interface QuadView {

	long a();

	void a(long a);

	long b();

	void b(long b);

	long c();

	void c(long c);

	long d();

	void d(long d);

}
