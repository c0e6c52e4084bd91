package io.mmapring.sequence;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.wait.Bell;

/**
 * Where a reader's position is stored, or the positions of its shards, and who is told.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Positions {

	private final RingMemory memory;

	private final int offset;

	/** The shards that are read of a group that has several. */
	private final @Nullable ShardSet shards;

	private final Bell bell;

	Positions(RingMemory memory, int offset, @Nullable ShardSet shards, Bell bell) {
		this.memory = memory;
		this.offset = offset;
		this.shards = shards;
		this.bell = bell;
	}

	void store(long position) {
		if (this.shards != null) {
			this.shards.store(position);
		}
		else {
			// release: what was read stays above it, also in threads that acknowledged,
			// by
			// their monitor; pairs with the acquire of the producers' gate and of the
			// groups that follow
			this.memory.longRelease(this.offset, position);
		}
		// opaque: as in Claims.wake
		if (this.memory.longOpaque(RingLayout.POSITION_WAITING) != 0) {
			this.bell.ring();
		}
	}

}
