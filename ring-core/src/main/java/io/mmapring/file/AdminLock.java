package io.mmapring.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingLimitException;
import io.mmapring.error.RingMissingException;

/**
 * The right to change what a ring's processes share: exclusive among all threads, class
 * loaders and processes. The lock is the operating system's, so it goes with the process
 * that holds it. The lock file is never deleted.
 * <p>
 * A second open descriptor of the lock file in the same process would drop the lock when
 * it is closed. Therefore the file is only opened while holding the monitor of a text
 * that all class loaders share; and the thread that holds the monitor holds the lock too,
 * so that a nested call opens nothing.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class AdminLock {

	/** Name of the lock file in the ring's directory. */
	public static final String FILE_NAME = "admin.lock";

	private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

	private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

	private AdminLock() {
	}

	/**
	 * Run an action while holding the lock; at once if this thread holds it already.
	 * Waits up to 30 seconds, and is not stopped by an interrupt.
	 * @param directory the ring's directory
	 * @param action what to do
	 * @param <T> what it gives
	 * @param <E> what it throws
	 * @return what the action gives
	 * @throws E what the action throws
	 * @throws RingBusyException if somebody else holds the lock for longer
	 * @throws RingMissingException if the directory does not exist
	 * @throws RingException if the lock file cannot be opened or locked
	 */
	public static <T, E extends Exception> T with(Path directory, Action<T, E> action) throws E {
		return with(directory, TIMEOUT_NS, action);
	}

	static <T, E extends Exception> T with(Path directory, long timeoutNs, Action<T, E> action) throws E {
		// before the monitor, or threads that queue for it would wait one after the other
		long deadlineNs = System.nanoTime() + timeoutNs;
		Path lockFile = realPath(directory).resolve(FILE_NAME);
		Object monitor = ("io.mmapring.admin:" + lockFile).intern();
		if (Thread.holdsLock(monitor)) {
			return action.call();
		}
		synchronized (monitor) {
			FileChannel channel = lock(lockFile, timeoutNs, deadlineNs);
			try {
				return action.call();
			}
			finally {
				unlock(lockFile, channel);
			}
		}
	}

	private static Path realPath(Path directory) {
		try {
			return directory.toRealPath();
		}
		catch (NoSuchFileException ex) {
			throw RingMissingException.directory(directory);
		}
		catch (IOException ex) {
			throw failure(directory.resolve(FILE_NAME), ex);
		}
	}

	private static FileChannel lock(Path lockFile, long timeoutNs, long deadlineNs) {
		try {
			return UninterruptedIo.call(() -> {
				FileChannel channel = null;
				while (channel == null) {
					channel = tryLock(lockFile);
					if (channel == null) {
						if (System.nanoTime() - deadlineNs >= 0) {
							throw new RingBusyException(lockFile, TimeUnit.NANOSECONDS.toMillis(timeoutNs),
									LockHolder.of(lockFile));
						}
						LockSupport.parkNanos(POLL_NS);
					}
				}
				return channel;
			});
		}
		catch (NoSuchFileException ex) {
			throw RingMissingException.directory(Objects.requireNonNull(lockFile.getParent()));
		}
		catch (IOException ex) {
			throw failure(lockFile, ex);
		}
	}

	private static @Nullable FileChannel tryLock(Path lockFile) throws IOException {
		createIfMissing(lockFile);
		Object before = fileKey(lockFile);
		FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
		boolean locked = false;
		try {
			// not a file that was removed meanwhile: others would lock its successor
			locked = channel.tryLock() != null && Objects.equals(before, fileKey(lockFile));
			return locked ? channel : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		finally {
			if (!locked) {
				channel.close();
			}
		}
	}

	private static Object fileKey(Path lockFile) throws IOException {
		return Files.readAttributes(lockFile, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

	private static void createIfMissing(Path lockFile) throws IOException {
		if (Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		Set<PosixFilePermission> permissions = FilePermissions
			.ofLockFilesIn(Objects.requireNonNull(lockFile.getParent()));
		try {
			Files.createFile(lockFile, PosixFilePermissions.asFileAttribute(permissions));
			Files.setPosixFilePermissions(lockFile, permissions);
		}
		catch (FileAlreadyExistsException ex) {
			// somebody else was first, and the file serves both
		}
	}

	private static void unlock(Path lockFile, FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw failure(lockFile, ex);
		}
	}

	private static RingException failure(Path lockFile, IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return FilePermissions.denied(lockFile, ex);
		}
		if (OpenFiles.areExhausted()) {
			return RingLimitException.openFiles(lockFile.toString(), OpenFiles.limit(), ex);
		}
		return new RingException(lockFile.toString(),
				"cannot lock %s: error=%s (expected: none); use a file system that has locks".formatted(lockFile, ex),
				ex);
	}

	/**
	 * What to do while holding the lock.
	 *
	 * @param <T> what it gives
	 * @param <E> what it throws
	 */
	@FunctionalInterface
	public interface Action<T, E extends Exception> {

		/**
		 * Do it.
		 * @return the result
		 * @throws E if it fails
		 */
		T call() throws E;

	}

}
