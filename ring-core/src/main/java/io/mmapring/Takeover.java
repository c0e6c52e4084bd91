package io.mmapring;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupTable;

/**
 * Waits until what one participant at a time may have is let go, or its holder is dead,
 * then takes it.
 */
final class Takeover {

	/** Well below the tenth of a second within which a successor is to go on. */
	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Ring ring;

	private final Attached attached;

	Takeover(Ring ring, Attached attached) {
		this.ring = ring;
		this.attached = attached;
	}

	/** Wait until a group, or a place among its members, can be had. */
	Consumer consumer(ConsumerOptions options) {
		this.ring.join(List.of(options.group()), options.startFrom());
		String name = options.group().name();
		GroupTable groups = this.attached.groups();
		int group = groups.findEntry(name);
		int shards = options.group().shards();
		IntSupplier inTheWay = (shards == 1) ? () -> groups.owner(group, 0)
				: () -> ShardKeeper.memberInTheWay(this.attached, group, shards);
		return await("group '" + name + "'", inTheWay, () -> this.ring.consumer(options));
	}

	/** Wait until the right of the single producer can be had. */
	Producer producer(ProducerOptions options) {
		RingMemory memory = this.attached.file().memory();
		return await("the right of the single producer", () -> (int) memory.longAcquire(RingLayout.SOLE_PRODUCER),
				() -> this.ring.producer(options));
	}

	/**
	 * Wait and take.
	 * @param what for messages
	 * @param owner who has it now, or 0
	 * @param take tries to take it
	 */
	private <T> T await(String what, IntSupplier owner, Supplier<T> take) {
		while (true) {
			this.ring.checkUsable(what);
			if (mayTake(owner)) {
				try {
					return take.get();
				}
				catch (RingOwnedException ex) {
					// another one was quicker, or the process is still on its way out:
					// wait on
				}
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new RingInterruptedException(this.ring.name(), what);
			}
			LockSupport.parkNanos(LOOK_NS);
		}
	}

	private boolean mayTake(IntSupplier owner) {
		try {
			int now = owner.getAsInt();
			return now == 0 || this.attached.isDead(now);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

}
