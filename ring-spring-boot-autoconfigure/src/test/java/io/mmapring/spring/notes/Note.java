package io.mmapring.spring.notes;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;

/**
 * An event that is larger than a small slot.
 *
 * @param id its number
 * @param text much text
 */
@RingEvent
record Note(long id, @Chars(300) String text) {

	static Note of(long id) {
		return new Note(id, Long.toString(id).repeat(100));
	}

}
