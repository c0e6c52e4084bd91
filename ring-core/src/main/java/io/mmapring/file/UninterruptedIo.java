package io.mmapring.file;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs channel operations on a thread that nobody can interrupt: an interrupt would close
 * the channel, and with it drop a lock.
 * <p>
 * Threads: safe for any number of threads.
 */
final class UninterruptedIo {

	private UninterruptedIo() {
	}

	/**
	 * Run an action on a thread of its own and wait for its end, whoever interrupts; the
	 * caller's interrupt status is kept.
	 * @param action what to do
	 * @param <T> what it gives
	 * @return what the action gives
	 * @throws IOException if the action does
	 */
	static <T> T call(Callable<T> action) throws IOException {
		FutureTask<T> task = new FutureTask<>(action);
		Thread thread = new Thread(null, task, "ring-file-io", 0, false);
		thread.setDaemon(true);
		thread.start();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return task.get();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (ExecutionException ex) {
			throw rethrow(Objects.requireNonNull(ex.getCause()));
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	// with the caller's frames, or the trace would not say who called
	private static IOException rethrow(Throwable cause) {
		StackTraceElement[] there = cause.getStackTrace();
		StackTraceElement[] here = new Throwable().getStackTrace();
		StackTraceElement[] both = new StackTraceElement[there.length + here.length];
		System.arraycopy(there, 0, both, 0, there.length);
		System.arraycopy(here, 0, both, there.length, here.length);
		cause.setStackTrace(both);
		if (cause instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof IOException io) ? io : new IOException(cause);
	}

}
