package io.mmapring.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;
import io.mmapring.process.Participants;

/**
 * Finds claims that are not finished, and remembers since when they were seen.
 * <p>
 * Threads: safe for any number of threads.
 */
final class OpenClaims {

	/** Enough to see who is in the way. */
	private static final int MOST_CLAIMS = 32;

	/** So that a look at a large ring stays short. */
	private static final int MOST_SLOTS = 1 << 16;

	private final RingMemory memory;

	private final RingLayout layout;

	private final Participants participants;

	private final Supplier<List<OwnClaim>> own;

	/** By sequence: when the claims of the last look were seen first. */
	private Map<Long, Long> seenNs = new HashMap<>();

	OpenClaims(RingMemory memory, RingLayout layout, Participants participants, Supplier<List<OwnClaim>> own) {
		this.memory = memory;
		this.layout = layout;
		this.participants = participants;
		this.own = own;
	}

	/**
	 * Who has claimed a sequence without finishing.
	 * @param sequence a sequence below the tail
	 * @return the participant, or 0 if the slot is finished
	 */
	int claimer(long sequence) {
		// the tail first: it names the owner of a slot that is seen without a stamp after
		long tail = this.memory.longAcquire(RingLayout.TAIL);
		long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
		long lap = this.layout.lap(sequence);
		if (Stamp.isOlder(stamp, lap)) {
			return (sequence < Tail.next(tail)) ? Tail.owner(tail) : 0;
		}
		return (Stamp.isOf(stamp, lap) && Stamp.state(stamp) == Stamp.CLAIMED) ? Stamp.owner(stamp) : 0;
	}

	/**
	 * Look at one claim.
	 * @param sequence its first sequence
	 * @param claimer who has it
	 * @param ageNs since when, in nanoseconds
	 * @param tail the next sequence to be claimed
	 * @return what was seen
	 */
	ClaimSnapshot at(long sequence, int claimer, long ageNs, long tail) {
		OwnClaim own = own(sequence);
		int slots = (own != null) ? (int) (own.sequence() + own.slots() - sequence) : slots(sequence, claimer, tail);
		return new ClaimSnapshot(sequence, slots, this.participants.info(claimer), Duration.ofNanos(ageNs),
				(own != null) ? own.thread() : null);
	}

	/**
	 * Look at a claim that somebody waits for, and, if it was there at the last look too,
	 * at those behind it.
	 * @param from the claim's first sequence
	 * @param tail the next sequence to be claimed
	 * @param nowNs this process's nano time
	 * @return what was seen, in the order of sequences; at most 32 claims within 65536
	 * slots
	 */
	synchronized List<ClaimSnapshot> from(long from, long tail, long nowNs) {
		Map<Long, Long> before = this.seenNs;
		boolean lasts = before.containsKey(from);
		this.seenNs = new HashMap<>();
		List<ClaimSnapshot> open = new ArrayList<>();
		long end = Math.min(tail, from + MOST_SLOTS);
		long sequence = from;
		while (sequence < end && open.size() < MOST_CLAIMS && (lasts || open.isEmpty())) {
			int claimer = claimer(sequence);
			if (claimer == 0) {
				sequence++;
			}
			else {
				long seenNs = before.getOrDefault(sequence, nowNs);
				this.seenNs.put(sequence, seenNs);
				ClaimSnapshot claim = at(sequence, claimer, nowNs - seenNs, tail);
				open.add(claim);
				sequence += claim.slots();
			}
		}
		return List.copyOf(open);
	}

	/** Nobody waits for any claim. */
	synchronized List<ClaimSnapshot> none() {
		if (!this.seenNs.isEmpty()) {
			this.seenNs = new HashMap<>();
		}
		return List.of();
	}

	private int slots(long sequence, int claimer, long tail) {
		long end = sequence + 1;
		while (end < Math.min(tail, sequence + MOST_SLOTS) && (claimer(end) == claimer || follows(end, claimer))) {
			end++;
		}
		return (int) (end - sequence);
	}

	/** Whether a slot is the rest of a batch that is just being stamped. */
	private boolean follows(long sequence, int claimer) {
		long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
		return Stamp.isOf(stamp, this.layout.lap(sequence)) && Stamp.state(stamp) == Stamp.FOLLOWS
				&& Stamp.owner(stamp) == claimer;
	}

	private @Nullable OwnClaim own(long sequence) {
		return this.own.get()
			.stream()
			.filter((claim) -> sequence >= claim.sequence() && sequence < claim.sequence() + claim.slots())
			.findFirst()
			.orElse(null);
	}

}
