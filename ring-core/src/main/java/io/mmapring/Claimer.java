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

	private final Claim claim;

	private final FullRing fullRing;

	private final HeldClaim held;

	private volatile boolean closed;

	/** Whether more is to be looked at before a claim than the file. */
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
		this.claim = new Claim(this, this.held, size, new SlotWriter(ring.name(), ring.memory(), ring.layout(), size));
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
	 * Claim slots for some events, by a policy for a full ring.
	 * @return the first sequence, or minus the number of slots that are missing
	 */
	long claimByPolicy(int n, int events, WhenFull whenFull) {
		long first = tryClaim(n);
		if (first >= 0) {
			return first;
		}
		try {
			this.fullRing.failIfStalled();
			return switch (whenFull.onFull()) {
				case BLOCK -> this.fullRing.await(this, n, whenFull.blockTimeout().toNanos());
				case FAIL -> throw this.fullRing.exception(-first, 0);
				case DROP -> {
					this.fullRing.dropped(events);
					this.claim.forgetHeaders();
					yield first;
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

	MutableDirectBuffer next(SlotWriter writer, long sequence, int type, int length) {
		try {
			writer.end();
			return writer.begin(sequence, type, length);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	void publish(SlotWriter writer, long first, int n) {
		try {
			if (this.watch.isUnusable()) {
				this.ring.checkFile();
			}
			writer.end();
			this.claims.publish(first, n);
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
		if (held.count() != 0) {
			throw new IllegalStateException("claim of %d slots at %d is open (expected: published or abandoned)"
				.formatted(this.claim.count(), this.claim.first()));
		}
		held.begin();
		if (this.mustLook || this.watch.isUnusable()) {
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
