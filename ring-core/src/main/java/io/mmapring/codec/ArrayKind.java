package io.mmapring.codec;

import java.lang.reflect.Array;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of values, one after the other.
 */
final class ArrayKind extends ComponentKind {

	private final Place place;

	private final Class<?> type;

	private final ComponentKind element;

	private final int stride;

	private final int length;

	ArrayKind(Place place, Class<?> type, ComponentKind element, int length) {
		super(element.alignment(), stride(element) * length, element.text() + "[" + length + "]");
		this.place = place;
		this.type = type;
		this.element = element;
		this.stride = stride(element);
		this.length = length;
	}

	private static int stride(ComponentKind element) {
		return Layout.align(element.size(), element.alignment());
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value == null) {
			throw this.place.noNull("an array of length " + this.length);
		}
		Object[] values = (Object[]) value;
		checkLength(this.place, values.length, this.length);
		for (int i = 0; i < this.length; i++) {
			int at = index + i * this.stride;
			this.element.put(values[i], buffer, at);
			zeros(buffer, at + this.element.size(), this.stride - this.element.size());
		}
	}

	static void checkLength(Place place, int found, int expected) {
		if (found != expected) {
			throw place.encoding("length=" + found + " (expected: " + expected
					+ " elements); give the array that length, or change @Length");
		}
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		Object[] values = (Object[]) Array.newInstance(this.type.getComponentType(), this.length);
		for (int i = 0; i < this.length; i++) {
			values[i] = this.element.get(buffer, index + i * this.stride);
		}
		return values;
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		for (int i = 0; i < this.length; i++) {
			this.element.putAbsent(buffer, index + i * this.stride);
		}
	}

}
