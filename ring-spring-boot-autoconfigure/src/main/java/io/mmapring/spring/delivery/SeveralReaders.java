package io.mmapring.spring.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;
import io.mmapring.spring.rings.EventTypes;

/** Reads events of several types, each by its own reader. */
final class SeveralReaders implements EventReader {

	private final EventTypes types;

	private final int[] ids;

	private final EventReader[] readers;

	private SeveralReaders(EventTypes types, int[] ids, EventReader[] readers) {
		this.types = types;
		this.ids = ids;
		this.readers = readers;
	}

	static SeveralReaders of(List<Class<?>> types, EventTypes known, boolean inPlace) {
		int[] ids = types.stream().mapToInt((type) -> known.of(type).id()).toArray();
		EventReader[] readers = types.stream()
			.map((type) -> EventReader.of(type, known, inPlace))
			.toArray(EventReader[]::new);
		return new SeveralReaders(known, ids, readers);
	}

	@Override
	public @Nullable Object read(EventView event) {
		int type = event.type();
		for (int i = 0; i < this.ids.length; i++) {
			if (this.ids[i] == type) {
				return this.readers[i].read(event);
			}
		}
		EventReader.checkKnown(event, this.types);
		return null;
	}

	@Override
	public boolean isInPlace() {
		for (EventReader reader : this.readers) {
			if (reader.isInPlace()) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void close() {
		for (EventReader reader : this.readers) {
			reader.close();
		}
	}

}
