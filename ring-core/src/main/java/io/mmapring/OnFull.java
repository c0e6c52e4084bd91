package io.mmapring;

/** What a producer does when the ring is full. */
public enum OnFull {

	/** Wait until there is room, at most for the block time-out; then fail. */
	BLOCK,

	/** Fail at once. */
	FAIL,

	/** Drop the event, and count it. */
	DROP

}
