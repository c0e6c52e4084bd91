package io.mmapring.error;

/** A type number stands for another type, or another layout of it, in the ring. */
public class TypeMismatchException extends RingException {

	private static final long serialVersionUID = 1L;

	private final int typeId;

	private final String found;

	private final String expected;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param typeId the type number
	 * @param found what the ring says of it
	 * @param expected what this process says of it
	 */
	public TypeMismatchException(String ring, int typeId, String found, String expected) {
		super(ring,
				"type %d of ring '%s' is another one: layout='%s' (expected: '%s'); use the same class in every process, or another type number"
					.formatted(typeId, ring, found, expected));
		this.typeId = typeId;
		this.found = found;
		this.expected = expected;
	}

	/**
	 * The type number.
	 * @return the number
	 */
	public int typeId() {
		return this.typeId;
	}

	/**
	 * What the ring says.
	 * @return its layout
	 */
	public String found() {
		return this.found;
	}

	/**
	 * What this process says.
	 * @return its layout
	 */
	public String expected() {
		return this.expected;
	}

}
