package io.mmapring.spring;

/**
 * Where a listener's group starts. A group that the ring knows always goes on at its
 * stored position.
 */
public enum StartPosition {

	/** At its stored position; a new group at the oldest event that is still there. */
	COMMITTED,

	/** A new group starts at the oldest event that is certainly still there. */
	EARLIEST,

	/** A new group starts behind the newest event. */
	LATEST

}
