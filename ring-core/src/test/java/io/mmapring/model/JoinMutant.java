package io.mmapring.model;

/** Ways to get the gate and the join wrong, each of which the model must show. */
enum JoinMutant {

	/** The protocol as it is. */
	NONE,

	/** The gate is reread without looking at the epoch. */
	NO_EPOCH,

	/** The position is not raised after the new epoch. */
	NO_REREAD,

	/** LIVE before the position is raised, and the joiner is killed. */
	LIVE_EARLY,

	/** A group that may be evicted reads in place. */
	IN_PLACE,

	/** Start at the floor alone, without the evicted group's position. */
	FORGET_EVICTED,

	/** A dead joiner's entry is freed, and the floor is left below its position. */
	KEEP_FLOOR,

	/** A group starts at the tail, above claims of the living. */
	AT_TAIL,

	/** A position is put back to where the other group stands, and that is all. */
	BACK_AT_ONCE,

	/** A position is put back to where the other group stood before the new epoch. */
	HOLD_EARLY,

	/** No new epoch between the position that was put back and the end of the hold. */
	LET_GO_EARLY,

	/** What a killed seeker held is let go without a new epoch before. */
	KEEP_EPOCH

}
