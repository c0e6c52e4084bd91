package io.mmapring;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.wait.WaitStrategy;
import io.mmapring.wait.Waiter;

/**
 * What a producer does and counts when the ring is full: off the hot path.
 */
final class FullRing {

	private final Ring ring;

	private final Attached attached;

	private final RingMemory memory;

	private final int counters;

	/** Instead of waiting by the strategy. */
	private final boolean blocks;

	private final IdleStrategy idle;

	/** Or {@code null} if no group is required. */
	private final @Nullable RequiredWatch required;

	FullRing(Ring ring, Attached attached, ProducerOptions options) {
		this.ring = ring;
		this.attached = attached;
		this.memory = attached.file().memory();
		this.counters = ParticipantLayout.entry(attached.participant());
		this.blocks = options.waitStrategy() == WaitStrategy.BLOCK;
		this.idle = options.waitStrategy().create();
		this.required = attached.required(options.required());
	}

	/**
	 * Claim slots, waiting for them.
	 * @return the first sequence
	 */
	long await(Claimer claimer, int n, long timeoutNs) {
		if (!this.blocks) {
			this.idle.reset();
			return await(claimer, n, timeoutNs, this.idle);
		}
		// a producer that is forgotten shall not be known for ever
		try (Waiter waiter = this.attached.doorbell().producer()) {
			return await(claimer, n, timeoutNs, waiter);
		}
	}

	private long await(Claimer claimer, int n, long timeoutNs, IdleStrategy idle) {
		long startNs = System.nanoTime();
		try {
			while (true) {
				long first = claimer.tryClaim(n);
				if (first >= 0) {
					return first;
				}
				failIfStalled();
				long waitedNs = System.nanoTime() - startNs;
				if (waitedNs >= timeoutNs) {
					throw exception(-first, waitedNs);
				}
				if (Thread.currentThread().isInterrupted()) {
					throw new RingInterruptedException(this.ring.name(), n + " slots");
				}
				idle.idle();
			}
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
		finally {
			if (!this.ring.isUnusable()) {
				blocked(System.nanoTime() - startNs);
			}
		}
	}

	/** Note that a claim has found no room, whatever becomes of it. */
	void refused() {
		this.attached.refused();
		RequiredWatch required = this.required;
		if (required != null) {
			required.refused(false);
		}
	}

	/** Fail if a required group is in the way for too long, and that is the policy. */
	void failIfStalled() {
		RequiredWatch required = this.required;
		if (required != null) {
			required.refused(true);
		}
	}

	/** Whether the producer may be stopped because of a required group. */
	boolean mayStop() {
		return this.required != null;
	}

	/** Fail if the producer was stopped because of a required group. */
	void checkNotStopped() {
		RequiredWatch required = this.required;
		if (required != null) {
			required.checkNotStopped();
		}
	}

	private void blocked(long waitedNs) {
		this.memory.longGetAndAdd(this.counters + ParticipantLayout.BLOCKED, 1);
		this.memory.longGetAndAdd(this.counters + ParticipantLayout.BLOCKED_NS, waitedNs);
	}

	void dropped(int events) {
		this.memory.longGetAndAdd(this.counters + ParticipantLayout.DROPPED, events);
	}

	RingFullException exception(long missing, long waitedNs) {
		return new Culprits(this.attached).exception(missing, TimeUnit.NANOSECONDS.toMillis(waitedNs));
	}

}
