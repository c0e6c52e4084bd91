package io.mmapring.spring.delivery;

import io.mmapring.spring.RingErrorAction;

/**
 * Is told what becomes of the events of one thread of a listener: what is handed over
 * begins, is handled or fails, is decided upon for each failure, and ends.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public interface Handling {

	/** Is not told. */
	Handling NONE = new Handling() {
	};

	/**
	 * Whether it must be told of what goes well too. Else only of failures, which it then
	 * hears of without a beginning.
	 * @return whether it sees each event
	 */
	default boolean isOfEach() {
		return false;
	}

	/**
	 * Events are about to be handed over; once more, if they have begun and not ended.
	 * @param events the events
	 */
	default void begin(HandedEvents events) {
	}

	/** The method has returned. They end with it. */
	default void handled() {
	}

	/**
	 * The method has thrown, or the event could not be read.
	 * @param sequence of the event, or the first of the events
	 * @param ex why
	 */
	default void failed(long sequence, Throwable ex) {
	}

	/**
	 * It is decided what follows a failure.
	 * @param action what follows
	 */
	default void decided(RingErrorAction action) {
	}

	/** What has failed ends, if it has not been handled since. */
	default void over() {
	}

}
