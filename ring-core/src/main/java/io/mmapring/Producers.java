package io.mmapring;

/** How many producers a ring has at a time. */
public enum Producers {

	/** Any number, in any number of processes. */
	MULTI,

	/** One; a second one is refused as long as the first lives. */
	SINGLE

}
