package io.mmapring;

import java.util.concurrent.atomic.AtomicBoolean;

import io.mmapring.error.Check;
import io.mmapring.error.RingFailedException;
import io.mmapring.sequence.Claims;

/**
 * Makes the claims of one producer, at most one at a time: at once, waiting, or by its
 * policy for a full ring; and finishes them.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Claimer {

	private final Ring ring;

	private final Claims claims;

	private final Claim claim;

	private final ProducerOptions options;

	private final FullRing fullRing;

	/**
	 * Whether a claim is open or being made. Whoever closes the ring looks at it after a
	 * safepoint; see {@link Ring#close}.
	 */
	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile boolean closed;

	Claimer(Ring ring, Claims claims, ProducerOptions options, FullRing fullRing) {
		this.ring = ring;
		this.claims = claims;
		this.options = options;
		this.fullRing = fullRing;
		this.claim = new Claim(this, ring.memory(), ring.layout(), ring.payloadCapacityBytes());
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
	 * Claim slots, by the options' policy for a full ring.
	 * @return the first sequence, or minus the number of slots that are missing
	 */
	long claimByPolicy(int n) {
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

	/**
	 * Abandon an open claim, and make no more.
	 * @return whether this is the first call
	 */
	boolean close() {
		this.claim.abandon();
		boolean first = !this.closed;
		this.closed = true;
		return first;
	}

	boolean isBusy() {
		return this.busy.getAcquire();
	}

	RingFailedException explain(InternalError error) {
		return this.ring.explain(error);
	}

	String ringName() {
		return this.ring.name();
	}

	private void checkCount(int n) {
		if (n < 1 || n > this.ring.slots()) {
			Check.that(false, "slots to claim", n, "1 to the ring's " + this.ring.slots());
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

}
