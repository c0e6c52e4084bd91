package io.mmapring.spring;

/**
 * Takes the batches of a listener that is not a method with an annotation; see
 * {@link RingListenerSpec}.
 *
 * @param <T> type of the events
 */
@FunctionalInterface
public interface RingBatchHandler<T> {

	/**
	 * Take a batch.
	 * @param events the events; valid until this method returns
	 * @param metadata what is known of the first; valid until this method returns
	 * @throws Exception as a listener's method may
	 */
	void on(RingBatch<T> events, RingMetadata metadata) throws Exception;

	/**
	 * Takes batches and says by hand when each is done with, as a method with an
	 * {@link Acknowledgment} does.
	 *
	 * @param <T> type of the events
	 */
	@FunctionalInterface
	interface Acknowledging<T> {

		/**
		 * Take a batch.
		 * @param events the events; valid until this method returns
		 * @param metadata what is known of the first; valid until this method returns
		 * @param acknowledgment to be acknowledged when all events are done with; may be
		 * kept
		 * @throws Exception as a listener's method may
		 */
		void on(RingBatch<T> events, RingMetadata metadata, Acknowledgment acknowledgment) throws Exception;

	}

}
