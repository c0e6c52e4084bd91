package io.mmapring.spring.actuate;

/** A kind of details of health, which may be left out. */
public enum HealthDetail {

	/** What is wrong, whom it blocks, and what to do; names processes. */
	PROBLEMS,

	/** Sequences: tail, position, lag, and since when there was no progress. */
	POSITION,

	/** What was delivered, has failed, was lost or repaired. */
	COUNTS,

	/** Who uses the ring: pids, applications and threads. */
	PROCESSES,

	/** Groups that no listener of this application is. */
	OTHER_GROUPS,

	/** The last exception of a listener. */
	LAST_ERROR,

	/** File, slots and their size. */
	FILE

}
