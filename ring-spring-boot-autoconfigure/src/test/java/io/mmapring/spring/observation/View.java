package io.mmapring.spring.observation;

import io.mmapring.event.RingEvent;

/** An event that is written in place. */
@RingEvent
public interface View {

	/**
	 * Its id.
	 * @return the id
	 */
	long id();

	/**
	 * Set the id.
	 * @param id the id
	 * @return this view
	 */
	View id(long id);

}
