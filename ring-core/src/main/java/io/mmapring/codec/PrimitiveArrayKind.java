package io.mmapring.codec;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of primitive values, one after the other.
 */
final class PrimitiveArrayKind extends ComponentKind {

	private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

	private final Place place;

	private final Class<?> element;

	private final int length;

	PrimitiveArrayKind(Place place, Class<?> element, int length) {
		super(PrimitiveKind.size(element), PrimitiveKind.size(element) * length,
				element.getName() + "[" + length + "]");
		this.place = place;
		this.element = element;
		this.length = length;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value instanceof long[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putLong(index + i * Long.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof int[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putInt(index + i * Integer.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof double[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putDouble(index + i * Double.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof byte[] values) {
			check(values.length);
			buffer.putBytes(index, values);
		}
		else {
			putRarer(value, buffer, index);
		}
	}

	private void putRarer(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value instanceof float[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putFloat(index + i * Float.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof short[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putShort(index + i * Short.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof char[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				buffer.putChar(index + i * Character.BYTES, values[i], ORDER);
			}
		}
		else if (value instanceof boolean[] values) {
			check(values.length);
			for (int i = 0; i < values.length; i++) {
				boolean truth = values[i];
				buffer.putByte(index + i, (byte) (truth ? 1 : 0));
			}
		}
		else {
			throw this.place.noNull("an array of length " + this.length);
		}
	}

	private void check(int found) {
		ArrayKind.checkLength(this.place, found, this.length);
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		if (this.element == long.class) {
			long[] values = new long[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getLong(index + i * Long.BYTES, ORDER);
			}
			return values;
		}
		if (this.element == int.class) {
			int[] values = new int[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getInt(index + i * Integer.BYTES, ORDER);
			}
			return values;
		}
		if (this.element == double.class) {
			double[] values = new double[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getDouble(index + i * Double.BYTES, ORDER);
			}
			return values;
		}
		if (this.element == byte.class) {
			byte[] values = new byte[this.length];
			buffer.getBytes(index, values);
			return values;
		}
		return getRarer(buffer, index);
	}

	private Object getRarer(DirectBuffer buffer, int index) {
		if (this.element == float.class) {
			float[] values = new float[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getFloat(index + i * Float.BYTES, ORDER);
			}
			return values;
		}
		if (this.element == short.class) {
			short[] values = new short[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getShort(index + i * Short.BYTES, ORDER);
			}
			return values;
		}
		if (this.element == char.class) {
			char[] values = new char[this.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = buffer.getChar(index + i * Character.BYTES, ORDER);
			}
			return values;
		}
		boolean[] values = new boolean[this.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = buffer.getByte(index + i) != 0;
		}
		return values;
	}

}
