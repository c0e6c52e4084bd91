package io.mmapring;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.IdleStrategy;

import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupInfo;
import io.mmapring.group.GroupTable;
import io.mmapring.process.Participants;

/**
 * What a producer does, counts and says when the ring is full: off the hot path.
 */
final class FullRing {

	private final Ring ring;

	private final RingMemory memory;

	private final GroupTable groups;

	private final Participants participants;

	private final int counters;

	private final IdleStrategy idle;

	FullRing(Ring ring, RingMemory memory, GroupTable groups, Participants participants, int me, IdleStrategy idle) {
		this.ring = ring;
		this.memory = memory;
		this.groups = groups;
		this.participants = participants;
		this.counters = RingLayout.participant(me);
		this.idle = idle;
	}

	/**
	 * Claim slots, waiting for them.
	 * @return the first sequence
	 */
	long await(Claimer claimer, int n, long timeoutNs) {
		long startNs = System.nanoTime();
		this.idle.reset();
		try {
			while (true) {
				long first = claimer.tryClaim(n);
				if (first >= 0) {
					return first;
				}
				long waitedNs = System.nanoTime() - startNs;
				if (waitedNs >= timeoutNs) {
					throw exception(-first, waitedNs);
				}
				if (Thread.currentThread().isInterrupted()) {
					throw new RingInterruptedException(this.ring.name(), n + " slots");
				}
				this.idle.idle();
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

	private void blocked(long waitedNs) {
		this.memory.longGetAndAdd(this.counters + RingLayout.PARTICIPANT_BLOCKED, 1);
		this.memory.longGetAndAdd(this.counters + RingLayout.PARTICIPANT_BLOCKED_NS, waitedNs);
	}

	void dropped(int events) {
		this.memory.longGetAndAdd(this.counters + RingLayout.PARTICIPANT_DROPPED, events);
	}

	RingFullException exception(long missing, long waitedNs) {
		return new RingFullException(this.ring.name(), missing, TimeUnit.NANOSECONDS.toMillis(waitedNs), blockedBy());
	}

	private String blockedBy() {
		long next = Tail.next(this.memory.longAcquire(RingLayout.TAIL));
		Optional<GroupInfo> slowest = this.groups.all()
			.stream()
			.filter((group) -> !group.shards().isEmpty())
			.min(Comparator.comparingLong(GroupInfo::position));
		if (slowest.isEmpty()) {
			return "a first consumer group: declare the ring's groups, or set when-no-groups to overwrite";
		}
		GroupInfo group = slowest.get();
		int owner = group.shards().get(0).owner();
		String by = (owner != 0) ? "run by " + this.participants.info(owner)
				: "which no process runs: start its consumer, or remove the group";
		return "group '%s' at position %d, %d events behind, %s".formatted(group.name(), group.position(),
				next - group.position(), by);
	}

}
