package io.mmapring.codec;

import org.agrona.DirectBuffer;

/**
 * Finds the key that a value is, in its bytes.
 * <p>
 * Threads: safe for any number of threads.
 */
@FunctionalInterface
interface KeyReader {

	/**
	 * Read a key. Makes no object.
	 * @param buffer where the value is
	 * @param index index of its first byte
	 * @return the key
	 */
	long read(DirectBuffer buffer, int index);

}
