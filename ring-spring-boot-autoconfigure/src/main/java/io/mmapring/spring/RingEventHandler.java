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

	/**
	 * Takes events and says by hand when each is done with, as a method with an
	 * {@link Acknowledgment} does.
	 *
	 * @param <T> type of the events
	 */
	@FunctionalInterface
	interface Acknowledging<T> {

		/**
		 * Take an event.
		 * @param event the event; valid until this method returns, if it is a view, a
		 * buffer or a flyweight
		 * @param metadata what is known of it; valid until this method returns
		 * @param acknowledgment to be acknowledged when the event is done with; may be
		 * kept
		 * @throws Exception as a listener's method may
		 */
		void on(T event, RingMetadata metadata, Acknowledgment acknowledgment) throws Exception;

	}

}
