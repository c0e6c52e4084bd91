package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes and reads the records of one type. For generated code; there is nothing here to
 * call or to extend.
 * <p>
 * Threads: safe for any number of threads.
 */
public abstract class RecordWriter {

	/** For generated code. */
	protected RecordWriter() {
	}

	/**
	 * Write a record.
	 * @param event the record
	 * @param buffer where to write
	 * @param offset index of the first byte
	 */
	public abstract void write(Object event, MutableDirectBuffer buffer, int offset);

	/**
	 * Read a record.
	 * @param buffer where to read
	 * @param offset index of the first byte
	 * @return the record
	 */
	public abstract Object read(DirectBuffer buffer, int offset);

}
