package io.mmapring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingClosedException;
import io.mmapring.sequence.OpenEvents;

/**
 * Who polls a consumer: one thread at a time, and nobody once it is closed. Its group is
 * let go when no thread polls any more.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Polls {

	private static final int IDLE = 0;

	private static final int POLLING = 1;

	private static final int CLOSED = 2;

	/** Nobody polls, and nobody may begin to for a moment. */
	private static final int HELD = 3;

	private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(5);

	private static final long CLOSE_LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

	private final Ring ring;

	private final String group;

	/** Or {@code null} if the position is stored without being told. */
	private final @Nullable OpenEvents open;

	private final Idling idling;

	private final Runnable release;

	private final AtomicInteger state = new AtomicInteger(IDLE);

	private volatile boolean closing;

	private volatile @Nullable Thread poller;

	Polls(Ring ring, String group, @Nullable OpenEvents open, Idling idling, Runnable release) {
		this.ring = ring;
		this.group = group;
		this.open = open;
		this.idling = idling;
		this.release = release;
	}

	void begin() {
		for (int seen = take(); seen != IDLE; seen = take()) {
			if (seen == CLOSED) {
				throw this.ring.unusable("group '" + this.group + "'");
			}
			if (seen != HELD) {
				throw new IllegalStateException(
						"group '%s' of ring '%s' is polled by %s (expected: one thread at a time)".formatted(this.group,
								this.ring.name(), this.poller));
			}
			Thread.onSpinWait();
		}
		this.poller = Thread.currentThread();
	}

	/** What was seen: one look, since it may change between two. */
	private int take() {
		return this.state.compareAndExchange(IDLE, POLLING);
	}

	void end() {
		this.poller = null;
		this.state.set(IDLE);
		if (this.closing) {
			closeIfIdle();
		}
	}

	/**
	 * Do something short while no thread polls.
	 * @return {@code false} if one does, or the consumer is closed
	 */
	boolean whileIdle(Runnable action) {
		if (!this.state.compareAndSet(IDLE, HELD)) {
			return false;
		}
		try {
			whileHeld(action);
		}
		finally {
			this.state.set(IDLE);
		}
		if (this.closing) {
			closeIfIdle();
		}
		return true;
	}

	/**
	 * Do something short, by the thread that polls, that nobody may acknowledge
	 * meanwhile.
	 */
	void whileHeld(Runnable action) {
		if (this.open != null) {
			this.open.whileHeld(action);
		}
		else {
			action.run();
		}
	}

	/** Let go as soon as no thread polls; wait for that, but not for oneself. */
	void close() {
		this.closing = true;
		this.idling.wakeUp();
		if (closeIfIdle() || isMine()) {
			return;
		}
		long startNs = System.nanoTime();
		while (this.state.get() != CLOSED && System.nanoTime() - startNs < CLOSE_WAIT_NS) {
			LockSupport.parkNanos(CLOSE_LOOK_NS);
		}
	}

	private boolean closeIfIdle() {
		if (this.state.compareAndSet(IDLE, CLOSED)) {
			if (this.open != null) {
				closeOpen(this.open);
			}
			this.idling.close();
			this.release.run();
			return true;
		}
		return this.state.get() == CLOSED;
	}

	/** From now on nothing is stored: the group may soon be another consumer's. */
	private void closeOpen(OpenEvents open) {
		try {
			open.close(this.ring.failure() == null);
		}
		catch (InternalError ex) {
			// the watch keeps the reason and logs it; what is open comes again
			this.ring.explain(ex);
		}
	}

	/** Have the thread poll that waits, or is about to. */
	void wakeUp() {
		this.idling.wakeUp();
	}

	boolean isClosing() {
		return this.closing;
	}

	boolean isClosed() {
		return this.state.get() == CLOSED;
	}

	boolean isIdle() {
		return this.state.get() == IDLE;
	}

	/** Whether this thread polls. */
	boolean isMine() {
		return this.poller == Thread.currentThread();
	}

	/**
	 * Check that the consumer may go on.
	 * @throws RingClosedException if it or its ring is closed
	 */
	void checkUsable() {
		if (this.closing || this.ring.isUnusable()) {
			throw this.ring.unusable("group '" + this.group + "'");
		}
	}

}
