package io.mmapring.codec;

import java.nio.ByteOrder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An enum constant: its ordinal in 16 bits.
 */
final class EnumKind extends ComponentKind {

	/** Start of the kind in the layout's words. */
	static final String TEXT = "enum(";

	private static final short NULL = -1;

	private final Place place;

	private final Object[] constants;

	EnumKind(Place place, Class<?> type) {
		super(Short.BYTES, Short.BYTES, text(type));
		this.place = place;
		this.constants = type.getEnumConstants();
	}

	private static String text(Class<?> type) {
		// the names, because another order of constants is another layout
		return Stream.of(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name())
			.collect(Collectors.joining(", ", TEXT, ")"));
	}

	// the ordinal is the format; the names in the layout's text guard its meaning
	@SuppressWarnings("EnumOrdinal")
	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		short ordinal = (value != null) ? (short) ((Enum<?>) value).ordinal() : NULL;
		buffer.putShort(index, ordinal, ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public @Nullable Object get(DirectBuffer buffer, int index) {
		int ordinal = buffer.getShort(index, ByteOrder.LITTLE_ENDIAN);
		if (ordinal == NULL) {
			return null;
		}
		if (ordinal < 0 || ordinal >= this.constants.length) {
			throw this.place.decoding("ordinal=" + ordinal + " (expected: 0 to " + (this.constants.length - 1) + ", or "
					+ NULL + " for null)");
		}
		return this.constants[ordinal];
	}

	@Override
	KeyReader keyReader() {
		return (buffer, index) -> Math.max(0, buffer.getShort(index, ByteOrder.LITTLE_ENDIAN));
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putShort(index, NULL, ByteOrder.LITTLE_ENDIAN);
	}

}
