package io.mmapring.codec;

import java.nio.ByteOrder;
import java.util.UUID;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A UUID: its most and its least significant 64 bits.
 */
final class UuidKind extends ComponentKind {

	private final Place place;

	UuidKind(Place place) {
		super(Long.BYTES, 2 * Long.BYTES, "uuid");
		this.place = place;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value == null) {
			throw this.place.noNull("a UUID");
		}
		UUID uuid = (UUID) value;
		buffer.putLong(index, uuid.getMostSignificantBits(), ByteOrder.LITTLE_ENDIAN);
		buffer.putLong(index + Long.BYTES, uuid.getLeastSignificantBits(), ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		return new UUID(buffer.getLong(index, ByteOrder.LITTLE_ENDIAN),
				buffer.getLong(index + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
	}

	@Override
	KeyReader keyReader() {
		return (buffer, index) -> buffer.getLong(index, ByteOrder.LITTLE_ENDIAN)
				^ buffer.getLong(index + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
	}

}
