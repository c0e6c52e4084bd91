package io.mmapring.file;

/**
 * Has the JVM say now what it would say later. When a mapped file was cut, compiled code
 * of Java 17 skips the access that finds no memory, and the thread gets its
 * {@link InternalError} at some later moment, when it may be busy with another ring,
 * which would be taken for the one that was cut. To be called off the hot path, behind
 * the last access to a ring and where its errors are caught.
 * <p>
 * Threads: safe for any number of threads. Allocates two small arrays.
 */
public final class LateFault {

	/** Not a constant to the compiler, or it would make the arrays by itself. */
	private static volatile int one = 1;

	private LateFault() {
	}

	/**
	 * Throw what is to be thrown of accesses before this call. An array of arrays of
	 * sizes that the compiler does not know is made by the JVM itself, and compiled code
	 * looks for an error on its way back from there (HotSpot 17,
	 * {@code OptoRuntime::multianewarray2_C}); it does not on its way back from most
	 * other places, such as native methods.
	 * @throws InternalError if there was no memory where this thread has looked for some
	 */
	public static void deliver() {
		byte[][] arrays = new byte[one][one];
		one = arrays.length;
	}

}
