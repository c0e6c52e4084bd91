package io.mmapring.spring.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.EventTypes;

/** Reads events of several types, each by its own reader. */
final class SeveralReaders implements EventReader {

	/** Reads what is of none of the types; without it that is passed over. */
	private final @Nullable EventReader others;

	private final EventTypes types;

	private final int[] ids;

	private final EventReader[] readers;

	private SeveralReaders(EventTypes types, int[] ids, EventReader[] readers, @Nullable EventReader others) {
		this.others = others;
		this.types = types;
		this.ids = ids;
		this.readers = readers;
	}

	static SeveralReaders of(List<Class<?>> types, EventTypes known, boolean inPlace) {
		List<Class<?>> typed = types.stream().filter((type) -> !EventCodecs.isRaw(type)).toList();
		EventReader others = types.stream()
			.filter(EventCodecs::isRaw)
			.findFirst()
			.map((type) -> EventReader.of(type, known, inPlace))
			.orElse(null);
		int[] ids = typed.stream().mapToInt((type) -> known.of(type).id()).toArray();
		EventReader[] readers = typed.stream()
			.map((type) -> EventReader.of(type, known, inPlace))
			.toArray(EventReader[]::new);
		return new SeveralReaders(known, ids, readers, others);
	}

	@Override
	public @Nullable Object read(EventView event) {
		int type = event.type();
		for (int i = 0; i < this.ids.length; i++) {
			if (this.ids[i] == type) {
				return this.readers[i].read(event);
			}
		}
		EventReader others = this.others;
		if (others != null) {
			return others.read(event);
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
		EventReader others = this.others;
		return others != null && others.isInPlace();
	}

	@Override
	public void close() {
		for (EventReader reader : this.readers) {
			reader.close();
		}
	}

}
