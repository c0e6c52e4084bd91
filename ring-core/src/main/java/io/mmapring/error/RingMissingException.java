package io.mmapring.error;

import java.nio.file.Path;

/** There is no such ring, and nobody allowed to create it. */
public class RingMissingException extends RingException {

	private static final long serialVersionUID = 1L;

	RingMissingException(Path path, String problem) {
		super(path.toString(), "cannot open ring %s: %s".formatted(path, problem));
	}

	/**
	 * The file does not exist.
	 * @param path the ring file
	 * @return the exception
	 */
	public static RingMissingException missing(Path path) {
		return new RingMissingException(path,
				"file=none (expected: a ring file); start the process that creates it first, let this one create it, or correct name and directory");
	}

	/**
	 * The file is left over from before the last boot and counts as missing.
	 * @param path the ring file
	 * @return the exception
	 */
	public static RingMissingException rebooted(Path path) {
		return new RingMissingException(path,
				"file=made before the last boot (expected: a ring file of this boot); start the process that creates it first, or let this one create it");
	}

	/**
	 * The ring's directory does not exist.
	 * @param directory the directory
	 * @return the exception
	 */
	public static RingMissingException directory(Path directory) {
		return new RingMissingException(directory,
				"directory=none (expected: the directory of a ring); it was removed while in use, or name and directory are wrong");
	}

	/**
	 * What is missing.
	 * @return its path
	 */
	public Path path() {
		return Path.of(ring());
	}

}
