package io.mmapring.spring.observation;

import io.mmapring.event.RingEvent;

/** An event that is written in place. */
@RingEvent
interface View {

	long id();

	View id(long id);

}
