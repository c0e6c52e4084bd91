package io.mmapring.spring.listener;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.event.EventHandler;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.delivery.Deliveries;
import io.mmapring.spring.delivery.ListenerGate;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.ManagedRing;

/**
 * One thread of a listener from a start to its stop: comes by a consumer, then polls
 * until it is told to end.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerRun {

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final Entry entry;

	private final Function<Source, EventHandler> handler;

	private final ListenerGate gate;

	private final Deliveries deliveries;

	private final Progress progress;

	private final ListenerDriver driver;

	private final BooleanSupplier predecessors;

	private final ListenerSteps steps;

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile RingListenerState state;

	private volatile @Nullable Thread thread;

	private volatile @Nullable Source source;

	private final RunFailure failure;

	private boolean pauseAtEntry;

	private volatile boolean drain;

	private volatile long drainEnd;

	private volatile boolean done;

	private volatile @Nullable Watcher watcher;

	/**
	 * Prepare a run.
	 * @param seat where its thread is
	 * @param handler makes the handler of the thread's events, once there is a consumer
	 * @param gate what the handler passes before each event
	 * @param deliveries what the handler counts in
	 * @param progress remembers when the thread got on
	 * @param driver calls its steps
	 * @param predecessors whether groups that this one stays behind still run here
	 */
	ListenerRun(ListenerEndpoint endpoint, Seat seat, ManagedRing ring, Entry entry,
			Function<Source, EventHandler> handler, ListenerGate gate, Deliveries deliveries, Progress progress,
			ListenerDriver driver, BooleanSupplier predecessors) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.entry = entry;
		this.handler = handler;
		this.gate = gate;
		this.deliveries = deliveries;
		this.progress = progress;
		this.driver = driver;
		this.predecessors = predecessors;
		this.state = entry.meanwhile();
		this.failure = new RunFailure(ring);
		this.steps = new ListenerSteps(this, endpoint, seat);
	}

	/**
	 * Begin: its steps are called from now on.
	 * @param watcher told what becomes of it
	 */
	void start(Watcher watcher) {
		this.watcher = watcher;
		this.driver.start(this.steps);
	}

	RingListenerState state() {
		RingListenerState state = this.state;
		return (state == RingListenerState.STARTING) ? this.entry.meanwhile() : state;
	}

	/** Whether its thread has not ended yet. */
	boolean isAlive() {
		return !this.done;
	}

	/** Or {@code null} before it has come by one. */
	@Nullable Source source() {
		return this.source;
	}

	Deliveries deliveries() {
		return this.deliveries;
	}

	/** Where its group stands, for messages. */
	String position() {
		Source source = this.source;
		try {
			return (source != null) ? Long.toString(source.position()) : "unknown: it has not begun";
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
		this.pauseAtEntry = true;
	}

	synchronized void resume() {
		this.pauseAtEntry = false;
		if (this.state == RingListenerState.PAUSED) {
			this.gate.open();
			this.state = RingListenerState.RUNNING;
			wakeUp();
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
		this.drain = drain && this.driver.runsByItself() && this.state == RingListenerState.RUNNING
				&& snapshot.isPresent();
		if (this.drain) {
			this.drainEnd = snapshot.get().tail();
			this.gate.shutAt(this.drainEnd);
		}
		else {
			this.gate.shut();
		}
		boolean entering = this.source == null;
		this.state = RingListenerState.STOPPING;
		Thread thread = this.thread;
		if (entering && thread != null) {
			thread.interrupt();
		}
		wakeUp();
	}

	private void wakeUp() {
		LockSupport.unpark(this.thread);
		Source source = this.source;
		if (source != null) {
			source.wakeUp();
		}
	}

	/**
	 * Wait until its thread has ended.
	 * @return whether it has
	 */
	boolean await(long deadlineNs) {
		Thread thread = this.thread;
		if (Thread.currentThread() == thread) {
			return true;
		}
		if (!this.driver.runsByItself()) {
			this.steps.step(1);
		}
		try {
			boolean over = this.over.await(Math.max(1, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
			if (over && thread != null) {
				thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.done;
	}

	/** Take no further event, whatever is left. */
	synchronized void halt() {
		stop(false);
		this.drain = false;
		this.gate.shut();
	}

	/** Give up waiting: it is to end at once. */
	synchronized void interrupt() {
		halt();
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
	}

	/** Say which thread makes its steps now, if any. */
	void isWith(@Nullable Thread thread) {
		this.thread = thread;
	}

	/** Make the handler of its events, now that there is a source. */
	EventHandler handler(Source source) {
		Watcher watcher = this.watcher;
		if (watcher != null) {
			watcher.entered();
		}
		return this.handler.apply(source);
	}

	/** Why it ends, if not because it was told to. */
	@Nullable Throwable reason(Throwable ex) {
		if (!this.failure.isKnown() && this.state == RingListenerState.STOPPING && !this.drain) {
			return null;
		}
		Throwable reason = this.failure.first(ex);
		Watcher watcher = this.watcher;
		if (watcher != null) {
			watcher.failing();
		}
		return reason;
	}

	/** Leave the group. */
	void end(@Nullable Throwable reason) {
		Throwable cause = close(reason);
		if (cause != null) {
			this.deliveries.stopped(cause);
		}
		this.done = true;
		Watcher watcher = this.watcher;
		try {
			if (watcher != null) {
				watcher.ended(cause);
			}
		}
		finally {
			this.over.countDown();
		}
	}

	/** Come by a consumer, unless it was stopped meanwhile. */
	@Nullable Source enter() {
		synchronized (this) {
			if (this.state == RingListenerState.STOPPING && this.entry.meanwhile() != RingListenerState.RUNNING) {
				return null;
			}
		}
		Source source = this.entry.enter();
		synchronized (this) {
			this.source = source;
			if (this.state == RingListenerState.STOPPING) {
				// who stopped it has interrupted the wait, if it was not over yet
				Thread.interrupted();
			}
			else {
				this.state = this.pauseAtEntry ? RingListenerState.PAUSED : RingListenerState.RUNNING;
				if (this.pauseAtEntry) {
					this.gate.shut();
				}
				this.progress.reset(System.nanoTime());
			}
		}
		return source;
	}

	private @Nullable Throwable close(@Nullable Throwable cause) {
		Source source = this.source;
		if (source != null) {
			try {
				source.close();
			}
			catch (RuntimeException | InternalError ex) {
				return this.failure.first(ex);
			}
		}
		return (cause instanceof RingClosedException) ? null : cause;
	}

	/** Take what is there once. */
	int poll(Source source, EventHandler handler, int limit) throws Exception {
		RingListenerState state = this.state;
		if (state == RingListenerState.PAUSED) {
			return ListenerTask.PAUSED;
		}
		if (state == RingListenerState.STOPPING && isDrained(source)) {
			return ListenerTask.ENDED;
		}
		long reached = source.reached();
		int taken;
		try {
			taken = source.poll(handler, limit);
			this.deliveries.polled(taken);
		}
		catch (ListenerGate.Shut ex) {
			// paused or stopped before an event, which stays in the ring: look again
			return ListenerSteps.GATED;
		}
		if (taken == 0 && state == RingListenerState.STOPPING && source.reached() == reached
				&& source.unacknowledged() == 0 && !mayStillCome()) {
			return ListenerTask.ENDED;
		}
		return taken;
	}

	private boolean isDrained(Source source) {
		return !this.drain || this.gate.isShut() || (source.reached() >= this.drainEnd && source.unacknowledged() == 0);
	}

	/** Whether events below the end may still be let on by a group that runs here. */
	private boolean mayStillCome() {
		if (this.predecessors.getAsBoolean()) {
			return true;
		}
		// of a group that is shared what is left may be for others
		return !this.endpoint.settings().sharing().isShared() && this.ring.snapshot()
			.flatMap((snapshot) -> snapshot.group(this.endpoint.group()))
			.map(GroupSnapshot::backlog)
			.orElse(0L) > 0;
	}

	/** Look whether it gets on. */
	void sample(OwnShards own, double lagThreshold) {
		Source source = this.source;
		io.mmapring.Consumer consumer = (source != null) ? source.consumer() : null;
		if (consumer != null) {
			int member = consumer.member();
			sample(own.position(member), own.mayTake(member), own.lag(member) >= lagThreshold * own.slots());
		}
	}

	/** Look whether an observer gets on. */
	void observe(RingSnapshot snapshot, double lagThreshold) {
		Source source = this.source;
		if (source != null && source.consumer() == null) {
			long lag = snapshot.tail() - source.position();
			sample(source.position(), lag > 0, lag >= lagThreshold * snapshot.slots());
		}
	}

	private void sample(long position, boolean mayTake, boolean lags) {
		RingListenerState state = this.state;
		boolean works = state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
		this.progress.sample(System.nanoTime(), this.deliveries.delivered(), position, !works || !mayTake, lags);
	}

	/** Is told what becomes of a run, by the thread that makes its steps. */
	interface Watcher {

		/** It has a consumer, and takes the first event next. */
		void entered();

		/** It is about to end by an error, and has its consumer still. */
		void failing();

		/**
		 * It has ended.
		 * @param cause why it ended by itself, or {@code null} if it was stopped
		 */
		void ended(@Nullable Throwable cause);

	}

}
