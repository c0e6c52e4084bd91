package io.mmapring.sequence;

import io.mmapring.event.EventHandler;
import io.mmapring.event.SequenceState;

/**
 * Copies events at any sequence, without holding anybody back.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class SlotCopy {

	private final SlotLook look;

	private final SlotEvent event;

	private long following;

	/**
	 * Prepare to read.
	 * @param look tells what there is
	 * @param event moved over the slots
	 */
	public SlotCopy(SlotLook look, SlotEvent event) {
		this.look = look;
		this.event = event;
	}

	/**
	 * What tells what there is.
	 * @return the look
	 */
	public SlotLook look() {
		return this.look;
	}

	/**
	 * Read an event.
	 * @param sequence where it starts
	 * @param handler takes it if it is there
	 * @return published if it was, else why it is not there
	 * @throws Exception what the handler threw
	 */
	public SequenceState read(long sequence, EventHandler handler) throws Exception {
		SequenceState state = this.look.state(sequence);
		if (state == SequenceState.PUBLISHED && !this.event.copy(sequence)) {
			state = SequenceState.OVERWRITTEN;
		}
		this.following = switch (state) {
			case PUBLISHED -> sequence + this.event.slots();
			case OVERWRITTEN -> Math.max(sequence + 1, this.look.oldest());
			case NOT_YET, SKIPPED, INSIDE -> sequence + 1;
		};
		if (state == SequenceState.PUBLISHED) {
			handler.onEvent(this.event, sequence, true);
		}
		return state;
	}

	/**
	 * Where to read on.
	 * @return the sequence behind what was read last
	 */
	public long following() {
		return this.following;
	}

}
