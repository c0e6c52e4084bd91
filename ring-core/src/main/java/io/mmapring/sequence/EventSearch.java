package io.mmapring.sequence;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingLappedException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;

/**
 * Looks for the events of one group, or of some of its shards, by the stamps of the
 * slots: what was given up is passed, and what is for others.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class EventSearch {

	/** There is no event. */
	static final long NONE = -1;

	/** So many events for others, then store the position: producers may wait for it. */
	private static final int PASS_LIMIT = 1024;

	/**
	 * So many slots are looked at in one go. Their lines are then on their way at the
	 * same time, and still in the first cache when their events are handed out.
	 */
	private static final int LOOK_AHEAD = 64;

	private final String ring;

	private final String group;

	private final RingMemory memory;

	private final RingLayout layout;

	private final SlotEvent event;

	/** The shards that are read of a group that has several. */
	private final @Nullable ShardSet shards;

	/** What was handed out, if the position waits until it is acknowledged. */
	private @Nullable OpenEvents open;

	/** Whether each event is handed out in its turn. */
	private boolean takesAll;

	/** Where the last search ended: everything below is finished. */
	private long end;

	/** From that end to here each slot was seen to hold an event, or a part of one. */
	private long published;

	/** Events for others that the last search passed. */
	private int passed;

	EventSearch(String ring, String group, RingMemory memory, RingLayout layout, SlotEvent event,
			@Nullable ShardSet shards) {
		this.ring = ring;
		this.group = group;
		this.memory = memory;
		this.layout = layout;
		this.event = event;
		this.shards = shards;
		this.takesAll = shards == null;
	}

	/** From now on pass what was acknowledged before. */
	void passAcknowledged(OpenEvents open) {
		this.open = open;
		this.takesAll = false;
	}

	/** Where the last search ended: everything below is finished. */
	long end() {
		return this.end;
	}

	/** Each slot from where the last search ended to here is published. */
	long published() {
		return this.published;
	}

	/** Whether the last search ended only because it had passed so many. */
	boolean passedMany() {
		return this.passed == PASS_LIMIT;
	}

	/**
	 * Find the event behind another one.
	 * @param from the sequence behind that one
	 * @param end do not look further
	 * @param limit events that the caller still takes, at least 1
	 * @return its sequence, or none
	 */
	long following(long from, long end, int limit) {
		if (this.takesAll) {
			long published = (from < end) ? publishedFrom(from, Math.min(end, from + Math.min(limit, LOOK_AHEAD)))
					: from;
			if (published > from) {
				this.end = from;
				this.published = published;
				return from;
			}
		}
		long sequence = next(from, end);
		return (this.shards != null && this.shards.hasFailed(sequence)) ? NONE : sequence;
	}

	/**
	 * Do not look any further.
	 * @param from the sequence behind the last event
	 * @return no sequence
	 */
	long limited(long from) {
		this.end = from;
		return NONE;
	}

	/** Within this lap: the next one is looked at when this one is done with. */
	private long publishedFrom(long from, long end) {
		RingLayout layout = this.layout;
		int count = (int) Math.min(end - from, layout.restOfLap(from));
		// acquire: the payloads are read after the stamps; pairs with the release in
		// Claims
		return from + this.memory.longsMatchingAcquire(layout.slot(from) + RingLayout.SLOT_STAMP,
				layout.slotSizeBytes(), count, Stamp.PUBLISHED_MASK, Stamp.published(layout.lap(from)));
	}

	/**
	 * Find the next event.
	 * @return its sequence, or none; either way all below the end of the search is
	 * finished
	 */
	long next(long from, long end) {
		long sequence = (this.open != null) ? this.open.firstOpen(from) : from;
		this.published = 0;
		this.passed = 0;
		while (sequence < end) {
			long lap = this.layout.lap(sequence);
			long stamp = stamp(sequence);
			if (Stamp.isOf(stamp, lap)) {
				int state = Stamp.state(stamp);
				if (state == Stamp.PUBLISHED || state == Stamp.FOLLOWS) {
					// a FOLLOWS that is met here belongs to a published head: those of a
					// skipped one are passed together with it
					if (this.shards == null || this.shards.takes(sequence)) {
						this.end = sequence;
						return sequence;
					}
					sequence += this.shards.slots();
					if (++this.passed == PASS_LIMIT) {
						break;
					}
				}
				else if (state == Stamp.CLAIMED) {
					break;
				}
				else {
					sequence = SkippedClaim.end(this.memory, this.layout, sequence);
				}
			}
			else {
				if (!Stamp.isOlder(stamp, lap)) {
					this.event.checkMember(from);
					throw new RingLappedException(this.ring, this.group, sequence, Stamp.toString(stamp));
				}
				break;
			}
		}
		this.end = sequence;
		return NONE;
	}

	private long stamp(long sequence) {
		// acquire: the payload is read after the stamp; pairs with the release in
		// Claims.stamp
		return this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
	}

}
