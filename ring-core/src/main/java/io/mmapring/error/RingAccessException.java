package io.mmapring.error;

import java.nio.file.Path;

/** This user may not use a file or directory of a ring, or should not trust it. */
public class RingAccessException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String owner;

	private final String mode;

	/**
	 * Create the exception.
	 * @param path the file or directory at fault
	 * @param owner who owns it
	 * @param mode its permissions, like {@code rw-------}
	 * @param expected what should be the case
	 * @param action what to do
	 */
	public RingAccessException(Path path, String owner, String mode, String expected, String action) {
		super(path.toString(), message(path, owner, mode, expected, action));
		this.owner = owner;
		this.mode = mode;
	}

	/**
	 * Create the exception.
	 * @param path the file or directory at fault
	 * @param owner who owns it
	 * @param mode its permissions, like {@code rw-------}
	 * @param expected what should be the case
	 * @param action what to do
	 * @param cause the refusal of the operating system
	 */
	public RingAccessException(Path path, String owner, String mode, String expected, String action, Throwable cause) {
		super(path.toString(), message(path, owner, mode, expected, action), cause);
		this.owner = owner;
		this.mode = mode;
	}

	private static String message(Path path, String owner, String mode, String expected, String action) {
		return "cannot use %s for a ring: owner=%s, mode=%s (expected: %s); %s".formatted(path, owner, mode, expected,
				action);
	}

	/**
	 * The file or directory at fault.
	 * @return its path
	 */
	public Path path() {
		return Path.of(ring());
	}

	/**
	 * Who owns it.
	 * @return the user's name
	 */
	public String owner() {
		return this.owner;
	}

	/**
	 * Its permissions.
	 * @return like {@code rw-------}
	 */
	public String mode() {
		return this.mode;
	}

}
