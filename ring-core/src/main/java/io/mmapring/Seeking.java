package io.mmapring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingInterruptedException;
import io.mmapring.group.GroupState;
import io.mmapring.group.Seek;
import io.mmapring.sequence.SlotReader;

/**
 * Has a consumer go on elsewhere, between two of its polls: at once if none is under way,
 * else the thread that polls does it before the next one.
 * <p>
 * Threads: asked by any thread; applied by the one that polls, or while none can.
 */
final class Seeking {

	private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

	private final Attached attached;

	private final int group;

	private final SlotReader reader;

	private volatile @Nullable Request request;

	Seeking(Attached attached, int group, SlotReader reader) {
		this.attached = attached;
		this.group = group;
		this.reader = reader;
	}

	/**
	 * Have it done, and wait for it.
	 * @param polls to keep out of
	 * @param target where to
	 * @return where the consumer goes on
	 */
	synchronized long await(Polls polls, Target target) {
		Request request = new Request(target);
		this.request = request;
		polls.wakeUp();
		try {
			while (!request.done) {
				polls.checkUsable();
				if (!polls.isIdle() || !this.attached.locked(() -> polls.whileIdle(this::run))) {
					if (Thread.currentThread().isInterrupted()) {
						throw new RingInterruptedException(this.attached.name(), "the poll of group '"
								+ this.attached.groups().name(this.group) + "' that is under way");
					}
					LockSupport.parkNanos(LOOK_NS);
				}
			}
			return request.position();
		}
		finally {
			this.request = null;
		}
	}

	/** Whether there is something to do before the next poll. */
	boolean isAsked() {
		return this.request != null;
	}

	/** Do what was asked for. The caller is the thread that polls, between two polls. */
	void apply(Polls polls) {
		this.attached.locked(() -> {
			polls.whileHeld(this::run);
			return true;
		});
	}

	/** Do what was asked for, if it is not done. No poll is under way. */
	private void run() {
		Request request = this.request;
		if (request != null && !request.done) {
			request.run();
		}
	}

	/**
	 * Move a group whose positions nobody else stores meanwhile.
	 * @param shards which of its shards: bit k is shard k
	 * @return where it is now
	 */
	static long move(Attached attached, int group, long shards, Target target) {
		return attached.locked(() -> {
			if (GroupState.isEvicted(attached.groups().state(group))) {
				throw RingGroup.evicted(attached, group);
			}
			Seek seek = new Seek(attached.name(), attached.file().memory(), attached.file().layout(),
					attached.groups());
			return target.move(seek, group, shards);
		});
	}

	/** What was asked for, and what came of it. */
	private final class Request {

		private final Target target;

		private @Nullable RuntimeException failure;

		private long position;

		private volatile boolean done;

		Request(Target target) {
			this.target = target;
		}

		private void run() {
			Seeking seeking = Seeking.this;
			try {
				this.position = move(seeking.attached, seeking.group, seeking.reader.shards(), this.target);
				seeking.reader.moved(this.position);
			}
			catch (RuntimeException ex) {
				this.failure = ex;
			}
			this.done = true;
		}

		private long position() {
			if (this.failure != null) {
				throw this.failure;
			}
			return this.position;
		}

	}

	/** Where to. */
	@FunctionalInterface
	interface Target {

		/** The oldest event that certainly stays. */
		Target EARLIEST = Seek::toEarliest;

		/** Behind all that is finished. */
		Target LATEST = Seek::toLatest;

		static Target sequence(long sequence) {
			return (seek, group, shards) -> seek.to(group, shards, sequence);
		}

		long move(Seek seek, int group, long shards);

	}

}
