package io.mmapring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.event.EventHandler;
import io.mmapring.file.RingLayout;
import io.mmapring.file.Tail;
import io.mmapring.sequence.OpenEvents;
import io.mmapring.sequence.SlotReader;

/**
 * Takes the events of one consumer group, which it owns until it is closed. Unlike in
 * Kafka every group sees every event, and one consumer at a time takes those of a group,
 * unless the group has shards: then each of its consumers has some of them, more or fewer
 * as others come and go, and takes the events whose keys fall on these.
 * <p>
 * Taking events allocates nothing, takes no lock and makes no system call; only waiting
 * does, as its strategy says.
 * <p>
 * Threads: poll and run by one thread at a time; {@link #close}, the looks and
 * acknowledgements by any.
 */
public final class Consumer implements AutoCloseable {

	private static final int IDLE = 0;

	private static final int POLLING = 1;

	private static final int CLOSED = 2;

	/** Nobody polls, and nobody may begin to for a moment. */
	private static final int HELD = 3;

	private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(5);

	private static final long CLOSE_LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

	private final Ring ring;

	private final int group;

	private final ConsumerOptions options;

	private final SlotReader reader;

	private final int member;

	private final @Nullable OpenEvents open;

	private final Runnable release;

	private final AtomicInteger state = new AtomicInteger(IDLE);

	private volatile boolean closing;

	private volatile @Nullable Thread poller;

	Consumer(Ring ring, int group, ConsumerOptions options, SlotReader reader, int member, Runnable release) {
		this.ring = ring;
		this.group = group;
		this.options = options;
		this.reader = reader;
		this.member = member;
		this.open = (options.storePosition() == StorePosition.MANUAL) ? reader.acknowledged() : null;
		this.release = release;
	}

	/**
	 * Name of the group.
	 * @return the name
	 */
	public String group() {
		return this.options.group().name();
	}

	/**
	 * Next sequence that the group will take, as it is stored in the ring.
	 * @return the sequence
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long position() {
		try {
			this.ring.checkFile();
			return this.ring.groups().position(this.group);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * How far this consumer is: where its next poll goes on. Of a group with several
	 * shards, all below was taken, or is for other members. For the thread that polls.
	 * @return the sequence; {@link Long#MAX_VALUE} if it has no shard at the moment
	 */
	public long reached() {
		return this.reader.reached();
	}

	/**
	 * Which of its group's members this consumer is, as in
	 * {@link io.mmapring.inspect.ShardSnapshot#member()}.
	 * @return its number, from 0
	 */
	public int member() {
		return this.member;
	}

	/**
	 * How far the group is behind.
	 * @return number of sequences between its position and the tail
	 * @throws RingFailedException if the file can no longer be used
	 */
	public long lag() {
		try {
			this.ring.checkFile();
			long position = this.ring.groups().position(this.group);
			return Math.max(0, Tail.next(this.ring.memory().longAcquire(RingLayout.TAIL)) - position);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Hand out what is there, without waiting. The position is stored when this returns,
	 * or behind each event, as the options say.
	 * @param handler takes the events
	 * @param limit at most so many, from 1
	 * @return how many events the handler took
	 * @throws Exception what the handler threw; its event, or by the options the whole
	 * batch, comes again with the next poll
	 * @throws RingClosedException if the ring or this consumer is closed
	 * @throws RingFailedException if the file can no longer be used
	 * @throws IllegalStateException if another thread is polling
	 */
	public int poll(EventHandler handler, int limit) throws Exception {
		Check.that(limit >= 1, "limit", limit, "at least 1");
		try {
			begin();
			try {
				checkUsable();
				return take(handler, limit);
			}
			finally {
				end();
			}
		}
		catch (InternalError ex) {
			// also out of the handler: it may have read an event that is not there
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Hand out events, waiting for them by the options' strategy, until this consumer or
	 * its ring is closed.
	 * @param handler takes the events
	 * @throws Exception what the handler threw; its event, or by the options the whole
	 * batch, comes again with the next poll
	 * @throws RingClosedException if it was closed before
	 * @throws RingFailedException if the file can no longer be used
	 * @throws IllegalStateException if another thread is polling
	 */
	public void run(EventHandler handler) throws Exception {
		IdleStrategy idle = idleStrategy();
		int limit = this.options.batchLimit();
		begin();
		try {
			checkUsable();
			while (!this.closing && !this.ring.isUnusable()) {
				idle.idle(take(handler, limit));
			}
			if (!this.closing && !this.ring.isClosed()) {
				throw this.ring.unusable("a consumer");
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
	 * How a thread waits that polls by itself, as the options say: call it with the
	 * number of events that each poll gave. It waits only behind polls that gave none,
	 * and not for long, so that the caller can look for other things too.
	 * @return a new strategy, for one thread at a time, of this consumer only
	 */
	public IdleStrategy idleStrategy() {
		return this.options.waitStrategy().create();
	}

	/**
	 * Say that an event is done with, so that the position may pass it; for
	 * {@link StorePosition#MANUAL}. May be called from any thread, also later and in any
	 * order; by the handler too, then it counts once the handler has returned. Allocates
	 * nothing; waits for other threads that acknowledge just now.
	 * @param sequence the event's sequence
	 * @return whether it was open; {@code false} if it was acknowledged before, if this
	 * consumer is closed or has got other shards since, or never handed it out: it then
	 * comes again if nobody else acknowledged it
	 * @throws IllegalStateException if this consumer stores its position by itself
	 * @throws RingFailedException if the file can no longer be used
	 */
	public boolean acknowledge(long sequence) {
		try {
			return open().acknowledge(sequence);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Say that all events up to one, which this consumer has handed out, are done with;
	 * else as {@link #acknowledge}.
	 * @param sequence sequence of the last of them
	 * @return how many of them were open
	 * @throws IllegalStateException if this consumer stores its position by itself
	 * @throws RingFailedException if the file can no longer be used
	 */
	public int acknowledgeUpTo(long sequence) {
		try {
			return open().acknowledgeUpTo(sequence);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Have events handed out again that were not acknowledged, from one on, by the next
	 * poll; a poll that is under way ends behind the handler that runs. May be called
	 * from any thread, does not wait for a handler.
	 * @param sequence sequence of the first; those before it do not come again
	 * @throws IllegalStateException if this consumer stores its position by itself
	 * @throws RingFailedException if the file can no longer be used
	 */
	public void redeliver(long sequence) {
		open().again(sequence);
	}

	/**
	 * Events that were handed out and not acknowledged.
	 * @return their number; 0 if this consumer stores its position by itself
	 */
	public int unacknowledged() {
		OpenEvents open = this.open;
		return (open != null) ? open.open() : 0;
	}

	/**
	 * The oldest event that was handed out and not acknowledged.
	 * @return its sequence, or -1 if there is none
	 */
	public long oldestUnacknowledged() {
		OpenEvents open = this.open;
		return (open != null) ? open.oldest() : -1;
	}

	/**
	 * Let go of the group: another consumer, in any process, goes on at its position.
	 * Waits for a poll that is under way in another thread up to five seconds; a handler
	 * that takes longer keeps the group until it returns.
	 */
	@Override
	public void close() {
		this.closing = true;
		if (closeIfIdle() || this.poller == Thread.currentThread()) {
			return;
		}
		long startNs = System.nanoTime();
		while (this.state.get() != CLOSED && System.nanoTime() - startNs < CLOSE_WAIT_NS) {
			LockSupport.parkNanos(CLOSE_LOOK_NS);
		}
	}

	/**
	 * Whether the group was let go.
	 * @return {@code true} once no thread polls it any more
	 */
	public boolean isClosed() {
		return this.state.get() == CLOSED;
	}

	private int take(EventHandler handler, int limit) throws Exception {
		try {
			return switch (this.options.storePosition()) {
				case EACH_BATCH -> this.reader.poll(handler, limit, false);
				case EACH_EVENT -> this.reader.poll(handler, limit, true);
				case WHOLE_BATCH -> this.reader.pollWhole(handler, limit);
				case MANUAL -> this.reader.poll(handler, limit, false);
			};
		}
		catch (RingFailedException ex) {
			// a damaged event is marked as such: all others stop too
			this.ring.failure();
			throw ex;
		}
	}

	private void begin() {
		while (!this.state.compareAndSet(IDLE, POLLING)) {
			if (this.state.get() == IDLE || this.state.get() == HELD) {
				Thread.onSpinWait();
				continue;
			}
			if (this.state.get() == CLOSED) {
				throw this.ring.unusable("group '" + group() + "'");
			}
			throw new IllegalStateException("group '%s' of ring '%s' is polled by %s (expected: one thread at a time)"
				.formatted(group(), this.ring.name(), this.poller));
		}
		this.poller = Thread.currentThread();
	}

	private void end() {
		this.poller = null;
		this.state.set(IDLE);
		if (this.closing) {
			closeIfIdle();
		}
	}

	/**
	 * Do something short while no thread polls.
	 * @return {@code false} if one does, or the consumer is closed
	 */
	boolean whileIdle(Runnable action) {
		if (!this.state.compareAndSet(IDLE, HELD)) {
			return false;
		}
		try {
			if (this.open != null) {
				this.open.whileHeld(action);
			}
			else {
				action.run();
			}
		}
		finally {
			this.state.set(IDLE);
		}
		if (this.closing) {
			closeIfIdle();
		}
		return true;
	}

	private boolean closeIfIdle() {
		if (this.state.compareAndSet(IDLE, CLOSED)) {
			if (this.open != null) {
				closeOpen(this.open);
			}
			this.release.run();
			return true;
		}
		return this.state.get() == CLOSED;
	}

	private OpenEvents open() {
		OpenEvents open = this.open;
		if (open == null) {
			throw new IllegalStateException(
					"group '%s' of ring '%s' is not acknowledged by hand: storePosition=%s (expected: MANUAL)"
						.formatted(group(), this.ring.name(), this.options.storePosition()));
		}
		this.ring.checkFile();
		return open;
	}

	/** From now on nothing is stored: the group may soon be another consumer's. */
	private void closeOpen(OpenEvents open) {
		try {
			open.close(this.ring.failure() == null);
		}
		catch (InternalError ex) {
			// the watch keeps the reason and logs it; what is open comes again
			this.ring.explain(ex);
		}
	}

	private void checkUsable() {
		if (this.closing || this.ring.isUnusable()) {
			throw this.ring.unusable("group '" + group() + "'");
		}
	}

}
