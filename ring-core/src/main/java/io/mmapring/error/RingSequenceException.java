package io.mmapring.error;

/** A place in the ring was asked for at which nobody can be. */
public final class RingSequenceException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long sequence;

	private final long lowest;

	private final long highest;

	private RingSequenceException(String ring, String message, long sequence, long lowest, long highest) {
		super(ring, message);
		this.sequence = sequence;
		this.lowest = lowest;
		this.highest = highest;
	}

	/**
	 * An observer wants to start at what nobody has claimed yet.
	 * @param ring the ring
	 * @param sequence where it wants to start
	 * @param tail the next sequence to be claimed
	 * @return the exception
	 */
	public static RingSequenceException observer(String ring, long sequence, long tail) {
		return new RingSequenceException(ring,
				"cannot observe ring '%s': sequence=%d (expected: at most the tail, %d); start at the latest event, or find out whether the position is another ring's"
					.formatted(ring, sequence, tail),
				sequence, 0, tail);
	}

	/**
	 * A group wants to go where it cannot.
	 * @param ring the ring
	 * @param group the group
	 * @param sequence where it wants to go
	 * @param lowest where the slowest group is: producers may overwrite what is below
	 * @param highest the first sequence that is not finished
	 * @return the exception
	 */
	public static RingSequenceException seek(String ring, String group, long sequence, long lowest, long highest) {
		return new RingSequenceException(ring,
				"group '%s' of ring '%s' cannot seek: sequence=%d (expected: %d, where the slowest group is, to %d, what is finished); the group stays where it is: seek to the earliest or latest event, or read what is older with Ring.reader()"
					.formatted(group, ring, sequence, lowest, highest),
				sequence, lowest, highest);
	}

	/**
	 * A group wants to go back, and is the slowest itself, or the only one: producers
	 * have been told that they may overwrite what it has passed, and cannot be called
	 * back.
	 * @param ring the ring
	 * @param group the group
	 * @param sequence where it wants to go
	 * @param lowest where it is, or the slowest of its shards
	 * @param highest the first sequence that is not finished
	 * @return the exception
	 */
	public static RingSequenceException backOfSlowest(String ring, String group, long sequence, long lowest,
			long highest) {
		return new RingSequenceException(ring,
				"group '%s' of ring '%s' cannot seek back: sequence=%d (expected: %d to %d); it is the slowest group of the ring itself, so that producers may overwrite what it has passed: read that with Ring.reader(), or an observer, as far as it is there; to be able to go back later, have another group stay behind"
					.formatted(group, ring, sequence, lowest, highest),
				sequence, lowest, highest);
	}

	/**
	 * The sequence that was asked for.
	 * @return the sequence
	 */
	public long sequence() {
		return this.sequence;
	}

	/**
	 * The lowest that was possible.
	 * @return the sequence
	 */
	public long lowest() {
		return this.lowest;
	}

	/**
	 * The highest that was possible.
	 * @return the sequence
	 */
	public long highest() {
		return this.highest;
	}

}
