package io.mmapring.spring.delivery;

import org.jspecify.annotations.Nullable;

import io.mmapring.codec.ViewReader;
import io.mmapring.event.EventView;
import io.mmapring.spring.rings.EventTypes;

/** Moves one view from event to event. */
final class InPlaceReader implements EventReader {

	private final int id;

	private final EventTypes types;

	private final ViewReader<?> reader;

	InPlaceReader(int id, EventTypes types, ViewReader<?> reader) {
		this.id = id;
		this.types = types;
		this.reader = reader;
	}

	@Override
	public @Nullable Object read(EventView event) {
		if (event.type() == this.id) {
			return this.reader.read(event);
		}
		EventReader.checkKnown(event, this.types);
		return null;
	}

	@Override
	public boolean isInPlace() {
		return true;
	}

	@Override
	public void close() {
		this.reader.close();
	}

}
