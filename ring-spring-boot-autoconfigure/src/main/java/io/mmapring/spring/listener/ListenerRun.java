package io.mmapring.spring.listener;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.error.RingFailedException;
import io.mmapring.event.EventHandler;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.delivery.ListenerGate;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.ManagedRing;

/**
 * A listener from a start to its stop: polls in a thread of its own until it is told to
 * end.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerRun {

	private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final io.mmapring.Consumer consumer;

	private final EventHandler handler;

	private final ListenerGate gate;

	private final BooleanSupplier predecessors;

	private final Consumer<@Nullable Throwable> ended;

	private final Thread thread;

	private volatile RingListenerState state = RingListenerState.RUNNING;

	private volatile boolean drain;

	private volatile long drainEnd;

	private volatile boolean done;

	/**
	 * Prepare a run.
	 * @param predecessors whether groups that this one stays behind still run here
	 * @param ended told why the run ended by itself, or {@code null} if it was stopped
	 */
	ListenerRun(ListenerEndpoint endpoint, ManagedRing ring, io.mmapring.Consumer consumer, EventHandler handler,
			ListenerGate gate, BooleanSupplier predecessors, Consumer<@Nullable Throwable> ended) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.consumer = consumer;
		this.handler = handler;
		this.gate = gate;
		this.predecessors = predecessors;
		this.ended = ended;
		this.thread = new Thread(this::run, endpoint.id());
		// an application that only listens shall not end behind its start
		this.thread.setDaemon(false);
	}

	void start() {
		this.thread.start();
	}

	RingListenerState state() {
		return this.state;
	}

	/** Whether its thread has not ended yet. */
	boolean isAlive() {
		return !this.done;
	}

	/** Where its group stands, for messages. */
	String position() {
		try {
			return Long.toString(this.consumer.position());
		}
		catch (RingFailedException ex) {
			return "unknown: " + ex.getMessage();
		}
	}

	synchronized void pause() {
		if (this.state == RingListenerState.RUNNING) {
			this.state = RingListenerState.PAUSED;
			this.gate.shut();
		}
	}

	synchronized void resume() {
		if (this.state == RingListenerState.PAUSED) {
			this.gate.open();
			this.state = RingListenerState.RUNNING;
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Begin to stop.
	 * @param drain whether to take first what is in the ring now; not if it is paused
	 */
	synchronized void stop(boolean drain) {
		if (this.state == RingListenerState.STOPPING) {
			return;
		}
		Optional<RingSnapshot> snapshot = this.ring.snapshot();
		this.drain = drain && this.state == RingListenerState.RUNNING && snapshot.isPresent();
		if (this.drain) {
			this.drainEnd = snapshot.get().tail();
			this.gate.shutAt(this.drainEnd);
		}
		else {
			this.gate.shut();
		}
		this.state = RingListenerState.STOPPING;
		LockSupport.unpark(this.thread);
	}

	/**
	 * Wait until its thread has ended.
	 * @return whether it has
	 */
	boolean await(long deadlineNs) {
		if (Thread.currentThread() == this.thread) {
			return true;
		}
		try {
			long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
			this.thread.join(Math.max(1, remainingMs));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.done;
	}

	/** Give up waiting: it is to end at once. */
	synchronized void interrupt() {
		this.drain = false;
		this.gate.shut();
		this.thread.interrupt();
	}

	private void run() {
		Throwable cause = null;
		try {
			poll();
		}
		catch (Throwable ex) {
			// an error too: nobody else would learn why the thread ended
			cause = (this.state == RingListenerState.STOPPING && !this.drain) ? null : explained(ex);
		}
		finally {
			try {
				this.consumer.close();
			}
			catch (RuntimeException | InternalError ex) {
				cause = (cause != null) ? cause : explained(ex);
			}
			this.ended.accept(cause);
			this.done = true;
		}
	}

	/**
	 * Java 17 tells a thread some time after it has touched a file that was cut, in
	 * whatever it does then.
	 */
	private Throwable explained(Throwable ex) {
		String failure = (ex instanceof InternalError) ? this.ring.ring().map(Ring::failure).orElse(null) : null;
		return (failure != null) ? new RingFailedException(this.endpoint.ring(), failure, ex) : ex;
	}

	private void poll() throws Exception {
		IdleStrategy idle = this.consumer.idleStrategy();
		int limit = this.endpoint.settings().maxBatchSize();
		while (true) {
			RingListenerState state = this.state;
			if (state == RingListenerState.PAUSED) {
				LockSupport.parkNanos(this, PAUSE_NS);
				continue;
			}
			if (state == RingListenerState.STOPPING && isDrained()) {
				return;
			}
			int taken = 0;
			try {
				taken = this.consumer.poll(this.handler, limit);
			}
			catch (ListenerGate.Shut ex) {
				// paused or stopped before an event, which stays in the ring
				continue;
			}
			if (taken == 0 && state == RingListenerState.STOPPING && !mayStillCome()) {
				return;
			}
			idle.idle(taken);
		}
	}

	private boolean isDrained() {
		return !this.drain || this.consumer.position() >= this.drainEnd;
	}

	/** Whether events below the end may still be let on by a group that runs here. */
	private boolean mayStillCome() {
		boolean predecessors = this.predecessors.getAsBoolean();
		long backlog = this.ring.snapshot()
			.flatMap((snapshot) -> snapshot.group(this.endpoint.group()))
			.map(GroupSnapshot::backlog)
			.orElse(0L);
		return predecessors || backlog > 0;
	}

}
