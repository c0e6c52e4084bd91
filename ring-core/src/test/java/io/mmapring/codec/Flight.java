package io.mmapring.codec;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;

// tag::record[]
@RingEvent
record Flight(long departure, short delay, @Nullable State state, @Chars(4) @Nullable String origin, boolean closed) {

	enum State {

		BOARDING, LEFT

	}

}
// end::record[]
