package io.mmapring;

import java.lang.ref.Reference;

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

	private final HeldClaim held;

	private volatile boolean closed;

	Claimer(Ring ring, Claims claims, ProducerOptions options, FullRing fullRing) {
		this.ring = ring;
		this.claims = claims;
		this.options = options;
		this.fullRing = fullRing;
		this.held = new HeldClaim(ring, claims);
		this.claim = new Claim(this, this.held, ring.memory(), ring.layout(), ring.payloadCapacityBytes());
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
		return first;
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
		this.held.begin();
		if (this.closed || this.ring.isUnusable()) {
			this.held.end();
			throw this.ring.unusable("a producer");
		}
	}

	private long tryClaimBegun(int n) {
		long first = -1;
		try {
			first = this.claims.tryClaim(n);
			if (first >= 0) {
				this.claim.open(first, n);
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
