package io.mmapring;

import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;
import io.mmapring.file.Tail;
import io.mmapring.sequence.SlotObserver;

/**
 * Follows a ring without a group: nobody waits for it, producers least of all. If they
 * are so much faster that they overwrite what it has not seen, it goes on further ahead
 * (by an eighth of the ring, so that it is not overtaken again at once) and counts what
 * it missed. Being overtaken is no error.
 * <p>
 * Each event is a copy that was found whole. What a dead producer has left is given up,
 * as a consumer would. An observer has no place in the file: snapshots do not show it,
 * its position goes with it, and any number of them may follow.
 * <p>
 * Taking events allocates nothing, takes no lock and makes no system call; only waiting
 * does, as its strategy says. An event that is larger than all before it makes the copy's
 * memory grow.
 * <p>
 * Threads: poll and run by one thread at a time; {@link #close} and the looks by any.
 */
public final class Observer implements AutoCloseable {

	private final Ring ring;

	private final ObserverOptions options;

	private final SlotObserver observer;

	private final Idling idling;

	private final AtomicReference<@Nullable Thread> poller = new AtomicReference<>();

	private volatile boolean closed;

	private volatile long position;

	private volatile long lost;

	Observer(Ring ring, ObserverOptions options, SlotObserver observer, Idling idling) {
		this.ring = ring;
		this.options = options;
		this.observer = observer;
		this.idling = idling;
		start();
	}

	private void start() {
		long sequence = this.options.sequence();
		if (sequence >= 0) {
			long tail = tail();
			if (sequence > tail) {
				throw RingSequenceException.observer(this.ring.name(), sequence, tail);
			}
			this.observer.startAt(sequence);
		}
		else {
			switch (this.options.startFrom()) {
				case EARLIEST -> this.observer.startEarliest();
				case LATEST -> this.observer.startLatest();
			}
		}
		look();
	}

	/**
	 * The next sequence to look at, as of the end of the last poll. An observer that
	 * starts there goes on.
	 * @return the sequence
	 */
	public long position() {
		return this.position;
	}

	/**
	 * What was overwritten before it could be seen, as of the end of the last poll.
	 * @return number of sequences: of a large event each of its slots counts, and some
	 * may have been given up
	 */
	public long lost() {
		return this.lost;
	}

	/**
	 * How far the observer is behind.
	 * @return number of sequences between its position and the tail
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long lag() {
		try {
			this.ring.checkFile();
			return Math.max(0, tail() - this.position);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Hand out what is there, without waiting.
	 * @param handler takes the events
	 * @param limit at most so many, from 1
	 * @return how many events the handler took
	 * @throws Exception what the handler threw; its event comes again with the next poll,
	 * unless it was overwritten meanwhile, or those from the one on that a
	 * {@link TakenInPartException} names
	 * @throws RingClosedException if the ring or this observer is closed
	 * @throws RingFailedException if the file can no longer be used
	 * @throws IllegalStateException if another thread is polling
	 */
	public int poll(EventHandler handler, int limit) throws Exception {
		Check.that(limit >= 1, "limit", limit, "at least 1");
		begin();
		try {
			return take(handler, limit);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			end();
		}
	}

	/**
	 * Hand out events, waiting for them by the options' strategy, until this observer or
	 * its ring is closed.
	 * @param handler takes the events
	 * @throws Exception what the handler threw; what comes again then is as with
	 * {@link #poll}
	 * @throws RingClosedException if it was closed before
	 * @throws RingFailedException if the file can no longer be used
	 * @throws IllegalStateException if another thread is polling
	 */
	public void run(EventHandler handler) throws Exception {
		IdleStrategy idle = this.idling.strategy();
		begin();
		try {
			while (!this.closed && !this.ring.isUnusable()) {
				idle.idle(take(handler, this.options.batchLimit()));
			}
			if (!this.closed && !this.ring.isClosed()) {
				throw this.ring.unusable("an observer");
			}
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			end();
		}
	}

	/**
	 * How to wait between the polls of a loop of one's own, as the options' strategy
	 * says: {@code idle.idle(observer.poll(handler, limit))}. With
	 * {@link io.mmapring.wait.WaitStrategy#BLOCK} a producer wakes it, and so do
	 * {@link #close} and {@link #wakeUp}.
	 * @return a strategy for the thread that polls
	 */
	public IdleStrategy idleStrategy() {
		return this.idling.strategy();
	}

	/**
	 * Have the thread look again that blocks in {@link #idleStrategy()} or {@link #run},
	 * or is about to. Does nothing with any other strategy. Does not wait.
	 */
	public void wakeUp() {
		this.idling.wakeUp();
	}

	/**
	 * Stop to follow: {@link #run} returns after the poll that is under way. Does not
	 * wait for it.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.idling.close();
	}

	/**
	 * Whether the observer was closed.
	 * @return whether {@link #close} was called
	 */
	public boolean isClosed() {
		return this.closed;
	}

	private int take(EventHandler handler, int limit) throws Exception {
		try {
			return this.observer.poll(handler, limit);
		}
		catch (RingFailedException ex) {
			// a damaged event is marked as such: all others stop too
			this.ring.failure();
			throw ex;
		}
		finally {
			look();
		}
	}

	private void look() {
		if (this.position != this.observer.position()) {
			this.position = this.observer.position();
			this.lost = this.observer.lost();
		}
	}

	private long tail() {
		return Tail.nextAcquire(this.ring.memory());
	}

	private void begin() {
		Thread me = Thread.currentThread();
		if (!this.poller.compareAndSet(null, me)) {
			throw new IllegalStateException("an observer of ring '%s' is polled by %s (expected: one thread at a time)"
				.formatted(this.ring.name(), this.poller.get()));
		}
		if (this.closed || this.ring.isUnusable()) {
			end();
			throw this.ring.unusable("an observer");
		}
	}

	private void end() {
		this.poller.set(null);
	}

}
