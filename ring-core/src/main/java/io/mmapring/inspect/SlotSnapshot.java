package io.mmapring.inspect;

/**
 * One look at a slot, without the payload.
 *
 * @param sequence the sequence that was asked for
 * @param state what there is
 * @param owner the participant that claimed it, 0 if nobody has
 * @param slots number of slots that its event takes; 1 where none starts
 * @param lengthBytes length of the event in bytes; 0 where none starts
 * @param type number of the event's type; 0 where none starts
 * @param headers its headers
 */
public record SlotSnapshot(long sequence, SlotState state, int owner, int slots, int lengthBytes, int type,
		SlotHeaderSnapshot headers) {

	/**
	 * The sequence behind it.
	 * @return where to go on
	 */
	public long next() {
		return this.sequence + this.slots;
	}

}
