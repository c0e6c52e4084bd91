package io.mmapring.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingException;
import io.mmapring.error.RingLimitException;
import io.mmapring.file.OpenFiles;

/**
 * The threads that work for all rings of a class loader. None of them keeps the JVM
 * alive, each ends by itself when it has nothing to do.
 * <ul>
 * <li>{@code ring-locks} alone opens, locks and closes lock files. An interrupt during a
 * call closes the channel, and with it the lock is gone; nobody interrupts this
 * thread.</li>
 * <li>{@code ring-ticks} does what must be done often and never waits, such as
 * heartbeats.</li>
 * <li>{@code ring-watch} does what may wait for other processes.</li>
 * <li>{@code ring-shards} shares the shards of groups that have several, which is done
 * often and may wait.</li>
 * </ul>
 * <p>
 * Threads: safe for any number of threads.
 */
public final class LockKeeper {

	private static final long IDLE_SECONDS = 2;

	/** Periods from this on may wait, and run on a thread of their own. */
	private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

	private static final ThreadPoolExecutor LOCKS = locks();

	private static final Ticker TICKS = new Ticker(new KeeperThreads("ring-ticks"));

	private static final Ticker WATCH = new Ticker(new KeeperThreads("ring-watch"));

	private static final Ticker SHARDS = new Ticker(new KeeperThreads("ring-shards"));

	private LockKeeper() {
	}

	/**
	 * Lock a file until the lock is released or the process ends. The file is created if
	 * need be, with the permissions of the ring's data file, and never deleted. Does not
	 * wait for the holder; waits for the keeper's thread, uninterruptibly.
	 * @param file the lock file
	 * @return the lock, or {@code null} if somebody holds it, in another process or in
	 * this one
	 * @throws RingException if the file cannot be opened or locked
	 */
	public static @Nullable HeldLock tryLock(Path file) {
		return call(() -> tryLockHere(file));
	}

	/**
	 * Do something again and again. The first run is one period from now, each further
	 * one a period after the end of the last. A task that throws is logged the first
	 * time, and run again.
	 * <p>
	 * Tasks with a period below one second share a thread and must not wait for anything;
	 * those with a longer period share another, on which they may wait, for example for
	 * the admin lock.
	 * @param period time between two runs
	 * @param task what to do
	 * @return how to stop it
	 */
	public static Registration every(Duration period, Runnable task) {
		return ((period.compareTo(WATCH_PERIOD) < 0) ? TICKS : WATCH).every(period, task);
	}

	/**
	 * The same with any period, for what must be done often and yet may wait, on a third
	 * thread.
	 * @param period time between two runs
	 * @param task what to do
	 * @return how to stop it
	 */
	public static Registration everyWaiting(Duration period, Runnable task) {
		return SHARDS.every(period, task);
	}

	/**
	 * Do something on the thread that owns the lock files, and wait for it,
	 * uninterruptibly.
	 * @param <T> type of the result
	 * @param task what to do
	 * @return its result
	 */
	static <T extends @Nullable Object> T call(Callable<T> task) {
		Future<T> future = LOCKS.submit(task);
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return future.get();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RingException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error failure) {
				// such as the InternalError of a file that was cut
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static @Nullable HeldLock tryLockHere(Path file) {
		synchronized (LockFiles.MONITOR) {
			try {
				if (OpenFiles.areExhausted()) {
					// what this JVM has open could not be seen either
					throw new IOException("no file can be opened");
				}
				if (LockFiles.isOpenHere(file)) {
					return null;
				}
				return lock(file, LockFiles.open(file));
			}
			catch (IOException ex) {
				if (OpenFiles.areExhausted()) {
					throw RingLimitException.openFiles(file.toString(), OpenFiles.limit(), ex);
				}
				throw new RingException(file.toString(),
						"cannot lock %s: %s (expected: a file that this user can read and write); check owner and permissions of the ring's directory"
							.formatted(file, ex),
						ex);
			}
		}
	}

	private static @Nullable HeldLock lock(Path file, FileChannel channel) throws IOException {
		LockFiles.keep(file, channel);
		boolean keep = false;
		try {
			keep = channel.tryLock() != null;
			return keep ? new HeldLock(file) : null;
		}
		catch (OverlappingFileLockException ex) {
			// only where /proc does not tell: to close it would drop this JVM's own lock
			keep = true;
			return null;
		}
		finally {
			if (!keep) {
				LockFiles.release(file);
			}
		}
	}

	private static ThreadPoolExecutor locks() {
		ThreadPoolExecutor locks = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new KeeperThreads("ring-locks"));
		locks.allowCoreThreadTimeOut(true);
		return locks;
	}

	/**
	 * Makes daemon threads outside the caller's thread group, which somebody might
	 * interrupt as a whole, and without what the caller's thread passes on.
	 */
	private static final class KeeperThreads implements ThreadFactory {

		private final String name;

		KeeperThreads(String name) {
			this.name = name;
		}

		@Override
		public Thread newThread(Runnable task) {
			ThreadGroup group = Thread.currentThread().getThreadGroup();
			for (ThreadGroup parent = group; parent != null; parent = parent.getParent()) {
				group = parent;
			}
			Thread thread = new Thread(group, task, this.name, 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(LockKeeper.class.getClassLoader());
			return thread;
		}

	}

}
