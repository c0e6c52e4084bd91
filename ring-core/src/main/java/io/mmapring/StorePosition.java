package io.mmapring;

/**
 * When a consumer stores how far it is; events behind the stored position come again
 * after a crash.
 */
public enum StorePosition {

	/** At the end of each poll: fast. */
	EACH_BATCH,

	/** Behind each event: at most one event comes again. */
	EACH_EVENT

}
