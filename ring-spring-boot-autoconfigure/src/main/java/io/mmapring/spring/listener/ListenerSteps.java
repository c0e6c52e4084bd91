package io.mmapring.spring.listener;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventHandler;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Makes the steps of a run: comes by the source of its events, polls, and leaves when the
 * run is over.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class ListenerSteps implements ListenerTask {

	/** A step met the gate: the next one finds out why. */
	static final int GATED = -3;

	private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ListenerRun run;

	private final ListenerEndpoint endpoint;

	private final Seat seat;

	private @Nullable Source source;

	private @Nullable EventHandler handler;

	private @Nullable IdleStrategy idle;

	/**
	 * Prepare.
	 * @param seat where its thread is
	 */
	ListenerSteps(ListenerRun run, ListenerEndpoint endpoint, Seat seat) {
		this.run = run;
		this.endpoint = endpoint;
		this.seat = seat;
	}

	@Override
	public String name() {
		return this.seat.name();
	}

	@Override
	public String listener() {
		return this.endpoint.id();
	}

	@Override
	public String ring() {
		return this.endpoint.ring();
	}

	@Override
	public String group() {
		return this.endpoint.group();
	}

	@Override
	public boolean mayBeVirtual() {
		return this.endpoint.settings().mayBeVirtual();
	}

	@Override
	public void run() {
		this.run.isWith(Thread.currentThread());
		int limit = this.endpoint.settings().maxBatchSize();
		try {
			boolean goesOn = isSeated();
			while (goesOn) {
				goesOn = step(limit, true) != ENDED;
			}
		}
		catch (InternalError ex) {
			endLate(ex);
		}
	}

	/**
	 * Java 17 throws the error of a file that was cut where it likes, also between two
	 * steps: the run would be over, and nobody would know.
	 */
	private void endLate(InternalError ex) {
		if (!this.run.isAlive()) {
			throw ex;
		}
		this.run.end(this.run.reason(ex));
	}

	private boolean isSeated() {
		try {
			this.seat.take();
			return true;
		}
		catch (IllegalStateException ex) {
			this.run.end(this.run.reason(ex));
			return false;
		}
	}

	/** Synchronized: who stops the listener makes its last step. */
	@Override
	public synchronized int step(int limit) {
		this.run.isWith(Thread.currentThread());
		try {
			int most = Math.min(limit, this.endpoint.settings().maxBatchSize());
			int taken = step(most, false);
			while (taken == GATED) {
				taken = step(most, false);
			}
			return taken;
		}
		catch (InternalError ex) {
			endLate(ex);
			return ENDED;
		}
		finally {
			this.run.isWith(null);
		}
	}

	private int step(int limit, boolean wait) {
		if (!this.run.isAlive()) {
			return ENDED;
		}
		Throwable cause = null;
		try {
			int taken = take(limit);
			if (taken != ENDED) {
				if (wait) {
					rest(taken);
				}
				return taken;
			}
		}
		catch (Throwable ex) {
			// an error too: nobody else would learn why the run ended
			cause = this.run.reason(ex);
		}
		this.run.end(cause);
		return ENDED;
	}

	private int take(int limit) throws Exception {
		Source source = this.source;
		EventHandler handler = this.handler;
		if (source == null || handler == null) {
			source = this.run.enter();
			if (source == null) {
				return ENDED;
			}
			handler = this.run.handler(source);
			this.source = source;
			this.handler = handler;
			this.idle = source.idleStrategy();
		}
		return this.run.poll(source, handler, limit);
	}

	private void rest(int taken) {
		if (taken == PAUSED) {
			LockSupport.parkNanos(this.run, PAUSE_NS);
		}
		else if (taken != GATED && this.idle != null) {
			this.idle.idle(taken);
		}
	}

}
