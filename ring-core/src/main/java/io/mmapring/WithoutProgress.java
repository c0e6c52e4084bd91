package io.mmapring;

/** What happens when a producer waits for a required group that does not move. */
public enum WithoutProgress {

	/** It is logged, once for each stall; the producer goes on waiting. */
	ALERT,

	/** Publishing fails as long as the group does not move. */
	FAIL,

	/** The producer stops: publishing fails from then on. */
	STOP

}
