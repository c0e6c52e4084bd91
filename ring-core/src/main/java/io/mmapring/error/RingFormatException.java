package io.mmapring.error;

import java.nio.file.Path;

/**
 * A ring file is not what it should be: damaged, of another version, unsafe, or other
 * than configured. Nothing was changed.
 */
public class RingFormatException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private final String found;

	private final String expected;

	/**
	 * Create the exception.
	 * @param path the ring file, or the directory that is at fault
	 * @param field what differs
	 * @param found what is there
	 * @param expected what should be there
	 * @param action what to do
	 */
	public RingFormatException(Path path, String field, Object found, Object expected, String action) {
		super(path.toString(),
				"cannot open ring %s: %s=%s (expected: %s); %s".formatted(path, field, found, expected, action));
		this.field = field;
		this.found = found.toString();
		this.expected = expected.toString();
	}

	/**
	 * The file or directory at fault.
	 * @return its path
	 */
	public Path path() {
		return Path.of(ring());
	}

	/**
	 * What differs.
	 * @return the field's name
	 */
	public String field() {
		return this.field;
	}

	/**
	 * What is there.
	 * @return the value in words
	 */
	public String found() {
		return this.found;
	}

	/**
	 * What should be there.
	 * @return the value in words
	 */
	public String expected() {
		return this.expected;
	}

}
