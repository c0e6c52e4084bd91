package io.mmapring.spring.endpoint;

/** How many events a listener is handed at once. */
public enum EventForm {

	/** Each event by itself. */
	EACH,

	/** A {@code List} of the events of a batch. */
	LIST,

	/** A {@code RingBatch}. */
	BATCH;

	/**
	 * Whether events are handed over as a whole batch.
	 * @return whether there may be several
	 */
	public boolean isBatch() {
		return this != EACH;
	}

}
