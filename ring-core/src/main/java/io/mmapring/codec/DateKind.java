package io.mmapring.codec;

import java.nio.ByteOrder;
import java.time.LocalDate;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A date: days since 1970-01-01 in 32 bits.
 */
final class DateKind extends ComponentKind {

	private static final int NULL = Integer.MIN_VALUE;

	private final Place place;

	DateKind(Place place) {
		super(Integer.BYTES, Integer.BYTES, "date");
		this.place = place;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value == null) {
			putAbsent(buffer, index);
			return;
		}
		long day = ((LocalDate) value).toEpochDay();
		if (day <= NULL || day > Integer.MAX_VALUE) {
			throw this.place.encoding("value=" + value + " (expected: less than 2^31 days from 1970-01-01)");
		}
		buffer.putInt(index, (int) day, ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public @Nullable Object get(DirectBuffer buffer, int index) {
		int day = buffer.getInt(index, ByteOrder.LITTLE_ENDIAN);
		return (day != NULL) ? LocalDate.ofEpochDay(day) : null;
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putInt(index, NULL, ByteOrder.LITTLE_ENDIAN);
	}

}
