package io.mmapring.spring.delivery;

import java.util.Objects;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** A header as SBE generates it. */
public class HeaderDecoder {

	private @Nullable DirectBuffer buffer;

	public HeaderDecoder wrap(DirectBuffer buffer, int offset) {
		this.buffer = buffer;
		return this;
	}

	private DirectBuffer buffer() {
		return Objects.requireNonNull(this.buffer);
	}

	public int encodedLength() {
		return 8;
	}

	public int templateId() {
		return buffer().getShort(2) & 0xffff;
	}

	public int schemaId() {
		return buffer().getShort(4) & 0xffff;
	}

}
