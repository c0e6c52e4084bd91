package io.mmapring.spring;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.RingSequenceException;

/**
 * Runs one listener in a thread of its own.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface RingListenerContainer {

	/**
	 * Name of the listener.
	 * @return the id
	 */
	String id();

	/**
	 * The ring that it listens to.
	 * @return name of the ring
	 */
	String ring();

	/**
	 * The consumer group that it is.
	 * @return name of the group
	 */
	String group();

	/**
	 * The groups that it stays behind.
	 * @return their names
	 */
	List<String> after();

	/**
	 * What it does now.
	 * @return the state
	 */
	RingListenerState state();

	/**
	 * Events that its method has handled, since the application began.
	 * @return the number of events
	 */
	long delivered();

	/**
	 * Batches that a thread of it has taken with one look at the ring, since the
	 * application began.
	 * @param events those of at most so many events; of sizes in between up to the next
	 * power of two, in which they are counted
	 * @return the number of batches
	 */
	long batches(int events);

	/**
	 * Most events of a batch.
	 * @return the number of events
	 */
	int maxBatchSize();

	/**
	 * Next sequence that it will take; of a group the one that all its threads, in
	 * whatever process, have passed.
	 * @return the sequence, or -1 if the ring is not open or it has not been there yet
	 */
	long position();

	/**
	 * Events that were not handled because of an error, since the application began.
	 * @return the number of events
	 */
	long errors();

	/**
	 * Calls of its method with what it had failed at before, since the application began.
	 * @return the number of calls
	 */
	long retries();

	/**
	 * Events that were passed over because of an error, since the application began.
	 * @return the number of events
	 */
	long skipped();

	/**
	 * Events that were published as dead letters, since the application began.
	 * @return the number of events
	 */
	long deadLetters();

	/**
	 * Events that its method was handed and has not acknowledged yet, with
	 * {@code ack-mode: manual}.
	 * @return the number of events
	 */
	int unacknowledged();

	/**
	 * The oldest event that its method was handed and has not acknowledged yet.
	 * @return its sequence, or -1 if there is none
	 */
	long oldestUnacknowledged();

	/**
	 * For how long the same event has been the oldest that is not acknowledged.
	 * @return the time; zero if there is none
	 */
	Duration unacknowledgedFor();

	/**
	 * What was overwritten before an observer could see it, since the application began;
	 * see {@link ListenerMode#OBSERVER}.
	 * @return number of sequences; 0 for a listener with a group
	 */
	long lost();

	/**
	 * The last error.
	 * @return the error, or {@code null} if there was none
	 */
	@Nullable RingListenerError lastError();

	/**
	 * For how long it has had events to take without getting on.
	 * @return the time; zero if it gets on, has nothing to do, is paused or stopped
	 */
	Duration withoutProgress();

	/**
	 * For how long it has lagged by more than {@code ring.health.lag.threshold}.
	 * @return the time; zero if it does not
	 */
	Duration lagging();

	/**
	 * Start to take events. Does nothing if it runs already. Blocks while other processes
	 * attach or join.
	 * @throws RingStartException if its group cannot be taken
	 * @throws IllegalStateException if a call of its method has not returned since it was
	 * stopped
	 */
	void start();

	/**
	 * Stop taking events: first those that are in the ring now, if
	 * {@code ring.listener.shutdown.drain} says so. Blocks at most for
	 * {@code ring.listener.shutdown.timeout}.
	 */
	void stop();

	/** Take no further events after the current one. Does not block. */
	void pause();

	/** Take events again after a pause. Does not block. */
	void resume();

	/**
	 * Go on at a sequence; if no event starts there, at the next one that does. Forwards
	 * as far as everything is finished, backwards as far as the slowest group is: see
	 * {@link Consumer#seek}. Each of its threads does it before its next poll; this waits
	 * until they have. One that is stopped moves its group, unless others run it, and
	 * begins there when it is started.
	 * @param sequence where to, from 0
	 * @return where it goes on
	 * @throws RingSequenceException if it cannot go there; it stays where it is
	 * @throws RingOwnedException if it does not run, and somebody else has its group
	 * @throws IllegalStateException if its own method asks for it, or the ring is not
	 * open
	 */
	long seek(long sequence);

	/**
	 * Go on at the oldest event that certainly stays, which is where the slowest group of
	 * the ring is. Otherwise like {@link #seek}.
	 * @return where it goes on
	 */
	long seekToEarliest();

	/**
	 * Go on behind all that is finished. Otherwise like {@link #seek}.
	 * @return where it goes on
	 */
	long seekToLatest();

	/**
	 * The event that its method was handed last, or the first of a batch; it may have
	 * returned since. Of several threads the one that is furthest behind.
	 * @return its sequence, or -1 if there was none since it was started
	 */
	long handling();

	/**
	 * Pass over the event that it is at: one that it tries again and again, that its
	 * method does not return from, or that it was stopped by. What follows is what
	 * follows the last attempt: a dead letter if it has a ring for these, else the event
	 * is lost. If its method does not return its thread is interrupted; if that does not
	 * end the call either, the event is passed over when the call ends by an exception.
	 * Blocks for a second at most.
	 * @param sequence the event, as a safeguard: {@link #handling}, or where its group
	 * stands if it does not run
	 * @return whether it is done
	 * @throws RingOwnedException if it does not run, and somebody else has its group
	 * @throws IllegalStateException if it is not at that event, is paused, or the ring is
	 * not open
	 */
	boolean skip(long sequence);

}
