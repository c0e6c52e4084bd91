package io.mmapring.codec;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A number, a character or a truth value, little-endian, at a multiple of its size.
 * Generated code writes and reads a primitive component itself; what is here is for those
 * within others.
 */
final class PrimitiveKind extends ComponentKind {

	private final Place place;

	private final Class<?> type;

	PrimitiveKind(Place place, Class<?> type) {
		super(size(type), size(type), type.getName());
		this.place = place;
		this.type = type;
	}

	static int size(Class<?> type) {
		if (type == long.class || type == double.class) {
			return Long.BYTES;
		}
		if (type == int.class || type == float.class) {
			return Integer.BYTES;
		}
		if (type == short.class || type == char.class) {
			return Short.BYTES;
		}
		return Byte.BYTES;
	}

	Class<?> type() {
		return this.type;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value instanceof Long number) {
			buffer.putLong(index, number, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Integer number) {
			buffer.putInt(index, number, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Double number) {
			buffer.putDouble(index, number, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Float number) {
			buffer.putFloat(index, number, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Short number) {
			buffer.putShort(index, number, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Character character) {
			buffer.putChar(index, character, ByteOrder.LITTLE_ENDIAN);
		}
		else if (value instanceof Byte number) {
			buffer.putByte(index, number);
		}
		else if (value instanceof Boolean truth) {
			buffer.putByte(index, (byte) (truth ? 1 : 0));
		}
		else {
			throw this.place.noNull(text());
		}
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		if (this.type == long.class) {
			return buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == int.class) {
			return buffer.getInt(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == double.class) {
			return buffer.getDouble(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == float.class) {
			return buffer.getFloat(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == short.class) {
			return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == char.class) {
			return buffer.getChar(index, ByteOrder.LITTLE_ENDIAN);
		}
		return (this.type == byte.class) ? (Object) buffer.getByte(index) : (Object) (buffer.getByte(index) != 0);
	}

	@Override
	@Nullable KeyReader keyReader() {
		if (this.type == long.class) {
			return (buffer, index) -> buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == int.class) {
			return (buffer, index) -> buffer.getInt(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == short.class) {
			return (buffer, index) -> buffer.getShort(index, ByteOrder.LITTLE_ENDIAN);
		}
		if (this.type == char.class) {
			return (buffer, index) -> buffer.getChar(index, ByteOrder.LITTLE_ENDIAN);
		}
		return (this.type == byte.class) ? DirectBuffer::getByte : null;
	}

}
