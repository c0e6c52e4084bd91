package io.mmapring.error;

import java.nio.file.Path;

/** Somebody else holds a ring's admin lock for too long. */
public class RingBusyException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long waitedMs;

	/**
	 * Create the exception.
	 * @param lockFile the lock file
	 * @param waitedMs how long it was waited for, in milliseconds
	 * @param holder who holds it, in words
	 */
	public RingBusyException(Path lockFile, long waitedMs, String holder) {
		super(lockFile.toString(),
				"cannot lock %s: holder=%s after %d ms (expected: nobody); it is paused or stuck: let it go on or end it"
					.formatted(lockFile, holder, waitedMs));
		this.waitedMs = waitedMs;
	}

	/**
	 * The lock file.
	 * @return its path
	 */
	public Path path() {
		return Path.of(ring());
	}

	/**
	 * How long it was waited for.
	 * @return the time in milliseconds
	 */
	public long waitedMs() {
		return this.waitedMs;
	}

}
