package io.mmapring.benchmarks;

import java.nio.file.Path;

/**
 * A way to bring events of four longs from one producer to one consumer. Each has a JVM
 * of its own, or they are two threads of one.
 * <p>
 * Threads: {@link #setUp} before all else; then {@link #produce} by one thread and
 * {@link #consume} by another.
 */
interface Scenario extends AutoCloseable {

	/** Slots of each scenario, or what comes closest. */
	int SLOTS = 4096;

	/** Length of the payload in bytes. */
	int LENGTH = 32;

	/** Events of a batch, where there are batches. */
	int BATCH = 32;

	/** Most events of a call of {@link #consume}. */
	int LIMIT = 256;

	/** Name of the scenario, without the mode. */
	String name();

	/** Whether producer and consumer may be in different processes. */
	boolean betweenProcesses();

	/**
	 * Open what is needed; the consumer's side is opened first.
	 * @param checksum told of each event that is taken
	 */
	void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) throws Exception;

	/**
	 * Send events, waiting when there is no room.
	 * @param from number of the first
	 * @param count how many, a multiple of {@link #BATCH}
	 */
	void produce(long from, int count);

	/**
	 * Take what is there, at most {@link #LIMIT}.
	 * @return how many events, maybe 0
	 */
	int consume() throws Exception;

	@Override
	void close();

}
