package io.mmapring.spring.delivery;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;

/**
 * Passes over events that a listener does not want.
 *
 * @param reader reads the events
 * @param filter whether an event is wanted
 */
record FilteredReader(EventReader reader, Predicate<Object> filter) implements EventReader {

	@Override
	public @Nullable Object read(EventView event) {
		Object argument = this.reader.read(event);
		return (argument != null && this.filter.test(argument)) ? argument : null;
	}

	@Override
	public boolean isInPlace() {
		return this.reader.isInPlace();
	}

	@Override
	public void close() {
		this.reader.close();
	}

}
