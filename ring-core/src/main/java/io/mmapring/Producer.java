package io.mmapring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.mmapring.error.Check;
import io.mmapring.error.EventTooLargeException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingFullException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;
import io.mmapring.event.RingCodec;
import io.mmapring.sequence.Claims;

/**
 * Publishes events on a ring. It claims slots, lets them be filled in place, and makes
 * them visible. At most one claim is open at a time.
 * <p>
 * Claiming and publishing allocates nothing, takes no lock and makes no system call; only
 * waiting for a full ring does.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge. Take one producer
 * for each thread.
 */
public final class Producer implements AutoCloseable {

	private final Ring ring;

	private final Claims claims;

	private final Claim claim;

	private final ProducerOptions options;

	private final FullRing fullRing;

	private final int capacityBytes;

	/**
	 * Whether a claim is open or being made. Whoever closes the ring looks at it after a
	 * safepoint; see {@link Ring#close}.
	 */
	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile boolean closed;

	Producer(Ring ring, Claims claims, ProducerOptions options, FullRing fullRing) {
		this.ring = ring;
		this.claims = claims;
		this.options = options;
		this.fullRing = fullRing;
		this.capacityBytes = ring.payloadCapacityBytes();
		this.claim = new Claim(this, ring.memory(), ring.layout(), this.capacityBytes);
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
		checkCount(n);
		begin();
		return tryClaimBegun(n);
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
		checkCount(n);
		int count = n;
		while (count > 0) {
			long first = tryClaim(count);
			if (first >= 0) {
				return count;
			}
			// what is missing now; others may have taken more meanwhile
			count = (int) Math.max(0, count + first);
		}
		return 0;
	}

	/**
	 * Claim slots, waiting for them at most for the block time-out of the options.
	 * @param n how many, from 1 to the ring's slots
	 * @return the claim, to be filled and published
	 * @throws RingFullException if the time is over; names whom the ring waits for
	 * @throws io.mmapring.error.RingInterruptedException if the thread is interrupted
	 * while it waits
	 * @throws RingClosedException if the ring or this producer is closed, also while
	 * waiting
	 */
	public Claim claim(int n) {
		return claim(n, this.options.blockTimeout());
	}

	/**
	 * Claim slots, waiting for them.
	 * @param n how many, from 1 to the ring's slots
	 * @param timeout how long to wait at most
	 * @return the claim, to be filled and published
	 * @throws RingFullException if the time is over; names whom the ring waits for
	 * @throws io.mmapring.error.RingInterruptedException if the thread is interrupted
	 * while it waits
	 * @throws RingClosedException if the ring or this producer is closed, also while
	 * waiting
	 */
	public Claim claim(int n, Duration timeout) {
		long first = tryClaim(n);
		if (first < 0) {
			this.fullRing.await(this, n, timeout.toNanos());
		}
		return this.claim;
	}

	/**
	 * The claim made last.
	 * @return the claim, the same object each time
	 */
	public Claim claimed() {
		return this.claim;
	}

	/**
	 * Publish an event that is written in place, by the options' policy for a full ring.
	 * @param <T> what the event is made from
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @param filler writes the payload; if it throws, the event is abandoned
	 * @param source handed to the filler
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if the length is more than a slot holds
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(int type, int length, EventFiller<T> filler, T source) {
		checkLength(length);
		return (claimByPolicy(1) < 0) ? -1 : fill(type, length, filler, source);
	}

	/**
	 * Publish an event that is written in place, without waiting.
	 * @param <T> what the event is made from
	 * @param type its type number
	 * @param length length of its payload in bytes
	 * @param filler writes the payload; if it throws, the event is abandoned
	 * @param source handed to the filler
	 * @return its sequence, or minus the number of slots that are missing
	 * @throws EventTooLargeException if the length is more than a slot holds
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long tryPublish(int type, int length, EventFiller<T> filler, T source) {
		checkLength(length);
		long first = tryClaim(1);
		return (first < 0) ? first : fill(type, length, filler, source);
	}

	/**
	 * Publish an event, by the options' policy for a full ring.
	 * @param <T> its Java type
	 * @param type its type on the ring
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 * @throws EventTooLargeException if it is larger than a slot holds
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publish(EventType<T> type, T event) {
		int length = type.codec().length(event);
		checkLength(length);
		return (claimByPolicy(1) < 0) ? -1 : encode(type, length, event);
	}

	/**
	 * Publish an event without waiting.
	 * @param <T> its Java type
	 * @param type its type on the ring
	 * @param event the event
	 * @return its sequence, or minus the number of slots that are missing
	 * @throws EventTooLargeException if it is larger than a slot holds
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long tryPublish(EventType<T> type, T event) {
		int length = type.codec().length(event);
		checkLength(length);
		long first = tryClaim(1);
		return (first < 0) ? first : encode(type, length, event);
	}

	/**
	 * Publish events as one batch: consumers see all of them at once or none.
	 * @param <T> their Java type
	 * @param type their type on the ring
	 * @param events at most as many as the ring has slots
	 * @return the first sequence, or a negative number if they were dropped
	 * @throws EventTooLargeException if one is larger than a slot holds
	 * @throws RingFullException if there was no room in time
	 * @throws RingClosedException if the ring or this producer is closed
	 */
	public <T> long publishAll(EventType<T> type, List<? extends T> events) {
		RingCodec<T> codec = type.codec();
		for (T event : events) {
			checkLength(codec.length(event));
		}
		checkCount(events.size());
		if (claimByPolicy(events.size()) < 0) {
			return -1;
		}
		try (Claim claim = this.claim) {
			for (T event : events) {
				codec.encode(event, claim.next(type.id(), codec.length(event)), 0);
			}
			return claim.publish();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	/**
	 * Stop producing: abandons an open claim. In a ring for a single producer, another
	 * one may follow.
	 */
	@Override
	public void close() {
		this.claim.abandon();
		if (!this.closed) {
			this.closed = true;
			this.ring.producerClosed(this);
		}
	}

	String ringName() {
		return this.ring.name();
	}

	boolean isBusy() {
		return this.busy.getAcquire();
	}

	RingFailedException explain(InternalError error) {
		return this.ring.explain(error);
	}

	void publish(long first, int n) {
		try {
			this.ring.checkFile();
			this.claims.publish(first, n);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			// release: not seen before the claim is finished; pairs with isBusy
			this.busy.setRelease(false);
		}
	}

	void abandon(long first, int n) {
		try {
			this.ring.checkFile();
			this.claims.abandon(first, n);
		}
		catch (InternalError ex) {
			// nothing is left to be given up; the next use says why
			this.ring.explain(ex);
		}
		catch (RingFailedException ex) {
			// as above: what led here is on its way already, or the ring is being closed
			this.ring.failure();
		}
		finally {
			this.busy.setRelease(false);
		}
	}

	private <T> long fill(int type, int length, EventFiller<T> filler, T source) {
		Claim claim = this.claim;
		try {
			filler.fill(claim.next(type, length), source);
			return claim.publish();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			claim.close();
		}
	}

	private <T> long encode(EventType<T> type, int length, T event) {
		Claim claim = this.claim;
		try {
			type.codec().encode(event, claim.next(type.id(), length), 0);
			return claim.publish();
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			claim.close();
		}
	}

	private long claimByPolicy(int n) {
		long first = tryClaim(n);
		if (first >= 0) {
			return first;
		}
		try {
			return switch (this.options.onFull()) {
				case BLOCK -> this.fullRing.await(this, n, this.options.blockTimeout().toNanos());
				case FAIL -> throw this.fullRing.exception(-first, 0);
				case DROP -> {
					this.fullRing.dropped(n);
					yield first;
				}
			};
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	private void begin() {
		if (this.claim.isOpen()) {
			throw new IllegalStateException("claim of %d slots at %d is open (expected: published or abandoned)"
				.formatted(this.claim.count(), this.claim.first()));
		}
		// opaque is enough: the closer of the ring sets its flag, brings all threads to a
		// safepoint, and only then looks here
		this.busy.setOpaque(true);
		if (this.closed || this.ring.isUnusable()) {
			this.busy.setRelease(false);
			throw this.ring.unusable("a producer");
		}
	}

	private long tryClaimBegun(int n) {
		long first;
		try {
			first = this.claims.tryClaim(n);
		}
		catch (RuntimeException ex) {
			this.busy.setRelease(false);
			throw ex;
		}
		catch (InternalError ex) {
			this.busy.setRelease(false);
			throw this.ring.explain(ex);
		}
		if (first >= 0) {
			this.claim.open(first, n);
		}
		else {
			this.busy.setRelease(false);
		}
		return first;
	}

	private void checkCount(int n) {
		if (n < 1 || n > this.ring.slots()) {
			Check.that(false, "slots to claim", n, "1 to the ring's " + this.ring.slots());
		}
	}

	private void checkLength(int length) {
		if (length < 0 || length > this.capacityBytes) {
			throw new EventTooLargeException(ringName(), length, this.capacityBytes);
		}
	}

}
