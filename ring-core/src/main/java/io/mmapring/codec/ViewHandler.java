package io.mmapring.codec;

/**
 * Takes events from a ring through a view.
 *
 * @param <V> interface of the view
 */
@FunctionalInterface
public interface ViewHandler<V> {

	/**
	 * Take an event.
	 * @param view the event where it lies; the same object for each event, valid until
	 * this method returns
	 * @param sequence the event's number in the ring
	 * @param endOfBatch whether no further event follows in this call of poll
	 * @throws Exception as in {@code EventHandler}
	 */
	void onEvent(V view, long sequence, boolean endOfBatch) throws Exception;

}
