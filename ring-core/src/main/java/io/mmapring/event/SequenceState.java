package io.mmapring.event;

/** What a ring holds at a sequence, seen by somebody whom producers do not wait for. */
public enum SequenceState {

	/** An event starts there. */
	PUBLISHED,

	/** Not claimed yet, or claimed and not finished. */
	NOT_YET,

	/** Given up: there will never be an event. */
	SKIPPED,

	/** There is a further part of a larger event that starts at an earlier sequence. */
	INSIDE,

	/**
	 * The ring has gone on over it, or over the start of the batch that it belongs to, so
	 * that nobody can tell any more.
	 */
	OVERWRITTEN

}
