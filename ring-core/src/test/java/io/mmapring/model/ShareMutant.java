package io.mmapring.model;

/** Ways to get the shards of a group, or what follows it, wrong. */
enum ShareMutant {

	/** The protocol as it is. */
	NONE,

	/** A keeper lets go of a shard that the poller still reads. */
	LET_GO_READ,

	/** A keeper lets go before the poller has answered what was asked last. */
	NO_ANSWER,

	/** The poller says that it no longer reads a shard before its last store. */
	UNREAD_EARLY,

	/** A successor reads the position before it owns the shard. */
	EARLY_POSITION,

	/** The owner is not looked at again under the lock. */
	OLD_LOOK,

	/** A living owner is taken for dead. */
	ROB,

	/** The position is stored for all shards, read or not. */
	STORE_ALL,

	/** The position is stored without looking whether the shard is further already. */
	STORE_BACK,

	/** The position is stored before the event is handed out. */
	STORE_FIRST,

	/** The gate passes shards that nobody owns. */
	GATE_OWNED,

	/** The gate passes the group that follows. */
	GATE_FIRST_GROUP,

	/** A group that follows looks at the first shard alone. */
	BARRIER_FIRST,

	/** A group that follows looks at the shard of the event alone, and no further. */
	BARRIER_TAIL

}
