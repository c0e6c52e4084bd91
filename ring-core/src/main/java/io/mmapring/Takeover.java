package io.mmapring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingOwnedException;

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

	/**
	 * Wait and take.
	 * @param what for messages
	 * @param owner who has it now, or 0
	 * @param take tries to take it
	 */
	<T> T await(String what, IntSupplier owner, Supplier<T> take) {
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
