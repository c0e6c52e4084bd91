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
	 * @param type name of the type in this process
	 * @param difference the first difference, as {@code what='found' (expected: 'ours')}
	 * @param found layout in the ring
	 * @param expected layout in this process
	 */
	public TypeMismatchException(String ring, int typeId, String type, String difference, String found,
			String expected) {
		super(ring,
				"type %d of ring '%s' is not %s as it is here: %s; append components only, use the same class in every process, or another type number"
					.formatted(typeId, ring, type, difference));
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
