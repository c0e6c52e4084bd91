package io.mmapring.model;

/** Ways to get events of several slots, and eviction, wrong. */
enum GatherMutant {

	/** The protocol as it is. */
	NONE,

	/** A consumer that may be put out hands its copy out without another look. */
	NO_LOOK,

	/** It looks before it copies. */
	LOOK_FIRST,

	/** The head is published before the other slots are stamped. */
	HEAD_FIRST,

	/** The head is published before the last slot's bytes are written. */
	LATE_BYTES,

	/** The consumer believes the length of the head. */
	NO_REST,

	/** It looks at the stamps of the other slots, not at their place in the event. */
	NO_INDEX,

	/** It passes a head that was given up, and takes what follows for a batch. */
	PART,

	/** The gate passes groups as soon as one is counted as put out. */
	COUNT_ONLY,

	/** The entry of a group that was put out is used again before its consumer let go. */
	NO_LOCK,

	/** The position of a group that comes back is raised before it is JOINING. */
	RAISE_EARLY

}
