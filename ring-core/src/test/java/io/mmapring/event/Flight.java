package io.mmapring.event;

import org.jspecify.annotations.Nullable;

// tag::record[]
@RingEvent
record Flight(long departure, short delay, @Nullable State state, @Chars(4) @Nullable String origin, boolean closed) {

	enum State {

		BOARDING, LEFT

	}

}
// end::record[]
