package io.mmapring.model;

/** Ways to get the slot protocol wrong, each of which the model must show. */
enum ClaimMutant {

	/** The protocol as it is. */
	NONE,

	/** Claims leave a nameless claim below them. */
	NO_NAMING,

	/** Naming by a compare-and-set that may fail for no reason. */
	WEAK_CAS,

	/** A batch is stamped from its last slot to its first. */
	DOWNWARDS,

	/** Repair of the living. */
	ROB,

	/** Repair of an old stamp without looking whether it is below the tail. */
	ABOVE_TAIL,

	/** A dead one's number is used again at once. */
	NO_SWEEP,

	/** Sweep without the claim that only the tail names. */
	SWEEP_STAMPED,

	/** Sweep goes on after a lost compare-and-set. */
	SWEEP_ONCE,

	/** Death is asked before the stamp is read. */
	OLD_VERDICT,

	/** A position is stored in the rest of a skipped batch. */
	STORE_ANYWHERE,

	/**
	 * The single producer stores the tail after the stamp, and its successor goes above
	 * it.
	 */
	LATE_TAIL,

	/** Sweep leaves the single producer's right to the number. */
	KEEP_RIGHT

}
