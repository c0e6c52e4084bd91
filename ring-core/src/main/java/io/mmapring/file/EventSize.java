package io.mmapring.file;

/**
 * How many slots events take. One that is larger than a slot's payload takes several, one
 * behind the other, and each of them holds as many of its bytes as fit.
 *
 * @param payloadBytes bytes of an event that one slot holds
 * @param maxBytes bytes of the largest event: of a quarter of the slots, so that there is
 * always room for a few
 */
public record EventSize(int payloadBytes, int maxBytes) {

	private static final int FRACTION = 4;

	/**
	 * The sizes that follow from a ring's geometry.
	 * @param geometry the geometry
	 * @return the sizes
	 */
	public static EventSize of(RingGeometry geometry) {
		int payloadBytes = geometry.payloadCapacityBytes();
		return new EventSize(payloadBytes, geometry.slots() / FRACTION * payloadBytes);
	}

	/**
	 * Whether an event can have a length.
	 * @param length the length in bytes
	 * @return whether it fits
	 */
	public boolean fits(int length) {
		return length >= 0 && length <= this.maxBytes;
	}

	/**
	 * How many slots an event takes.
	 * @param length its length in bytes, one that fits
	 * @return number of slots, at least 1
	 */
	public int slots(int length) {
		return (length <= this.payloadBytes) ? 1 : (length - 1) / this.payloadBytes + 1;
	}

}
