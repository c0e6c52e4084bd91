package io.mmapring.spring.producer;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;

/**
 * An event with a key.
 *
 * @param id its number
 * @param symbol its key
 */
@RingEvent
record Tick(long id, @RingKey @Chars(8) String symbol) {

	static Tick of(long id) {
		return new Tick(id, "ABC");
	}

}
