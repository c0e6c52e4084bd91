package io.mmapring.error;

import java.nio.file.Path;

/** There is such a ring already, and it was to be created. */
public class RingExistsException extends RingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param path the ring file
	 */
	public RingExistsException(Path path) {
		super(path.toString(),
				"cannot create ring %s: file=exists (expected: none); open it, or remove it while no process has it open"
					.formatted(path));
	}

	/**
	 * What exists.
	 * @return its path
	 */
	public Path path() {
		return Path.of(ring());
	}

}
