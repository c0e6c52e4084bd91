package io.mmapring.model;

import java.io.Serial;

/** What a model asserts does not hold. */
final class Violation extends RuntimeException {

	/** Nobody can take a step, but not all may stop. */
	static final String STUCK = "stuck";

	/** Some can take steps, but none of these leads to an end any more. */
	static final String NO_END = "the end is out of reach";

	@Serial
	private static final long serialVersionUID = 1;

	private Violation(String message) {
		// no stack trace: the checker's trace says more
		super(message, null, false, false);
	}

	static Violation of(String message) {
		return new Violation(message);
	}

	static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new Violation(otherwise);
		}
	}

}
