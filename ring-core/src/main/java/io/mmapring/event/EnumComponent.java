package io.mmapring.event;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventDecodingException;

/**
 * An enum constant: its ordinal in 16 bits.
 */
final class EnumComponent extends Component {

	private static final short NULL = -1;

	private final Enum<?>[] constants;

	EnumComponent(RecordComponent component, int end) {
		super(component, end, Short.BYTES, Short.BYTES);
		this.constants = (Enum<?>[]) component.getType().getEnumConstants();
	}

	@Override
	String kind() {
		// the names, because another order of constants is another layout
		return Stream.of(this.constants).map(Enum::name).collect(Collectors.joining(", ", "enum(", ")"));
	}

	@Override
	MethodHandle writer() {
		return find(EnumComponent.class, "put", writerType(Enum.class)).bindTo(this).asType(writerType(type()));
	}

	@Override
	MethodHandle reader() {
		return find(EnumComponent.class, "get", readerType(Enum.class)).bindTo(this).asType(readerType(type()));
	}

	// the ordinal is the format; the names in the layout's text guard its meaning
	@SuppressWarnings("EnumOrdinal")
	void put(@Nullable Enum<?> value, MutableDirectBuffer buffer, int offset) {
		short ordinal = (value != null) ? (short) value.ordinal() : NULL;
		buffer.putShort(offset + at(), ordinal, ByteOrder.LITTLE_ENDIAN);
	}

	@Nullable Enum<?> get(DirectBuffer buffer, int offset) {
		int ordinal = buffer.getShort(offset + at(), ByteOrder.LITTLE_ENDIAN);
		if (ordinal == NULL) {
			return null;
		}
		if (ordinal < 0 || ordinal >= this.constants.length) {
			throw new EventDecodingException(record(), name(),
					"ordinal=" + ordinal + " (expected: 0 to " + (this.constants.length - 1) + ", or " + NULL
							+ " for null); the event was written with another layout, or is damaged");
		}
		return this.constants[ordinal];
	}

}
