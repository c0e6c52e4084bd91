package io.mmapring.spring.rings;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.Ring;
import io.mmapring.codec.ViewCodec;
import io.mmapring.error.EventTooLargeException;
import io.mmapring.event.EventType;

/**
 * How events of a type are written in place on a ring.
 *
 * @param <T> the type
 * @param ring name of the ring
 * @param type the type
 * @param id its number
 * @param views its codec if it is a view
 * @param roomBytes bytes of an event that one slot holds
 * @param maxBytes bytes of the largest event
 * @param hasHeaders whether events have headers
 */
record InPlaceType<T>(String ring, Class<T> type, int id, @Nullable ViewCodec<T> views, int roomBytes, int maxBytes,
		boolean hasHeaders) {

	static <T> InPlaceType<T> of(Ring ring, EventTypes types, Class<T> type) {
		int id = EventType.RAW;
		ViewCodec<T> views = null;
		if (!EventCodecs.isRaw(type)) {
			EventType<T> known = types.of(type);
			id = known.id();
			views = (known.codec() instanceof ViewCodec<T> codec && codec.type() == type) ? codec : null;
		}
		return new InPlaceType<>(ring.name(), type, id, views, ring.payloadCapacityBytes(), ring.maxEventBytes(),
				ring.userHeaderBytes() > 0 || !ring.eventHeaders().isEmpty());
	}

	/** Length of each event, if all have the same. */
	int length() {
		if (this.views == null) {
			throw notInPlace("the length of the event is not known: say claim(length)");
		}
		return this.views.length();
	}

	T buffer(MutableDirectBuffer payload) {
		if (!this.type.isInstance(payload)) {
			throw notInPlace("write its bytes by payload(), or send an object");
		}
		return this.type.cast(payload);
	}

	int slots(int length) {
		if (length < 0 || length > this.maxBytes) {
			throw new EventTooLargeException(this.ring, length, this.maxBytes);
		}
		return (length <= this.roomBytes) ? 1 : (length - 1) / this.roomBytes + 1;
	}

	void clearHeaders(Claim claim) {
		if (this.hasHeaders) {
			claim.headers().clear();
		}
	}

	private IllegalStateException notInPlace(String action) {
		return new IllegalStateException(
				"events of ring '%s' cannot be claimed as %s (expected: an interface with @RingEvent, or a buffer); %s"
					.formatted(this.ring, this.type.getName(), action));
	}

}
