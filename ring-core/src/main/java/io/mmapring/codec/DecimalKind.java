package io.mmapring.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Decimal;

/**
 * A decimal number with a fixed scale: its unscaled value in 64 bits.
 */
final class DecimalKind extends ComponentKind {

	private static final long NULL = Long.MIN_VALUE;

	private final Place place;

	private final int scale;

	DecimalKind(Place place, int scale) {
		super(Long.BYTES, Long.BYTES, "decimal(" + scale + ")");
		this.place = place;
		this.scale = scale;
		if (scale < 0 || scale > Decimal.LIMIT) {
			throw place.refused("@Decimal(" + scale + ")", "0 to " + Decimal.LIMIT,
					"give the number of digits after the point");
		}
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		buffer.putLong(index, (value != null) ? unscaled((BigDecimal) value) : NULL, ByteOrder.LITTLE_ENDIAN);
	}

	private long unscaled(BigDecimal value) {
		long unscaled;
		try {
			// unlike unscaledValue() it makes no BigInteger
			unscaled = value.setScale(this.scale, RoundingMode.UNNECESSARY)
				.scaleByPowerOfTen(this.scale)
				.longValueExact();
		}
		catch (ArithmeticException ex) {
			throw refused(value);
		}
		if (unscaled == NULL) {
			throw refused(value);
		}
		return unscaled;
	}

	private EventEncodingException refused(BigDecimal value) {
		return this.place.encoding("value=" + value + " (expected: at most " + this.scale
				+ " digits after the point, and less than 2^63 without it); round it, or change @Decimal");
	}

	@Override
	public @Nullable Object get(DirectBuffer buffer, int index) {
		long unscaled = buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
		return (unscaled != NULL) ? BigDecimal.valueOf(unscaled, this.scale) : null;
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putLong(index, NULL, ByteOrder.LITTLE_ENDIAN);
	}

}
