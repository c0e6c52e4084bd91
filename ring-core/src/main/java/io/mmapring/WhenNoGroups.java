package io.mmapring;

/** What happens to a full ring that no consumer group was ever declared for. */
public enum WhenNoGroups {

	/** Producers wait for the first group, which finds everything. */
	BLOCK,

	/** Producers overwrite the oldest events. */
	OVERWRITE

}
