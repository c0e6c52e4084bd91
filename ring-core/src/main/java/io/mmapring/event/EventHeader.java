package io.mmapring.event;

/**
 * Headers that the events of a ring can have beside their payload, where the ring was
 * created with them.
 */
public enum EventHeader {

	/** When the event was written, set by the ring. */
	PUBLISH_TIME,

	/** Hash of the event's key, set by the producer. */
	KEY_HASH,

	/** The trace that the event belongs to, as W3C Trace Context has it. */
	TRACE

}
