package io.mmapring.error;

import java.nio.file.Path;

/** The file system has no room for a ring file. Nothing was left behind. */
public class RingSpaceException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long neededBytes;

	private final long freeBytes;

	/**
	 * There is too little room, so it was not tried.
	 * @param path the ring file
	 * @param neededBytes size of the file, in bytes
	 * @param freeBytes free in the file system, in bytes
	 */
	public RingSpaceException(Path path, long neededBytes, long freeBytes) {
		super(path.toString(), message(path, neededBytes, freeBytes));
		this.neededBytes = neededBytes;
		this.freeBytes = freeBytes;
	}

	/**
	 * The room ended while the file was written.
	 * @param path the ring file
	 * @param neededBytes size of the file, in bytes
	 * @param freeBytes free in the file system before, in bytes
	 * @param cause what the operating system said
	 */
	public RingSpaceException(Path path, long neededBytes, long freeBytes, Throwable cause) {
		super(path.toString(), message(path, neededBytes, freeBytes), cause);
		this.neededBytes = neededBytes;
		this.freeBytes = freeBytes;
	}

	private static String message(Path path, long neededBytes, long freeBytes) {
		return "cannot create ring %s: free=%d bytes (expected: %d bytes); use fewer or smaller slots, make room, or enlarge the file system (of a container: --shm-size)"
			.formatted(path, freeBytes, neededBytes);
	}

	/**
	 * Size of the file.
	 * @return the size in bytes
	 */
	public long neededBytes() {
		return this.neededBytes;
	}

	/**
	 * Free in the file system when it was tried.
	 * @return the number of bytes
	 */
	public long freeBytes() {
		return this.freeBytes;
	}

}
