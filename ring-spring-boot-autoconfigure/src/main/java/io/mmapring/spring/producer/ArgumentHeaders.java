package io.mmapring.spring.producer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.NextHeaders;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.rings.EventExtras;
import io.mmapring.spring.rings.EventKeys;

/**
 * Headers that a method sets from its arguments.
 *
 * @param setters one for each argument that is a header
 */
record ArgumentHeaders(List<Setter> setters) {

	boolean isEmpty() {
		return this.setters.isEmpty();
	}

	/** What goes with the event of one call. */
	EventExtras of(@Nullable Object[] arguments) {
		return (headers) -> {
			for (Setter setter : this.setters) {
				setter.set(headers, arguments[setter.argument()]);
			}
		};
	}

	private static void put(NextHeaders headers, String name, @Nullable Object value) {
		if (value == null) {
			return;
		}
		if (name.equals(RingHeader.TRACEPARENT)) {
			headers.traceparent(value.toString());
		}
		else {
			headers.user(name, value.toString());
		}
	}

	/**
	 * Where a header comes from.
	 *
	 * @param argument index of the argument
	 * @param kind what it is
	 * @param name name of the header, or empty
	 */
	record Setter(int argument, Kind kind, String name) {

		void set(NextHeaders headers, @Nullable Object value) {
			switch (this.kind) {
				case KEY -> headers.keyHash(EventKeys.hash(value));
				case HEADER -> put(headers, this.name, value);
				case MAP -> {
					if (value instanceof Map<?, ?> map) {
						map.forEach((name, one) -> put(headers, String.valueOf(name), one));
					}
				}
			}
		}

	}

	/** What an argument is beside the event. */
	enum Kind {

		/** The key. */
		KEY,

		/** A header. */
		HEADER,

		/** Several headers by their names. */
		MAP

	}

}
