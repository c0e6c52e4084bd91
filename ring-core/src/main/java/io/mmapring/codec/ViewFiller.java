package io.mmapring.codec;

/**
 * Writes an event into its slot through a view. An exception abandons the event:
 * consumers never see it.
 *
 * @param <V> interface of the view
 * @param <T> what the event is made from; handed through so that the filler need not
 * capture it
 */
@FunctionalInterface
public interface ViewFiller<V, T> {

	/**
	 * Write the event.
	 * @param view the event where it will lie, all components null or zero; valid until
	 * this method returns
	 * @param source what the caller passed
	 */
	void fill(V view, T source);

}
