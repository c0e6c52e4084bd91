package io.mmapring.error;

/** A table of the ring file is full. */
public class RingLimitException extends RingException {

	private static final long serialVersionUID = 1L;

	private final int limit;

	RingLimitException(String ring, int limit, String message) {
		super(ring, message);
		this.limit = limit;
	}

	/**
	 * All entries of the group table are taken.
	 * @param ring the ring
	 * @param limit how many there are
	 * @return the exception
	 */
	public static RingLimitException groups(String ring, int limit) {
		return new RingLimitException(ring, limit,
				"cannot add a group to ring '%s': groups=%d (expected: fewer than the ring's limit of %d); create the ring with more groups, or remove one"
					.formatted(ring, limit, limit));
	}

	/**
	 * All participant numbers are taken by living processes.
	 * @param ring the ring
	 * @param limit how many there are
	 * @return the exception
	 */
	public static RingLimitException participants(String ring, int limit) {
		return new RingLimitException(ring, limit,
				"cannot attach to ring '%s': participants=%d (expected: fewer than the limit of %d); all of them are alive: close the ring in some of them"
					.formatted(ring, limit, limit));
	}

	/**
	 * All entries of the type table are taken.
	 * @param ring the ring
	 * @param limit how many there are
	 * @return the exception
	 */
	public static RingLimitException types(String ring, int limit) {
		return new RingLimitException(ring, limit,
				"cannot add a type to ring '%s': types=%d (expected: fewer than the ring's limit of %d); create the ring with more types"
					.formatted(ring, limit, limit));
	}

	/**
	 * A type's name or layout is too long for the file.
	 * @param ring the ring
	 * @param id the type number
	 * @param what what is too long
	 * @param length its length in bytes
	 * @param limit the most that there is room for
	 * @return the exception
	 */
	public static RingLimitException typeText(String ring, int id, String what, int length, int limit) {
		return new RingLimitException(ring, limit,
				"cannot add type %d to ring '%s': length of its %s=%d bytes (expected: at most %d); use shorter names or fewer components, or send it as bytes"
					.formatted(id, ring, what, length, limit));
	}

	/**
	 * The limit that was met.
	 * @return the number of entries
	 */
	public int limit() {
		return this.limit;
	}

}
