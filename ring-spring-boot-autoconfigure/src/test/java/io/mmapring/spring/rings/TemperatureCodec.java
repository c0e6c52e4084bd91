package io.mmapring.spring.rings;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.event.RingCodec;

/** A codec that a library brings along. */
public class TemperatureCodec implements RingCodec<Temperature> {

	@Override
	public Class<Temperature> type() {
		return Temperature.class;
	}

	@Override
	public String layout() {
		return "millikelvin in an int";
	}

	@Override
	public int length(Temperature event) {
		return Integer.BYTES;
	}

	@Override
	public void encode(Temperature event, MutableDirectBuffer buffer, int offset) {
		buffer.putInt(offset, event.millikelvin, ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public Temperature decode(DirectBuffer buffer, int offset, int length) {
		return new Temperature(buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN));
	}

}
