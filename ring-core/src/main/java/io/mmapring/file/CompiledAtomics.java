package io.mmapring.file;

import java.nio.ByteBuffer;

/**
 * Sees to it that atomic access is compiled before a ring is used. When a mapped file is
 * cut, the JVM turns a faulty access into an InternalError, but not the compare-and-set
 * of its interpreter (Java 17 and 25): that one ends the process. Compiled code has no
 * such gap, and each JVM compiles what was called this often, unless it was told not to
 * compile at all.
 * <p>
 * Threads: safe for any number of threads.
 */
final class CompiledAtomics {

	/** Twice as many as a method needs. Takes five milliseconds, once in a process. */
	private static final int CALLS = 2000;

	private CompiledAtomics() {
	}

	/** Do so, unless it was done. */
	static void prepare() {
		if (!Prepared.DONE) {
			throw new IllegalStateException("atomic access does not count (expected: " + CALLS + " calls)");
		}
	}

	private static final class Prepared {

		static final boolean DONE = run(new RingMemory(ByteBuffer.allocateDirect(Long.BYTES)));

		private static boolean run(RingMemory memory) {
			for (int i = 0; i < CALLS; i++) {
				memory.longCompareAndSet(0, i, i);
				memory.longGetAndAdd(0, 1);
			}
			return memory.longPlain(0) == CALLS;
		}

	}

}
