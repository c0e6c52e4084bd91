package io.mmapring.spring;

/**
 * Takes the events of a listener that is not a method with an annotation; see
 * {@link RingListenerSpec}.
 *
 * @param <T> type of the events
 */
@FunctionalInterface
public interface RingEventHandler<T> {

	/**
	 * Take an event.
	 * @param event the event; valid until this method returns, if it is a view, a buffer
	 * or a flyweight
	 * @param metadata what is known of it; valid until this method returns
	 * @throws Exception as a listener's method may
	 */
	void on(T event, RingMetadata metadata) throws Exception;

}
