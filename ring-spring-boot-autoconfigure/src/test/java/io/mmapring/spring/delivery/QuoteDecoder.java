package io.mmapring.spring.delivery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A message as SBE generates it. */
public class QuoteDecoder {

	private @Nullable DirectBuffer buffer;

	static byte[] message(int template, long price) {
		return ByteBuffer.allocate(16)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putShort((short) 8)
			.putShort((short) template)
			.putShort((short) 3)
			.putShort((short) 0)
			.putLong(price)
			.array();
	}

	public int sbeTemplateId() {
		return 7;
	}

	public int sbeSchemaId() {
		return 3;
	}

	public QuoteDecoder wrapAndApplyHeader(DirectBuffer buffer, int offset, HeaderDecoder header) {
		assertThat(header.wrap(buffer, offset).templateId()).isEqualTo(7);
		this.buffer = buffer;
		return this;
	}

	long price() {
		return Objects.requireNonNull(this.buffer).getLong(8);
	}

}
