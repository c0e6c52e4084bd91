package io.mmapring.codec;

import io.mmapring.error.EventDecodingException;
import io.mmapring.error.EventEncodingException;

/**
 * A component of a type, to be named in messages.
 *
 * @param type name of the type
 * @param component name of the component
 */
record Place(String type, String component) {

	EventEncodingException encoding(String problem) {
		return new EventEncodingException(this.type, this.component, problem);
	}

	EventEncodingException noNull(String what) {
		return encoding("null (expected: " + what + ", for which the layout has no null)");
	}

	EventDecodingException decoding(String problem) {
		return new EventDecodingException(this.type, this.component,
				problem + "; the event was written with another layout, or is damaged");
	}

	IllegalArgumentException refused(String found, String expected, String action) {
		return new IllegalArgumentException("cannot make a codec for " + this.type + ": component " + this.component
				+ "=" + found + " (expected: " + expected + "); " + action);
	}

}
