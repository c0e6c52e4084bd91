package io.mmapring.spring.delivery;

import java.util.List;

import io.mmapring.event.EventView;

/** The events of a batch, as they were read. */
interface KeptEvents {

	/** Keep an event that was read from where it lies. */
	void add(Object argument, EventView event, long sequence);

	int count();

	default boolean isEmpty() {
		return count() == 0;
	}

	/** An event as it is handed over alone. */
	Object event(int index);

	long sequenceAt(int index);

	int typeAt(int index);

	/** The events from one on, as they are handed over together. */
	Object from(int index);

	/** The sequences of some events, in a list of their own. */
	List<Long> sequences(int from, int to);

	/** Forget what comes again. */
	void forgetFrom(long sequence);

	/** Forget all; what was handed over may not be used any more. */
	void clear();

}
