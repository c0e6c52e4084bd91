package io.mmapring.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One thread that does things again and again, and ends when there is nothing left to do.
 * A plain loop, since a scheduled executor takes three times the processor time: what
 * runs ten times a second is never compiled.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Ticker implements Runnable {

	private static final Logger LOGGER = System.getLogger(LockKeeper.class.getName());

	private final ThreadFactory threads;

	/** Replaced as a whole, under the monitor. */
	private volatile Task[] tasks = new Task[0];

	private @Nullable Thread thread;

	Ticker(ThreadFactory threads) {
		this.threads = threads;
	}

	synchronized Registration every(Duration period, Runnable action) {
		Task task = new Task(action, period.toNanos());
		this.tasks = Stream.concat(Stream.of(this.tasks), Stream.of(task)).toArray(Task[]::new);
		if (this.thread == null) {
			start();
		}
		LockSupport.unpark(this.thread);
		return () -> cancel(task);
	}

	private void start() {
		Thread thread = this.threads.newThread(this);
		this.thread = thread;
		thread.start();
	}

	private synchronized void cancel(Task task) {
		task.cancelled = true;
		this.tasks = Stream.of(this.tasks).filter((other) -> other != task).toArray(Task[]::new);
		LockSupport.unpark(this.thread);
	}

	@Override
	public void run() {
		try {
			while (!endIfIdle()) {
				try {
					runAndWait();
				}
				catch (InternalError ex) {
					// Java 17 throws it some time after a task has touched a file that
					// was cut: about the same file, the ring's watch says more
					LOGGER.log(Level.DEBUG, "a file was cut", ex);
				}
			}
		}
		finally {
			restartIfKilled();
		}
	}

	private void runAndWait() {
		long waitNs = Long.MAX_VALUE;
		for (Task task : this.tasks) {
			waitNs = Math.min(waitNs, task.runIfDue());
		}
		// or it would not wait at all
		Thread.interrupted();
		LockSupport.parkNanos(this, waitNs);
	}

	/** An error has ended the thread, such as one of the logger. */
	private synchronized void restartIfKilled() {
		if (this.thread == Thread.currentThread()) {
			start();
		}
	}

	private synchronized boolean endIfIdle() {
		if (this.tasks.length == 0) {
			this.thread = null;
			return true;
		}
		return false;
	}

	/** A task that neither stops the others nor floods the log when it fails. */
	private static final class Task {

		private final Runnable action;

		private final long periodNs;

		private long dueNs;

		private boolean logged;

		private volatile boolean cancelled;

		Task(Runnable action, long periodNs) {
			this.action = action;
			this.periodNs = periodNs;
			this.dueNs = System.nanoTime() + periodNs;
		}

		/**
		 * Run the action if its time has come.
		 * @return time until it comes next, in nanoseconds
		 */
		long runIfDue() {
			if (this.cancelled) {
				return Long.MAX_VALUE;
			}
			long waitNs = this.dueNs - System.nanoTime();
			if (waitNs > 0) {
				return waitNs;
			}
			// also if the action ends this thread, the next one is not to run it at once
			this.dueNs = System.nanoTime() + this.periodNs;
			try {
				this.action.run();
			}
			catch (Exception | LinkageError | AssertionError | InternalError ex) {
				// InternalError: the mapped file was cut; the watch is about to say so
				log(ex);
			}
			this.dueNs = System.nanoTime() + this.periodNs;
			return this.periodNs;
		}

		private void log(Throwable ex) {
			if (!this.logged) {
				this.logged = true;
				LOGGER.log(Level.WARNING, "a periodic task of ring failed; it goes on, and is not logged again", ex);
			}
		}

	}

}
