package io.mmapring;

/**
 * When a consumer stores how far it is; events behind the stored position come again
 * after a crash.
 */
public enum StorePosition {

	/** At the end of each poll: fast. */
	EACH_BATCH,

	/** Behind each event: at most one event comes again. */
	EACH_EVENT,

	/**
	 * At the end of each poll whose events were all taken: an exception of the handler
	 * makes all events of the poll come again, for handlers that keep them until the end
	 * of the batch. A {@link io.mmapring.error.TakenInPartException} says which of them
	 * were taken nevertheless.
	 */
	WHOLE_BATCH,

	/**
	 * Over events that were acknowledged by {@link Consumer#acknowledge}, in any order
	 * and by any thread: up to the first that was not. It holds producers up once it is a
	 * whole ring behind.
	 */
	MANUAL

}
