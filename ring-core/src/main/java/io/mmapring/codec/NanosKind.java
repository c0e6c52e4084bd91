package io.mmapring.codec;

import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A time or a time span as nanoseconds in 64 bits: about 292 years to each side of 1970,
 * or of nothing.
 */
abstract class NanosKind extends ComponentKind {

	private static final long NULL = Long.MIN_VALUE;

	private static final long PER_SECOND = 1_000_000_000;

	private final Place place;

	private NanosKind(Place place, String text) {
		super(Long.BYTES, Long.BYTES, text);
		this.place = place;
	}

	static NanosKind instant(Place place) {
		return new OfInstant(place);
	}

	static NanosKind duration(Place place) {
		return new OfDuration(place);
	}

	final void putNanos(Object value, long seconds, int nanos, MutableDirectBuffer buffer, int index) {
		// seconds are rounded down: the sum is wanted where the product alone is too
		// small
		long whole = (seconds < 0 && nanos > 0) ? seconds + 1 : seconds;
		long rest = (whole != seconds) ? nanos - PER_SECOND : nanos;
		long product = whole * PER_SECOND;
		long sum = product + rest;
		boolean overflow = Math.multiplyHigh(whole, PER_SECOND) != product >> (Long.SIZE - 1)
				|| ((product ^ sum) & (rest ^ sum)) < 0;
		if (overflow || sum == NULL) {
			throw this.place.encoding("value=" + value + " (expected: less than 2^63 nanoseconds from " + zero()
					+ "); use a long of milliseconds");
		}
		buffer.putLong(index, sum, ByteOrder.LITTLE_ENDIAN);
	}

	abstract String zero();

	abstract Object of(long seconds, long nanos);

	@Override
	public final @Nullable Object get(DirectBuffer buffer, int index) {
		long nanos = buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
		return (nanos != NULL) ? of(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND)) : null;
	}

	@Override
	final void putAbsent(MutableDirectBuffer buffer, int index) {
		buffer.putLong(index, NULL, ByteOrder.LITTLE_ENDIAN);
	}

	private static final class OfInstant extends NanosKind {

		OfInstant(Place place) {
			super(place, "instant");
		}

		@Override
		public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
			if (value != null) {
				Instant instant = (Instant) value;
				putNanos(instant, instant.getEpochSecond(), instant.getNano(), buffer, index);
			}
			else {
				putAbsent(buffer, index);
			}
		}

		@Override
		String zero() {
			return "1970-01-01T00:00:00Z";
		}

		@Override
		Object of(long seconds, long nanos) {
			return Instant.ofEpochSecond(seconds, nanos);
		}

	}

	private static final class OfDuration extends NanosKind {

		OfDuration(Place place) {
			super(place, "duration");
		}

		@Override
		public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
			if (value != null) {
				Duration duration = (Duration) value;
				putNanos(duration, duration.getSeconds(), duration.getNano(), buffer, index);
			}
			else {
				putAbsent(buffer, index);
			}
		}

		@Override
		String zero() {
			return "PT0S";
		}

		@Override
		Object of(long seconds, long nanos) {
			return Duration.ofSeconds(seconds, nanos);
		}

	}

}
