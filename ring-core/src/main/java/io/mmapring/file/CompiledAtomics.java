package io.mmapring.file;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that atomic access is compiled before a ring is used. When a mapped file is
 * cut, the JVM turns a faulty access into an InternalError, but not the compare-and-set
 * of its interpreter (Java 17 and 25): that one ends the process. Compiled code has no
 * such gap, and each JVM compiles what was called often, unless it was told not to
 * compile at all.
 * <p>
 * Threads: safe for any number of threads.
 */
final class CompiledAtomics {

	private static final int CALLS = 100;

	/** The interpreter needs several times as long for a call. */
	private static final long COMPILED_NS = 200;

	/** As a rule it takes ten milliseconds; where nothing is compiled, this. */
	private static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(200);

	private static boolean prepared;

	private CompiledAtomics() {
	}

	/** Do so, unless it was done in this process. */
	static synchronized void prepare() {
		if (prepared) {
			return;
		}
		prepared = true;
		RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(Long.BYTES));
		untilCompiled(() -> {
			for (int i = 0; i < CALLS; i++) {
				memory.longCompareAndSet(0, 0, 0);
			}
		});
		untilCompiled(() -> {
			for (int i = 0; i < CALLS; i++) {
				memory.longGetAndAdd(0, 0);
			}
		});
	}

	private static void untilCompiled(Runnable calls) {
		long startNs = System.nanoTime();
		long fromNs;
		long toNs;
		do {
			fromNs = System.nanoTime();
			calls.run();
			toNs = System.nanoTime();
		}
		while (toNs - fromNs > CALLS * COMPILED_NS && toNs - startNs < LIMIT_NS);
	}

}
