package io.mmapring;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventTooLargeException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;
import io.mmapring.event.NextHeaders;
import io.mmapring.event.RingCodec;
import io.mmapring.file.EventSize;
import io.mmapring.sequence.Claims;

/**
 * Publishes events on a ring. It claims slots, lets them be filled in place, and makes
 * them visible. At most one claim is open at a time. An event that is larger than a slot
 * takes several, up to a quarter of the ring, and is copied into them.
 * <p>
 * Claiming and publishing allocates nothing, takes no lock and makes no system call; only
 * waiting for a full ring does.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge. Take one producer
 * for each thread.
 */
public final class Producer implements AutoCloseable {

	// each method as a whole explains an InternalError: Java 17 delivers the fault of a
	// file that was cut wherever the thread is a little later
	private final Ring ring;

	private final Claimer claimer;

	private final WhenFull whenFull;

	private final Batches batches;

	Producer(Ring ring, Claims claims, EventSize size, ProducerOptions options, FullRing fullRing) {
		this.ring = ring;
		this.claimer = new Claimer(ring, claims, size, fullRing);
		this.whenFull = new WhenFull(options.onFull(), options.blockTimeout());
		this.batches = new Batches(ring, this.claimer);
	}

	/**
	 * Claim slots, without waiting. The claim is then {@link #claimed()}.
	 * @param n how many, from 1 to the ring's slots
	 * @return the first sequence, or minus the number of slots that are missing: then
	 * nothing was claimed
	 * @throws IllegalStateException if a claim is open
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public long tryClaim(int n) {
		try {
			return this.claimer.tryClaim(n);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Claim as many slots as there are, without waiting. The claim is then
	 * {@link #claimed()}.
	 * @param n how many at most, from 1 to the ring's slots
	 * @return how many were claimed, 0 if the ring is full
	 * @throws IllegalStateException if a claim is open
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public int tryClaimUpTo(int n) {
		try {
			return this.claimer.tryClaimUpTo(n);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Claim slots, waiting for them at most for the block time-out of the options.
	 * @param n how many, from 1 to the ring's slots
	 * @return the claim, to be filled and published
	 * @throws RingFullException if the time is over; names whom the ring waits for
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring or this producer is closed, also while
	 * waiting
	 */
	public Claim claim(int n) {
		return claim(n, this.whenFull.blockTimeout());
	}

	/**
	 * Claim slots, waiting for them.
	 * @param n how many, from 1 to the ring's slots
	 * @param timeout how long to wait at most
	 * @return the claim, to be filled and published
	 * @throws RingFullException if the time is over; names whom the ring waits for
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring or this producer is closed, also while
	 * waiting
	 */
	public Claim claim(int n, Duration timeout) {
		try {
			this.claimer.claim(n, timeout.toNanos());
			return this.claimer.claim();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Claim the slots of several events, without waiting. The claim is then
	 * {@link #claimed()}; fill it with events of these lengths.
	 * @param lengths length of each event in bytes, in any order
	 * @return the first sequence, or minus the number of slots that are missing: then
	 * nothing was claimed
	 * @throws EventTooLargeException if one is larger than {@link Ring#maxEventBytes()}
	 * @throws IllegalArgumentException if there is none, or the ring has fewer slots
	 * @throws IllegalStateException if a claim is open
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public long tryClaimEvents(int... lengths) {
		try {
			return this.claimer.tryClaim(this.claimer.slots(lengths));
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Claim the slots of several events, waiting for them at most for the block time-out
	 * of the options.
	 * @param lengths length of each event in bytes, in any order
	 * @return the claim, to be filled with events of these lengths and published
	 * @throws EventTooLargeException if one is larger than {@link Ring#maxEventBytes()}
	 * @throws IllegalArgumentException if there is none, or the ring has fewer slots
	 * @throws RingFullException if the time is over; names whom the ring waits for
	 * @throws io.mmapring.error.RingInterruptedException if the thread is interrupted
	 * while it waits
	 * @throws RingClosedException if the ring or this producer is closed, also while
	 * waiting
	 */
	public Claim claimEvents(int... lengths) {
		return claim(this.claimer.slots(lengths));
	}

	/**
	 * Headers that the next event gets, whichever method publishes it.
	 * @return the headers, the same object each time
	 * @throws IllegalStateException if the ring was created without headers
	 */
	public NextHeaders headers() {
		return this.claimer.claim().headers();
	}

	/**
	 * The claim made last.
	 * @return the claim, the same object each time
	 */
	public Claim claimed() {
		return this.claimer.claim();
	}

	/**
	 * Publish an event that is written in place, by the options' policy for a full ring.
	 * @param <T> what the event is made from
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @param filler writes the payload; if it throws, the event is abandoned
	 * @param source handed to the filler
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if the length is more than
	 * {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(int type, int length, EventFiller<T> filler, T source) {
		return publish(type, length, filler, source, this.whenFull);
	}

	/**
	 * Publish an event that is written in place, by a policy of its own for a full ring.
	 * @param <T> what the event is made from
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @param filler writes the payload; if it throws, the event is abandoned
	 * @param source handed to the filler
	 * @param whenFull the policy
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if the length is more than
	 * {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(int type, int length, EventFiller<T> filler, T source, WhenFull whenFull) {
		try {
			return this.claimer.publish(type, length, PayloadWriter.filling(), filler, source, whenFull);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Publish an event that is written in place, without waiting.
	 * @param <T> what the event is made from
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @param filler writes the payload; if it throws, the event is abandoned
	 * @param source handed to the filler
	 * @return its sequence, or minus the number of slots that are missing
	 * @throws EventTooLargeException if the length is more than
	 * {@link Ring#maxEventBytes()}
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long tryPublish(int type, int length, EventFiller<T> filler, T source) {
		try {
			return this.claimer.tryPublish(type, length, PayloadWriter.filling(), filler, source);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Publish an event, by the options' policy for a full ring.
	 * @param <T> its Java type
	 * @param type its type on the ring
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if it is larger than {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(EventType<T> type, T event) {
		return publish(type, event, this.whenFull);
	}

	/**
	 * Publish an event, by a policy of its own for a full ring.
	 * @param <T> its Java type
	 * @param type its type on the ring
	 * @param event the event
	 * @param whenFull the policy
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if it is larger than {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(EventType<T> type, T event, WhenFull whenFull) {
		try {
			RingCodec<T> codec = type.codec();
			return this.claimer.publish(type.id(), codec.length(event), PayloadWriter.encoding(), codec, event,
					whenFull);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Publish an event without waiting.
	 * @param <T> its Java type
	 * @param type its type on the ring
	 * @param event the event
	 * @return its sequence, or minus the number of slots that are missing
	 * @throws EventTooLargeException if it is larger than {@link Ring#maxEventBytes()}
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long tryPublish(EventType<T> type, T event) {
		try {
			RingCodec<T> codec = type.codec();
			return this.claimer.tryPublish(type.id(), codec.length(event), PayloadWriter.encoding(), codec, event);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Publish events as one batch: consumers see all of them at once or none.
	 * @param <T> their Java type
	 * @param type their type on the ring
	 * @param events at most as many as the ring has slots for
	 * @return the first sequence, or a negative number if they were dropped
	 * @throws EventTooLargeException if one is larger than {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publishAll(EventType<T> type, List<? extends T> events) {
		return publishAll(type, events, this.whenFull, null);
	}

	/**
	 * Publish events as one batch, by a policy of its own for a full ring: consumers see
	 * all of them at once or none.
	 * @param <T> their Java type
	 * @param type their type on the ring
	 * @param events at most as many as the ring has slots for
	 * @param whenFull the policy
	 * @param headers sets the headers of each event before it is written, or {@code null}
	 * @return the first sequence, or a negative number if they were dropped
	 * @throws EventTooLargeException if one is larger than {@link Ring#maxEventBytes()}
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publishAll(EventType<T> type, List<? extends T> events, WhenFull whenFull,
			@Nullable BiConsumer<NextHeaders, ? super T> headers) {
		return this.batches.publish(type, events, whenFull, headers);
	}

	/**
	 * Publish events as one batch, without waiting: all of them or none.
	 * @param <T> their Java type
	 * @param type their type on the ring
	 * @param events at most as many as the ring has slots for
	 * @param headers sets the headers of each event before it is written, or {@code null}
	 * @return the first sequence, or minus the number of slots that are missing
	 * @throws EventTooLargeException if one is larger than {@link Ring#maxEventBytes()}
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long tryPublishAll(EventType<T> type, List<? extends T> events,
			@Nullable BiConsumer<NextHeaders, ? super T> headers) {
		return this.batches.publish(type, events, null, headers);
	}

	/**
	 * Count events that were dropped since the ring is full, by who noticed it without
	 * this producer. May be called by any thread at any time.
	 * @param events how many
	 */
	public void dropped(int events) {
		this.claimer.dropped(events);
	}

	/**
	 * Stop producing: abandons an open claim. In a ring for a single producer, another
	 * one may follow.
	 */
	@Override
	public void close() {
		if (this.claimer.close()) {
			this.ring.producerClosed(this.claimer.held());
		}
	}

	Claimer claimer() {
		return this.claimer;
	}

}
