package io.mmapring.codec;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be missing: a byte that says whether it is there, then room for it.
 */
final class OptionalKind extends ComponentKind {

	private final Place place;

	private final Class<?> type;

	private final ComponentKind value;

	OptionalKind(Place place, Class<?> type, ComponentKind value) {
		super(value.alignment(), value.alignment() + value.size(), "optional(" + value.text() + ")");
		this.place = place;
		this.type = type;
		this.value = value;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value == null) {
			throw this.place.noNull("an " + this.type.getSimpleName() + " that may be empty");
		}
		int at = index + alignment();
		boolean present;
		// numbers go straight: a box would be garbage
		if (value instanceof OptionalInt number) {
			present = number.isPresent();
			buffer.putInt(at, number.orElse(0), ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof OptionalLong number) {
			present = number.isPresent();
			buffer.putLong(at, number.orElse(0), ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof OptionalDouble number) {
			present = number.isPresent();
			buffer.putDouble(at, number.orElse(0), ByteOrder.LITTLE_ENDIAN);
		}
		else {
			present = putOptional((Optional<?>) value, buffer, at);
		}
		buffer.putByte(index, (byte) (present ? 1 : 0));
		zeros(buffer, index + 1, alignment() - 1);
	}

	private boolean putOptional(Optional<?> optional, MutableDirectBuffer buffer, int at) {
		if (optional.isPresent()) {
			this.value.put(optional.get(), buffer, at);
			return true;
		}
		zeros(buffer, at, this.value.size());
		return false;
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		int present = buffer.getByte(index);
		if (present != 0 && present != 1) {
			throw this.place.decoding("presence=" + present + " (expected: 0 or 1)");
		}
		Object value = (present == 1) ? this.value.get(buffer, index + alignment()) : null;
		if (this.type == OptionalInt.class) {
			return (value != null) ? OptionalInt.of((Integer) value) : OptionalInt.empty();
		}
		if (this.type == OptionalLong.class) {
			return (value != null) ? OptionalLong.of((Long) value) : OptionalLong.empty();
		}
		if (this.type == OptionalDouble.class) {
			return (value != null) ? OptionalDouble.of((Double) value) : OptionalDouble.empty();
		}
		return Optional.ofNullable(value);
	}

}
