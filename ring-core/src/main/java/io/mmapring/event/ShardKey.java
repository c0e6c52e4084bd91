package io.mmapring.event;

/**
 * Finds the key of an event, by which a group with several shards shares its load: events
 * of one key come to one member at a time, in their order. All members of a group must
 * find the same keys, in whatever version of the application: only the number of shards
 * is in the ring's file.
 * <p>
 * It is asked for each event that passes, also for those that others take: it should read
 * a few bytes, and allocate nothing.
 * <p>
 * Threads: safe for any number of threads.
 */
@FunctionalInterface
public interface ShardKey {

	/**
	 * The key of an event. Does not block. An event without a key gets a constant one;
	 * what is thrown here comes out of poll, where it stops all members at the event.
	 * @param event the event in its slot; valid until this method returns
	 * @return any number: one from the payload, or the hash of a text by {@link KeyHash}
	 */
	long keyOf(EventView event);

	/**
	 * Each event by itself, by its sequence: shares the load evenly, and keeps no order
	 * between events.
	 * @return finds the keys
	 */
	static ShardKey bySequence() {
		return SequenceKey.INSTANCE;
	}

	/**
	 * The key of an event, if it may depend on where the event is. Does not block.
	 * @param event the event in its slot; valid until this method returns
	 * @param sequence its sequence
	 * @return the key; unless overridden that of the event alone
	 */
	default long keyOf(EventView event, long sequence) {
		return keyOf(event);
	}

}
