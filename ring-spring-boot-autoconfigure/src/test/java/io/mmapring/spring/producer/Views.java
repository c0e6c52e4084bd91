package io.mmapring.spring.producer;

import io.mmapring.spring.RingProducer;

/** Takes the components of a view; not where applications of other tests look. */
@RingProducer("orders")
public interface Views {

	/**
	 * Publish a view.
	 * @param id its id
	 */
	void view(long id);

	/**
	 * Publish a view if there is room.
	 * @param id its id
	 * @return whether there was
	 */
	boolean tried(long id);

}
