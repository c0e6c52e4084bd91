package io.mmapring.process;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a lock file, held until it is released or the process ends.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class HeldLock {

	private final Path file;

	/** Null where the kernel does not list the locks of a descriptor. */
	private final @Nullable String descriptor;

	private boolean released;

	HeldLock(Path file) {
		this.file = file;
		this.descriptor = LockFiles.lockedDescriptor(file);
	}

	/**
	 * The locked file.
	 * @return its path
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Whether the kernel still has the lock: it is lost if anything in this process has
	 * opened and closed the file, and useless if the file was replaced. Opens nothing;
	 * does not block.
	 * @return {@code false} if the lock is lost or released; {@code true} where the
	 * kernel does not tell
	 */
	public boolean isHeld() {
		if (isReleased()) {
			return false;
		}
		String descriptor = this.descriptor;
		return descriptor == null || LockFiles.isLocked(descriptor, this.file);
	}

	/**
	 * Whether the lock was let go.
	 * @return whether it was
	 */
	synchronized boolean isReleased() {
		return this.released;
	}

	/**
	 * Let the lock go. Does nothing the second time. Waits for the keeper's thread, but
	 * not for any other process, and is not interrupted.
	 */
	public void release() {
		synchronized (this) {
			if (this.released) {
				return;
			}
			this.released = true;
		}
		LockKeeper.call(() -> {
			LockFiles.release(this.file);
			return true;
		});
	}

}
