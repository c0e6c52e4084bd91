package io.mmapring.inspect;

/** What there is at a sequence. */
public enum SlotState {

	/** An event starts here. */
	PUBLISHED,

	/** An event that started before goes on here. */
	INSIDE,

	/** Somebody has claimed it and has not finished. */
	CLAIMED,

	/** There will never be an event: its claim was given up. */
	SKIPPED,

	/** Nobody has claimed it yet. */
	NOT_YET,

	/** The ring holds a later sequence in its place. */
	OVERWRITTEN,

	/** An event starts here that has a length that no event can have. */
	DAMAGED

}
