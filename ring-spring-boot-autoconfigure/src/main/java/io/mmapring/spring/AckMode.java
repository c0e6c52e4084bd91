package io.mmapring.spring;

/**
 * When a listener stores how far its group is. Events behind the stored position come
 * again after a crash.
 */
public enum AckMode {

	/** When all events of a batch were handled: fast. */
	BATCH,

	/** Behind each event: at most one event comes again. */
	RECORD,

	/**
	 * Over events that the method's {@link Acknowledgment} has acknowledged, in whatever
	 * order and thread: up to the first that is open.
	 */
	MANUAL

}
