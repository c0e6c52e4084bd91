package io.mmapring.spring.delivery;

import java.util.function.Function;

import io.mmapring.event.EventView;

/**
 * Shows the bytes of each event where they lie.
 *
 * @param window the argument for an event
 */
record WindowReader(Function<EventView, Object> window) implements EventReader {

	@Override
	public Object read(EventView event) {
		return this.window.apply(event);
	}

	@Override
	public boolean isInPlace() {
		return true;
	}

}
