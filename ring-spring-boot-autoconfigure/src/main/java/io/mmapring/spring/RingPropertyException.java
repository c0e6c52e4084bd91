package io.mmapring.spring;

import org.jspecify.annotations.Nullable;

/** A configuration property has a value that cannot work. */
public class RingPropertyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final String value;

	private final String expected;

	/**
	 * Create the exception.
	 * @param key the property
	 * @param value its value
	 * @param expected what would have been right
	 */
	public RingPropertyException(String key, @Nullable Object value, String expected) {
		super(key + "=" + value + " (expected: " + expected + ")");
		this.key = key;
		this.value = String.valueOf(value);
		this.expected = expected;
	}

	/**
	 * The property.
	 * @return its key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Its value.
	 * @return the value in words
	 */
	public String value() {
		return this.value;
	}

	/**
	 * What would have been right.
	 * @return the expectation in words
	 */
	public String expected() {
		return this.expected;
	}

}
