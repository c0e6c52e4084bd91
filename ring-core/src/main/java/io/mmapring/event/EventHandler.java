package io.mmapring.event;

/** Takes events from a ring. */
@FunctionalInterface
public interface EventHandler {

	/**
	 * Take an event.
	 * @param event the event in its slot; valid until this method returns
	 * @param sequence its number in the ring, the same for every group
	 * @param endOfBatch whether no further event follows in this call of poll
	 * @throws Exception to stop the poll; the group's position stays at this event, which
	 * comes again with the next poll
	 */
	void onEvent(EventView event, long sequence, boolean endOfBatch) throws Exception;

}
