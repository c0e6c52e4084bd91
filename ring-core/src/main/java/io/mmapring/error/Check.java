package io.mmapring.error;

/**
 * Checks of arguments, with one form of message:
 * {@code slots=100 (expected: a power of two)}.
 */
public final class Check {

	private Check() {
	}

	/**
	 * Check a number.
	 * @param holds whether it is as expected
	 * @param name what the number is
	 * @param value the number
	 * @param expected what would have been right
	 * @throws IllegalArgumentException if it does not hold
	 */
	public static void that(boolean holds, String name, long value, String expected) {
		if (!holds) {
			throw new IllegalArgumentException(name + "=" + value + " (expected: " + expected + ")");
		}
	}

	/**
	 * Check a text.
	 * @param holds whether it is as expected
	 * @param name what the text is
	 * @param value the text
	 * @param expected what would have been right
	 * @throws IllegalArgumentException if it does not hold
	 */
	public static void that(boolean holds, String name, String value, String expected) {
		if (!holds) {
			throw new IllegalArgumentException(name + "='" + value + "' (expected: " + expected + ")");
		}
	}

}
