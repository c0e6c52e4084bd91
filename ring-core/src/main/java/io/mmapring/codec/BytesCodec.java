package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.event.RingCodec;

/**
 * Bytes as they are.
 */
final class BytesCodec implements RingCodec<byte[]> {

	static final BytesCodec INSTANCE = new BytesCodec();

	private BytesCodec() {
	}

	@Override
	public Class<byte[]> type() {
		return byte[].class;
	}

	@Override
	public String layout() {
		return "byte[]: the payload";
	}

	@Override
	public int length(byte[] event) {
		return event.length;
	}

	@Override
	public void encode(byte[] event, MutableDirectBuffer buffer, int offset) {
		buffer.putBytes(offset, event);
	}

	@Override
	public byte[] decode(DirectBuffer buffer, int offset, int length) {
		buffer.boundsCheck(offset, length);
		byte[] event = new byte[length];
		buffer.getBytes(offset, event);
		return event;
	}

}
