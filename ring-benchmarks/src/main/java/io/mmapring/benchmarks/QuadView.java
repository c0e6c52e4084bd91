package io.mmapring.benchmarks;

/** The same event read and written in place. */
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
