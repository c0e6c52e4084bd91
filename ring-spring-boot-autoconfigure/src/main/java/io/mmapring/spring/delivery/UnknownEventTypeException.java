package io.mmapring.spring.delivery;

/** An event has a type number that nothing in this application knows. */
final class UnknownEventTypeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownEventTypeException(int type) {
		super("type=%d (expected: one of the ring's types in this application); add it to ring.rings.<name>.types"
			.formatted(type));
	}

}
