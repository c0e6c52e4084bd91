package io.mmapring.model;

/** Ways to get the floor of a ring without groups wrong. */
enum WalkMutant {

	/** The protocol as it is. */
	NONE,

	/** The floor is raised without looking at the slots. */
	NO_WALK,

	/** A walker stores the floor instead of comparing and setting it. */
	STORE_FLOOR,

	/** A walker stops at the claim of a dead producer. */
	NO_REPAIR,

	/** A repair does not look which lap the claim in the slot is of. */
	ANY_LAP,

	/** A walker takes an open claim of a dead producer for finished, unrepaired. */
	PASS_DEAD,

	/** What a dead joiner held back becomes the floor, also if that is higher. */
	LOWER_FLOOR,

	/** The joiner does not follow the floor once producers know of it. */
	NO_REREAD,

	/** The group starts where the floor is, which may be in the rest of a batch. */
	START_INSIDE,

	/** The latest start also passes open claims. */
	PASS_OPEN

}
