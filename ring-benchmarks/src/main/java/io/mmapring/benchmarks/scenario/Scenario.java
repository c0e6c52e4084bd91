package io.mmapring.benchmarks.scenario;

import java.nio.file.Path;

/**
 * A way to bring events of four longs from producers to consumers. Each producer has a
 * JVM of its own, and so have the consumers, or all are threads of one.
 * <p>
 * Threads: {@link #open} before all else, {@link #close} behind all else; the others by
 * one thread at a time, and what they return by another one.
 */
public interface Scenario extends AutoCloseable {

	/** Slots of each scenario, or what comes closest. */
	int SLOTS = 4096;

	/** Length of the payload in bytes. */
	int LENGTH = 32;

	/** Events of a batch, where there are batches. */
	int BATCH = 32;

	/** Most events of a call of {@link Receiver#receive}. */
	int LIMIT = 256;

	/**
	 * What it is called in tables.
	 * @return name and mode
	 */
	String name();

	/**
	 * Whether the producers may be in other processes than the consumers.
	 * @return {@code false} if all have to be threads of one
	 */
	boolean betweenProcesses();

	/**
	 * How many producers there are.
	 * @return their number
	 */
	default int producers() {
		return 1;
	}

	/**
	 * How many consumers there are; several are in one process.
	 * @return their number; the last one is the last to see an event, if any is
	 */
	default int consumers() {
		return 1;
	}

	/**
	 * Make what a consumer counts events with.
	 * @return it
	 */
	default Checksum checksum() {
		return Checksum.of(producers());
	}

	/**
	 * Open what is needed by both sides; the consumers' side is opened first, with its
	 * consumers.
	 * @param directory for files
	 * @throws Exception if that fails
	 */
	void open(Path directory) throws Exception;

	/**
	 * Make one that sends, for one thread.
	 * @param producer its number, from 0
	 * @return it
	 */
	Sender sender(int producer);

	/**
	 * Make one that receives, for one thread.
	 * @param consumer its number, from 0
	 * @param checksum told of each event
	 * @return it
	 */
	Receiver receiver(int consumer, Checksum checksum);

	/** Close what was opened. */
	@Override
	void close();

	/**
	 * How the threads of this scenario wait.
	 * @return for one thread
	 */
	default Waiting waiting() {
		return new Waiting(producers() + consumers());
	}

}
