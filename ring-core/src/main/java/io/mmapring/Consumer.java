package io.mmapring;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.event.EventHandler;
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

	private final Ring ring;

	private final int group;

	private final ConsumerOptions options;

	private final SlotReader reader;

	private final int member;

	private final @Nullable OpenEvents open;

	private final Polls polls;

	private final Seeking seeking;

	private final Idling idling;

	Consumer(Ring ring, int group, ConsumerOptions options, SlotReader reader, int member, Runnable release,
			Seeking seeking, Idling idling) {
		this.ring = ring;
		this.group = group;
		this.options = options;
		this.reader = reader;
		this.member = member;
		this.open = (options.storePosition() == StorePosition.MANUAL) ? reader.acknowledged() : null;
		this.polls = new Polls(ring, options.group().name(), this.open, idling, release);
		this.seeking = seeking;
		this.idling = idling;
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
			return Math.max(0, Tail.nextAcquire(this.ring.memory()) - position);
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
			this.polls.begin();
			try {
				this.polls.checkUsable();
				return take(handler, limit);
			}
			finally {
				this.polls.end();
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
		this.polls.begin();
		try {
			this.polls.checkUsable();
			while (!this.polls.isClosing() && !this.ring.isUnusable()) {
				idle.idle(take(handler, limit));
			}
			if (!this.polls.isClosing() && !this.ring.isClosed()) {
				throw this.ring.unusable("a consumer");
			}
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			this.polls.end();
		}
	}

	/**
	 * How a thread waits that polls by itself, as the options say: call it with the
	 * number of events that each poll gave. It waits only behind polls that gave none,
	 * and not for long, so that the caller can look for other things too.
	 * @return the strategy, for the thread that polls this consumer
	 */
	public IdleStrategy idleStrategy() {
		return this.idling.strategy();
	}

	/**
	 * Have a thread look again that waits by {@link #idleStrategy()}, or is about to.
	 * With other strategies than to block it does so by itself. Does not block.
	 */
	public void wakeUp() {
		this.idling.wakeUp();
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
		wakeUp();
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
	 * Go on at a sequence; if no event starts there, at the next one that does. Forwards,
	 * as far as everything is finished: what is in between is passed. Backwards, as far
	 * as the slowest group is, or a shard of it: what is older may be overwritten at any
	 * moment, see {@link Ring#reader}. Groups that stay behind this one stay where they
	 * are, also if they are ahead of it then. Of a group with several shards those move
	 * that this consumer has.
	 * <p>
	 * Waits for a poll that is under way in another thread, which then does it before the
	 * next one, and for other processes that attach or join.
	 * @param sequence where to, from 0
	 * @return where the group is now
	 * @throws RingSequenceException if it cannot go there; the group stays where it is
	 * @throws GroupEvictedException if the group was put out
	 * @throws RingClosedException if the ring or this consumer is closed, also while
	 * waiting
	 * @throws RingFailedException if the file can no longer be used
	 * @throws RingInterruptedException if the thread is interrupted while it waits for a
	 * poll; it may be moved all the same
	 * @throws IllegalStateException if it is called by a handler of this consumer
	 */
	public long seek(long sequence) {
		Check.that(sequence >= 0, "sequence", sequence, "0 or more");
		return seek(Seeking.Target.sequence(sequence));
	}

	/**
	 * Go on at the oldest event that certainly stays, which is where the slowest group
	 * is, or a shard of it. Otherwise like {@link #seek}.
	 * @return where the group is now
	 */
	public long seekToEarliest() {
		return seek(Seeking.Target.EARLIEST);
	}

	/**
	 * Go on behind all that is finished. Otherwise like {@link #seek}.
	 * @return where the group is now
	 */
	public long seekToLatest() {
		return seek(Seeking.Target.LATEST);
	}

	private long seek(Seeking.Target target) {
		if (this.polls.isMine()) {
			throw new IllegalStateException(
					"group '%s' of ring '%s' cannot seek: a handler asks (expected: nobody, or another thread); return from it first"
						.formatted(group(), this.ring.name()));
		}
		return this.seeking.await(this.polls, target);
	}

	/**
	 * Let go of the group: another consumer, in any process, goes on at its position.
	 * Waits for a poll that is under way in another thread up to five seconds; a handler
	 * that takes longer keeps the group until it returns.
	 */
	@Override
	public void close() {
		this.polls.close();
	}

	/**
	 * Whether the group was let go.
	 * @return {@code true} once no thread polls it any more
	 */
	public boolean isClosed() {
		return this.polls.isClosed();
	}

	Polls polls() {
		return this.polls;
	}

	private int take(EventHandler handler, int limit) throws Exception {
		if (this.seeking.isAsked()) {
			this.seeking.apply(this.polls);
		}
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

}
