package io.mmapring.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.mmapring.error.EventDecodingException;
import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Events that could not be handled, as events. */
class DeadLetterTests {

	private static final RingCodec<DeadLetter> CODEC = RingCodecs.deadLetters();

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(4096)));

	@Test
	void itIsReadAsItWasWritten() {
		DeadLetter letter = letter("not now: ÄÖ€", "payload".getBytes(StandardCharsets.UTF_8));
		DeadLetter read = CODEC.decode(this.buffer, 8, write(letter));
		assertThat(read).isEqualTo(letter).hasSameHashCodeAs(letter);
		assertThat(read.decodeAs(String.class)).isEqualTo("payload");
		assertThat(read).hasToString(
				"dead letter: event 7 of ring 'orders' (type 3 com.acme.Order, 7 bytes), which listener 'risk' failed to handle at attempt 2: java.lang.IllegalStateException: not now: ÄÖ€");
		assertThat(letter("other", new byte[0])).isNotEqualTo(letter);
	}

	@Test
	void theLayoutIsTheDocumentedOne() {
		DeadLetter letter = letter("m", new byte[] { 5, 6 });
		write(letter);
		assertThat(this.buffer.getLong(8)).isEqualTo(7);
		assertThat(this.buffer.getLong(16)).isEqualTo(1000);
		assertThat(this.buffer.getInt(24)).isEqualTo(3);
		assertThat(this.buffer.getInt(28)).isEqualTo(2);
		assertThat(this.buffer.getInt(32)).isEqualTo(2);
		assertThat(this.buffer.getInt(36)).isEqualTo(6);
		assertThat(this.buffer.getStringWithoutLengthUtf8(60, 6)).isEqualTo("orders");
	}

	@Test
	void theEventIsReadByItsRecordOrCodec() {
		Point point = new Point(3, -4);
		RecordCodec<Point> codec = RecordCodec.of(Point.class);
		int length = codec.length(point);
		this.buffer.window(0, length);
		codec.encode(point, this.buffer, 0);
		byte[] payload = new byte[length];
		this.buffer.getBytes(0, payload);
		DeadLetter letter = letter("m", payload);
		assertThat(letter.decodeAs(Point.class)).isEqualTo(point);
		assertThat(letter.decodeAs(codec)).isEqualTo(point);
		assertThat(letter.decodeAs(byte[].class)).isEqualTo(payload);
	}

	@Test
	void aLongMessageIsCut() {
		assertThat(letter("x".repeat(5000), new byte[0]).message()).hasSize(1000);
	}

	@Test
	void whatIsNoDeadLetterIsRefused() {
		int length = write(letter("m", new byte[1]));
		assertThatExceptionOfType(EventDecodingException.class).isThrownBy(() -> CODEC.decode(this.buffer, 8, 20))
			.withMessage(
					"cannot decode io.mmapring.codec.DeadLetter: length=20 (expected: at least 52); find out who publishes something else on this ring");
		assertThatExceptionOfType(EventDecodingException.class)
			.isThrownBy(() -> CODEC.decode(this.buffer, 8, length + 1))
			.withMessageContaining("length=" + (length + 1) + " (expected: " + length + ", as its parts say)");
		this.buffer.putInt(8 + 28, -1);
		assertThatExceptionOfType(EventDecodingException.class).isThrownBy(() -> CODEC.decode(this.buffer, 8, length))
			.withMessageContaining("text 0 has length=-1");
	}

	private int write(DeadLetter letter) {
		int length = CODEC.length(letter);
		this.buffer.window(0, 8 + length + 1);
		CODEC.encode(letter, this.buffer, 8);
		return length;
	}

	private static DeadLetter letter(String message, byte[] payload) {
		return new DeadLetter("orders", 7, 3, "com.acme.Order", "risk", "shop.risk",
				IllegalStateException.class.getName(), message, 2, Instant.ofEpochMilli(1000), payload);
	}

	private record Point(int x, int y) {
	}

}
