package io.mmapring;

import java.lang.ref.Reference;

import org.agrona.MutableDirectBuffer;

import io.mmapring.error.Check;
import io.mmapring.error.EventTooLargeException;
import io.mmapring.file.EventSize;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.SlotWriter;

/**
 * Makes the claims of one producer, at most one at a time: at once, waiting, or by its
 * policy for a full ring; and finishes them.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Claimer {

	private final Ring ring;

	private final Claims claims;

	private final EventSize size;

	/** Most bytes of an event that takes one slot. */
	private final int oneSlotBytes;

	private final int slots;

	private final FileWatch watch;

	private final SlotWriter writer;

	private final Claim claim;

	private final FullRing fullRing;

	private final HeldClaim held;

	private volatile boolean closed;

	/** Whether there is more to look at than whether a claim is open. */
	private volatile boolean mustLook;

	Claimer(Ring ring, Claims claims, EventSize size, FullRing fullRing) {
		this.ring = ring;
		this.claims = claims;
		this.fullRing = fullRing;
		this.held = new HeldClaim(ring, claims);
		this.size = size;
		this.oneSlotBytes = size.payloadBytes();
		this.slots = ring.slots();
		this.watch = ring.attached.watch();
		this.mustLook = fullRing.mayStop();
		this.writer = new SlotWriter(ring.name(), ring.memory(), ring.layout(), size);
		this.claim = new Claim(this, this.held, size, this.writer);
	}

	/** From now on look whether the ring can still be used. */
	void lookFirst() {
		this.mustLook = true;
	}

	HeldClaim held() {
		return this.held;
	}

	Claim claim() {
		return this.claim;
	}

	/**
	 * Claim slots, without waiting.
	 * @return the first sequence, or minus the number of slots that are missing
	 */
	long tryClaim(int n) {
		checkCount(n);
		begin();
		return tryClaimBegun(n);
	}

	/**
	 * Claim as many slots as there are, without waiting.
	 * @return how many were claimed
	 */
	int tryClaimUpTo(int n) {
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
	 * Claim slots, waiting for them.
	 * @return the first sequence
	 */
	long claim(int n, long timeoutNs) {
		long first = tryClaim(n);
		return (first < 0) ? this.fullRing.await(this, n, timeoutNs) : first;
	}

	/**
	 * Publish one event, without waiting. All its steps are one method to the compiler,
	 * which then keeps in registers what it would load again in each: that is a quarter
	 * of the time.
	 * @return its sequence, or minus the number of slots that are missing
	 */
	<M, T> long tryPublish(int type, int length, PayloadWriter<M, T> writer, M means, T source) {
		int n = slots(length);
		begin();
		boolean mayBePublished = false;
		try {
			long first = this.claims.tryClaimSeen(n);
			if (first < 0) {
				// nothing is called before this return: what a call would have to be
				// kept for is in registers only
				return tryPublishLooking(n, type, length, writer, means, source);
			}
			write(first, n, type, length, writer, means, source);
			mayBePublished = true;
			finish(first, n);
			return first;
		}
		finally {
			end(mayBePublished);
			// not taken for forgotten while it publishes
			Reference.reachabilityFence(this);
		}
	}

	/** The same with a look at where the groups are. */
	private <M, T> long tryPublishLooking(int n, int type, int length, PayloadWriter<M, T> writer, M means, T source) {
		long first = this.claims.tryClaim(n);
		if (first < 0) {
			this.fullRing.refused();
			return first;
		}
		return publishClaimed(first, n, type, length, writer, means, source);
	}

	private <M, T> long publishClaimed(long first, int n, int type, int length, PayloadWriter<M, T> writer, M means,
			T source) {
		boolean mayBePublished = false;
		try {
			write(first, n, type, length, writer, means, source);
			mayBePublished = true;
			finish(first, n);
			return first;
		}
		finally {
			end(mayBePublished);
			// not taken for forgotten while it publishes
			Reference.reachabilityFence(this);
		}
	}

	/**
	 * Publish one event, by a policy for a full ring.
	 * @return its sequence, or a negative number if it was dropped
	 */
	<M, T> long publish(int type, int length, PayloadWriter<M, T> writer, M means, T source, WhenFull whenFull) {
		long sequence = tryPublish(type, length, writer, means, source);
		return (sequence < 0) ? publishByPolicy(-sequence, type, length, writer, means, source, whenFull) : sequence;
	}

	private <M, T> long publishByPolicy(long missing, int type, int length, PayloadWriter<M, T> writer, M means,
			T source, WhenFull whenFull) {
		int n = slots(length);
		long first = byPolicy(missing, n, 1, whenFull);
		return (first < 0) ? -1 : publishClaimed(first, n, type, length, writer, means, source);
	}

	private <M, T> void write(long first, int n, int type, int length, PayloadWriter<M, T> writer, M means, T source) {
		writer.write(this.claim.only(first, n, type, length), means, source);
		if (!this.held.isOpen(first, n)) {
			throw new IllegalStateException(
					"claim at %d of %d slots=ended while its event was written (expected: open); leave it to the producer"
						.formatted(first, n));
		}
	}

	/**
	 * What this method has done to a claim is done.
	 * @param mayBePublished whether that is so of what it has claimed: an InternalError
	 * may come behind the stamp
	 */
	private void end(boolean mayBePublished) {
		if (!mayBePublished && this.held.isOpen()) {
			this.held.abandon();
		}
		this.held.end();
	}

	/**
	 * Claim slots for some events, by a policy for a full ring.
	 * @return the first sequence, or minus the number of slots that are missing
	 */
	long claimByPolicy(int n, int events, WhenFull whenFull) {
		long first = tryClaim(n);
		return (first < 0) ? byPolicy(-first, n, events, whenFull) : first;
	}

	/** What becomes of a claim that found too little room. */
	private long byPolicy(long missing, int n, int events, WhenFull whenFull) {
		try {
			this.fullRing.failIfStalled();
			return switch (whenFull.onFull()) {
				case BLOCK -> this.fullRing.await(this, n, whenFull.blockTimeout().toNanos());
				case FAIL -> throw this.fullRing.exception(missing, 0);
				case DROP -> {
					this.fullRing.dropped(events);
					this.claim.forgetHeaders();
					yield -missing;
				}
			};
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	void dropped(int events) {
		try {
			this.ring.checkFile();
			this.fullRing.dropped(events);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	MutableDirectBuffer next(long sequence, int type, int length) {
		try {
			this.writer.end();
			return this.writer.begin(sequence, type, length);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	void publish(long first, int n) {
		try {
			// first of all: what an InternalError leaves behind may have been published
			this.held.finish();
			finish(first, n);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			this.held.end();
			// not taken for forgotten while it publishes
			Reference.reachabilityFence(this);
		}
	}

	private void finish(long first, int n) {
		if (this.mustLook && this.watch.isUnusable()) {
			this.ring.checkFile();
		}
		this.writer.end();
		this.claims.publish(first, n);
	}

	void abandon() {
		try {
			this.held.abandon();
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	/**
	 * Abandon an open claim, and make no more.
	 * @return whether this is the first call
	 */
	boolean close() {
		this.claim.abandon();
		boolean first = !this.closed;
		this.closed = true;
		this.mustLook = true;
		return first;
	}

	/**
	 * How many slots an event takes.
	 * @throws EventTooLargeException if there is no such event
	 */
	int slots(int length) {
		if (length >= 0 && length <= this.oneSlotBytes) {
			return 1;
		}
		if (!this.size.fits(length)) {
			throw tooLarge(length);
		}
		return this.size.slots(length);
	}

	/**
	 * How many slots a batch takes.
	 * @throws EventTooLargeException if one event of it cannot be
	 */
	int slots(int[] lengths) {
		long slots = 0;
		for (int length : lengths) {
			slots += slots(length);
		}
		return checkCount(slots);
	}

	EventTooLargeException tooLarge(int length) {
		return new EventTooLargeException(this.ring.name(), length, this.size.maxBytes());
	}

	/** Refuse a claim that the ring could never hold. */
	int checkCount(long n) {
		if (n < 1 || n > this.slots) {
			Check.that(false, "slots to claim", n, "1 to the ring's " + this.slots);
		}
		return (int) n;
	}

	private void begin() {
		HeldClaim held = this.held;
		if (held.isOpen()) {
			throw new IllegalStateException("claim of %d slots at %d is open (expected: published or abandoned)"
				.formatted(held.count(), held.first()));
		}
		held.begin();
		if (this.mustLook) {
			look();
		}
	}

	private void look() {
		boolean usable = false;
		try {
			this.fullRing.checkNotStopped();
			if (this.closed || this.watch.isUnusable()) {
				throw this.ring.unusable("a producer");
			}
			usable = true;
		}
		finally {
			if (!usable) {
				this.held.end();
			}
		}
	}

	private long tryClaimBegun(int n) {
		long first = -1;
		try {
			first = this.claims.tryClaim(n);
			if (first >= 0) {
				this.claim.open(first, n);
			}
			else {
				this.fullRing.refused();
			}
			return first;
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			if (first < 0) {
				this.held.end();
			}
			// not taken for forgotten while it claims
			Reference.reachabilityFence(this);
		}
	}

}
