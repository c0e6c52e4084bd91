package io.mmapring.group;

import io.mmapring.error.RingSequenceException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

/**
 * Moves a group, or some of its shards, to another place in the ring, backwards too. A
 * producer remembers how far the slowest group had come when it last looked, and does not
 * look again as long as that is enough; so a position cannot simply be put back. Before,
 * producers are held at the place that they may have been told of, by a word that counts
 * like a group that joins there.
 * <p>
 * Assumes: the caller holds the admin lock; nobody else stores the positions meanwhile.
 * Guarantees: from the new position on nothing is overwritten that the group has not
 * taken; who dies on the way leaves the old position or the new one, and a hold that ends
 * with the next look after the dead. Source: the model {@code join} of the protocol's
 * specification.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Seek {

	private final String ring;

	private final RingMemory memory;

	private final RingLayout layout;

	private final GroupTable table;

	/**
	 * Prepare to move groups.
	 * @param ring name of the ring, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param table its groups
	 */
	public Seek(String ring, RingMemory memory, RingLayout layout, GroupTable table) {
		this.ring = ring;
		this.memory = memory;
		this.layout = layout;
		this.table = table;
	}

	/**
	 * Move to a sequence; if no event starts there, to the next one that does.
	 * @param group the group's index
	 * @param shards which of its shards: bit k is shard k
	 * @param sequence where to
	 * @return where the shards are now
	 * @throws RingSequenceException if producers may have overwritten what follows the
	 * sequence, or it is not finished yet
	 */
	public long to(int group, long shards, long sequence) {
		long lowest = hold();
		try {
			long highest = finished(lowest);
			if (sequence < lowest && this.table.position(group) == lowest) {
				throw RingSequenceException.backOfSlowest(this.ring, this.table.name(group), sequence, lowest, highest);
			}
			if (sequence < lowest || sequence > highest) {
				throw RingSequenceException.seek(this.ring, this.table.name(group), sequence, lowest, highest);
			}
			return store(group, shards, start(sequence, lowest, highest));
		}
		finally {
			this.table.letGo();
		}
	}

	/**
	 * Move to the oldest event that certainly stays: where the slowest group is.
	 * @param group the group's index
	 * @param shards which of its shards: bit k is shard k
	 * @return where the shards are now
	 */
	public long toEarliest(int group, long shards) {
		long lowest = hold();
		try {
			return store(group, shards, lowest);
		}
		finally {
			this.table.letGo();
		}
	}

	/**
	 * Move behind all that is finished.
	 * @param group the group's index
	 * @param shards which of its shards: bit k is shard k
	 * @return where the shards are now
	 */
	public long toLatest(int group, long shards) {
		long lowest = hold();
		try {
			return store(group, shards, finished(lowest));
		}
		finally {
			this.table.letGo();
		}
	}

	/**
	 * Hold producers where the slowest group is.
	 * @return where that is: no producer has been told more
	 */
	private long hold() {
		this.table.letGo();
		this.table.hold(this.table.least());
		this.table.nextEpoch();
		// producers that looked before the new epoch may have been let on up to the least
		// position of that time: only now follow it
		long least = this.table.least();
		this.table.hold(least);
		return least;
	}

	private long store(int group, long shards, long position) {
		for (long rest = shards; rest != 0; rest &= rest - 1) {
			this.table.storePosition(group, Long.numberOfTrailingZeros(rest), position);
		}
		return position;
	}

	/** The first sequence that is not finished; what is below a position is. */
	private long finished(long lowest) {
		long next = Tail.nextAcquire(this.memory);
		long sequence = lowest;
		while (sequence < next) {
			long stamp = stamp(sequence);
			if (!Stamp.isOf(stamp, this.layout.lap(sequence)) || Stamp.state(stamp) == Stamp.CLAIMED) {
				break;
			}
			sequence++;
		}
		return sequence;
	}

	/**
	 * The next start of an event. What belongs to a claim that was published starts one,
	 * unless it is a further part of a large event; what belongs to one that was given up
	 * does not.
	 */
	private long start(long sequence, long lowest, long highest) {
		if (sequence == highest || Stamp.state(stamp(sequence)) != Stamp.FOLLOWS) {
			return sequence;
		}
		long head = sequence;
		while (head > lowest && Stamp.state(stamp(head)) == Stamp.FOLLOWS) {
			head--;
		}
		// a position, as the lowest is one, is never in a claim that was given up
		boolean published = Stamp.state(stamp(head)) != Stamp.SKIPPED;
		long start = sequence;
		while (start < highest && Stamp.state(stamp(start)) == Stamp.FOLLOWS && !(published && isStart(start))) {
			start++;
		}
		return start;
	}

	private boolean isStart(long sequence) {
		return this.memory.intPlain(this.layout.slot(sequence) + RingLayout.SLOT_LENGTH) >= 0;
	}

	private long stamp(long sequence) {
		// acquire: pairs with the release of whoever stamps the slot
		return this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
	}

}
