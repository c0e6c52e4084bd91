package io.mmapring;

import java.util.Objects;

import io.mmapring.error.Check;
import io.mmapring.group.StartFrom;
import io.mmapring.wait.WaitStrategy;

/**
 * Where an observer starts, and how it waits.
 *
 * @param startFrom where it starts, unless it starts at a sequence: at the oldest event
 * that the ring still holds, or at the next one to be claimed
 * @param sequence the sequence it starts at, or -1; what was overwritten from there on
 * counts as lost
 * @param batchLimit most events of one poll in {@link Observer#run}
 * @param waitStrategy how {@link Observer#run} and {@link Observer#idleStrategy} wait
 * when there is nothing
 */
public record ObserverOptions(StartFrom startFrom, long sequence, int batchLimit, WaitStrategy waitStrategy) {

	/** From the next event on, backing off when there is nothing. */
	public static final ObserverOptions LATEST = new ObserverOptions(StartFrom.LATEST, -1,
			ConsumerOptions.DEFAULT_BATCH_LIMIT, WaitStrategy.BACKOFF);

	/** From the oldest event on that the ring still holds. */
	public static final ObserverOptions EARLIEST = new ObserverOptions(StartFrom.EARLIEST, -1,
			ConsumerOptions.DEFAULT_BATCH_LIMIT, WaitStrategy.BACKOFF);

	/**
	 * Check the values.
	 * @param startFrom where it starts, unless it starts at a sequence: at the oldest
	 * event that the ring still holds, or at the next one to be claimed
	 * @param sequence the sequence it starts at, or -1; what was overwritten from there
	 * on counts as lost
	 * @param batchLimit most events of one poll in {@link Observer#run}
	 * @param waitStrategy how {@link Observer#run} waits when there is nothing
	 */
	public ObserverOptions {
		Objects.requireNonNull(startFrom, "startFrom");
		Objects.requireNonNull(waitStrategy, "waitStrategy");
		Check.that(sequence >= -1, "sequence", sequence, "0 or more, or -1 for none");
		Check.that(batchLimit >= 1, "batchLimit", batchLimit, "at least 1");
	}

	/**
	 * Options of an observer that goes on where another one was, or an event was seen.
	 * @param sequence the first sequence it wants, from 0
	 * @return the options
	 */
	public static ObserverOptions from(long sequence) {
		Check.that(sequence >= 0, "sequence", sequence, "0 or more");
		return new ObserverOptions(StartFrom.EARLIEST, sequence, ConsumerOptions.DEFAULT_BATCH_LIMIT,
				WaitStrategy.BACKOFF);
	}

	/**
	 * The same with other batches.
	 * @param batchLimit most events of one
	 * @return new options
	 */
	public ObserverOptions withBatchLimit(int batchLimit) {
		return new ObserverOptions(this.startFrom, this.sequence, batchLimit, this.waitStrategy);
	}

	/**
	 * The same with another way to wait.
	 * @param waitStrategy how to wait
	 * @return new options
	 */
	public ObserverOptions withWaitStrategy(WaitStrategy waitStrategy) {
		return new ObserverOptions(this.startFrom, this.sequence, this.batchLimit, waitStrategy);
	}

}
