package io.mmapring.spring.rings;

import io.mmapring.event.NextHeaders;

/** What goes with an event beside its payload. */
@FunctionalInterface
public interface EventExtras {

	/**
	 * Set the headers of the event. The hash of the key may be there already, if the
	 * event has one.
	 * @param headers the headers
	 * @throws IllegalStateException if the ring has no such header
	 * @throws IllegalArgumentException if there is no room for one
	 */
	void set(NextHeaders headers);

}
