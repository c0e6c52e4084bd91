package io.mmapring.spring;

/**
 * The events of a batch with their sequences, as an argument of a listener. Unlike a
 * {@code List} it makes nothing: views, buffers and flyweights are moved from event to
 * event as one goes through it, over copies that lie one behind the other.
 * <p>
 * It is valid until the method returns. So are the events if they are views, buffers or
 * flyweights, and each of those is over when another one is asked for; records and other
 * objects may be kept. At least one event is in it.
 * <p>
 * Threads: the thread that it is handed to only.
 *
 * @param <T> type of the events
 */
public interface RingBatch<T> extends Iterable<T> {

	/**
	 * How many events there are.
	 * @return their number, from 1
	 */
	int size();

	/**
	 * Get an event.
	 * @param index which one, from 0
	 * @return the event
	 * @throws IndexOutOfBoundsException if there is none
	 * @throws IllegalStateException if the method has returned
	 */
	T get(int index);

	/**
	 * Get the sequence of an event. Between those of two events there may be others, for
	 * events that are not for this listener or take several slots.
	 * @param index which event, from 0
	 * @return its number in the ring
	 * @throws IndexOutOfBoundsException if there is none
	 * @throws IllegalStateException if the method has returned
	 */
	long sequence(int index);

	/**
	 * Get the sequence of the first event.
	 * @return its number in the ring
	 */
	default long firstSequence() {
		return sequence(0);
	}

	/**
	 * Get the sequence of the last event.
	 * @return its number in the ring
	 */
	default long lastSequence() {
		return sequence(size() - 1);
	}

}
