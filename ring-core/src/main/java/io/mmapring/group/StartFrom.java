package io.mmapring.group;

/** Where a group starts that has no position in the ring yet. */
public enum StartFrom {

	/** At the oldest event that is certainly still there. */
	EARLIEST,

	/** Behind all events that are finished when the group joins. */
	LATEST

}
