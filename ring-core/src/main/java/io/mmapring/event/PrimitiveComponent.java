package io.mmapring.event;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A number, a character or a truth value, little-endian, at a multiple of its size.
 */
final class PrimitiveComponent extends Component {

	PrimitiveComponent(RecordComponent component, int end) {
		super(component, end, size(component.getType()), size(component.getType()));
	}

	private static int size(Class<?> type) {
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

	@Override
	String kind() {
		return type().getName();
	}

	@Override
	MethodHandle writer() {
		return find(PrimitiveComponent.class, "put", writerType(type())).bindTo(this);
	}

	@Override
	MethodHandle reader() {
		String name = type().getName();
		String method = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
		return find(PrimitiveComponent.class, method, readerType(type())).bindTo(this);
	}

	void put(boolean value, MutableDirectBuffer buffer, int offset) {
		put((byte) (value ? 1 : 0), buffer, offset);
	}

	boolean getBoolean(DirectBuffer buffer, int offset) {
		return getByte(buffer, offset) != 0;
	}

	void put(byte value, MutableDirectBuffer buffer, int offset) {
		buffer.putByte(offset + at(), value);
	}

	byte getByte(DirectBuffer buffer, int offset) {
		return buffer.getByte(offset + at());
	}

	void put(short value, MutableDirectBuffer buffer, int offset) {
		buffer.putShort(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	short getShort(DirectBuffer buffer, int offset) {
		return buffer.getShort(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

	void put(char value, MutableDirectBuffer buffer, int offset) {
		buffer.putChar(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	char getChar(DirectBuffer buffer, int offset) {
		return buffer.getChar(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

	void put(int value, MutableDirectBuffer buffer, int offset) {
		buffer.putInt(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	int getInt(DirectBuffer buffer, int offset) {
		return buffer.getInt(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

	void put(long value, MutableDirectBuffer buffer, int offset) {
		buffer.putLong(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	long getLong(DirectBuffer buffer, int offset) {
		return buffer.getLong(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

	void put(float value, MutableDirectBuffer buffer, int offset) {
		buffer.putFloat(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	float getFloat(DirectBuffer buffer, int offset) {
		return buffer.getFloat(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

	void put(double value, MutableDirectBuffer buffer, int offset) {
		buffer.putDouble(offset + at(), value, ByteOrder.LITTLE_ENDIAN);
	}

	double getDouble(DirectBuffer buffer, int offset) {
		return buffer.getDouble(offset + at(), ByteOrder.LITTLE_ENDIAN);
	}

}
