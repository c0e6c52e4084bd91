package io.mmapring.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link RingCodecs}.
 */
class RingCodecsTests {

	private static final int LENGTH = 32;

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(64)));

	@BeforeEach
	void moveWindow() {
		this.buffer.window(8, LENGTH);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 31, 32 })
	void whenBytesFitThenTheyComeBack(int length) {
		RingCodec<byte[]> codec = RingCodecs.bytes();
		byte[] event = "0123456789abcdefghijklmnopqrstuv".substring(0, length).getBytes(StandardCharsets.US_ASCII);
		assertThat(codec.length(event)).isEqualTo(length);
		codec.encode(event, this.buffer, LENGTH - length);
		assertThat(codec.decode(this.buffer, LENGTH - length, length)).isEqualTo(event).isNotSameAs(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "é", "€", "\uD83D\uDE00", "aé€\uD83D\uDE00z", "\0", "\uFFFF" })
	void whenTextFitsThenItsUtf8IsThePayload(String event) {
		RingCodec<String> codec = RingCodecs.text();
		byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
		assertThat(codec.length(event)).isEqualTo(utf8.length);
		codec.encode(event, this.buffer, LENGTH - utf8.length);
		byte[] stored = new byte[utf8.length];
		this.buffer.getBytes(LENGTH - utf8.length, stored);
		assertThat(stored).isEqualTo(utf8);
		assertThat(codec.decode(this.buffer, LENGTH - utf8.length, utf8.length)).isEqualTo(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83Db" })
	void whenTextIsHalfACharacterThenRefused(String event) {
		assertThatExceptionOfType(EventEncodingException.class).isThrownBy(() -> RingCodecs.text().length(event))
			.withMessageContaining("cannot encode java.lang.String: half a surrogate pair");
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> RingCodecs.text().encode(event, this.buffer, 0));
	}

	@Test
	void whenBufferEndsBeforeTheEventThenRefused() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> RingCodecs.bytes().encode(new byte[2], this.buffer, LENGTH - 1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> RingCodecs.text().encode("ab", this.buffer, LENGTH - 1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> RingCodecs.bytes().decode(this.buffer, 1, Integer.MAX_VALUE));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> RingCodecs.text().decode(this.buffer, 1, Integer.MAX_VALUE));
	}

	@Test
	void whenEventIsNullThenRefused() {
		assertThatNullPointerException().isThrownBy(() -> RingCodecs.bytes().length(null));
		assertThatNullPointerException().isThrownBy(() -> RingCodecs.text().length(null));
	}

	@Test
	void layoutsAreTexts() {
		assertThat(RingCodecs.bytes().layout()).isEqualTo("byte[]: the payload");
		assertThat(RingCodecs.text().layout()).isEqualTo("java.lang.String: the payload in UTF-8");
		assertThat(RingCodecs.bytes().type()).isEqualTo(byte[].class);
		assertThat(RingCodecs.text().type()).isEqualTo(String.class);
	}

}
