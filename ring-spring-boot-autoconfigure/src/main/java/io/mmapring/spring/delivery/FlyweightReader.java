package io.mmapring.spring.delivery;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventType;
import io.mmapring.event.EventView;
import io.mmapring.spring.rings.EventTypes;
import io.mmapring.spring.rings.Flyweight;

/**
 * Moves a flyweight over events that are bytes to this application: of no type, or of one
 * whose number stands for no class here.
 */
final class FlyweightReader implements EventReader {

	private final Flyweight flyweight;

	private final EventTypes types;

	private FlyweightReader(Flyweight flyweight, EventTypes types) {
		this.flyweight = flyweight;
		this.types = types;
	}

	static FlyweightReader of(Class<?> type, EventTypes types) {
		return new FlyweightReader(Flyweight.of(type), types);
	}

	@Override
	public @Nullable Object read(EventView event) {
		int type = event.type();
		boolean bytes = type == EventType.RAW || !this.types.isKnown(type);
		return bytes ? this.flyweight.over(event.payload(), event.length()) : null;
	}

	@Override
	public boolean isInPlace() {
		return true;
	}

}
