package io.mmapring.spring.delivery;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.codec.ViewCodec;
import io.mmapring.event.EventType;
import io.mmapring.event.EventView;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.EventTypes;

/** Makes the argument of a listener from an event in its slot. */
interface EventReader {

	/**
	 * Read an event.
	 * @param event the event
	 * @return the argument, or {@code null} if the event is for other listeners
	 * @throws UnknownEventTypeException if its type is not known on the ring
	 */
	@Nullable Object read(EventView event);

	/** Whether arguments are windows over the event, and not objects of their own. */
	default boolean isInPlace() {
		return false;
	}

	/** Tell the argument that its event is over. */
	default void close() {
	}

	/**
	 * The reader for several types.
	 * @param types types of the argument
	 * @param known types of the ring
	 * @param inPlace whether arguments are used up before the next event is read
	 * @param filter whether an argument is for the listener, or {@code null} if all are
	 * @return reads all events for bytes and buffers, else those of the types
	 */
	static EventReader of(List<Class<?>> types, EventTypes known, boolean inPlace, @Nullable Predicate<Object> filter) {
		EventReader reader = (types.size() == 1) ? of(types.get(0), known, inPlace)
				: SeveralReaders.of(types, known, inPlace);
		return (filter != null) ? new FilteredReader(reader, filter) : reader;
	}

	/**
	 * The reader for a type.
	 * @param type type of the argument
	 * @param types types of the ring
	 * @param inPlace whether arguments are used up before the next event is read
	 * @return reads all events for bytes and buffers, else those of the type
	 */
	static EventReader of(Class<?> type, EventTypes types, boolean inPlace) {
		if (type == byte[].class) {
			return EventReader::bytes;
		}
		if (EventCodecs.isRaw(type)) {
			return new WindowReader((type == DirectBuffer.class) ? EventView::payload : EventReader::buffer);
		}
		if (types.isFlyweight(type)) {
			return FlyweightReader.of(type, types);
		}
		EventType<?> known = types.of(type);
		if (inPlace && known.codec() instanceof ViewCodec<?> views) {
			return new InPlaceReader(known.id(), types, views.reader());
		}
		return (event) -> {
			if (event.type() == known.id()) {
				return known.codec().decode(event.payload(), 0, event.length());
			}
			checkKnown(event, types);
			return null;
		};
	}

	/** An event that is not for this listener must be for another one. */
	static void checkKnown(EventView event, EventTypes types) {
		if (!types.isKnown(event.type())) {
			throw new UnknownEventTypeException(event.type());
		}
	}

	private static ByteBuffer buffer(EventView event) {
		DirectBuffer payload = event.payload();
		ByteBuffer bytes = payload.byteBuffer();
		if (bytes == null) {
			throw new IllegalStateException("a payload without a ByteBuffer: " + payload.getClass().getName());
		}
		return bytes.slice(payload.wrapAdjustment(), event.length()).asReadOnlyBuffer();
	}

	private static byte[] bytes(EventView event) {
		byte[] bytes = new byte[event.length()];
		event.payload().getBytes(0, bytes);
		return bytes;
	}

}
