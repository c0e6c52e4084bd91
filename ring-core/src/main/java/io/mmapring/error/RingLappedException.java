package io.mmapring.error;

/** A consumer met a slot of a later lap: it was evicted, or the file is damaged. */
public class RingLappedException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long sequence;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param group the group
	 * @param sequence the sequence it wanted
	 * @param found the stamp in words
	 */
	public RingLappedException(String ring, String group, long sequence, String found) {
		super(ring,
				"group '%s' of ring '%s' was lapped: stamp=%s (expected: sequence %d or an earlier lap); it was evicted, or the file is damaged: events were lost, start the group anew"
					.formatted(group, ring, found, sequence));
		this.sequence = sequence;
	}

	/**
	 * The sequence that is no longer there.
	 * @return the sequence
	 */
	public long sequence() {
		return this.sequence;
	}

}
