package io.mmapring.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventDecodingException;
import io.mmapring.event.RingCodec;

/**
 * How dead letters lie in a payload: numbers first, then texts one behind the other, then
 * the event's bytes.
 */
final class DeadLetterCodec implements RingCodec<DeadLetter> {

	static final DeadLetterCodec INSTANCE = new DeadLetterCodec();

	private static final int SEQUENCE = 0;

	private static final int AT = 8;

	private static final int TYPE = 16;

	private static final int ATTEMPTS = 20;

	private static final int PAYLOAD_LENGTH = 24;

	/** Of the first text; four bytes for each. */
	private static final int TEXT_LENGTHS = 28;

	private static final int TEXTS = 6;

	private static final int HEAD = TEXT_LENGTHS + TEXTS * Integer.BYTES;

	private DeadLetterCodec() {
	}

	@Override
	public Class<DeadLetter> type() {
		return DeadLetter.class;
	}

	@Override
	public String layout() {
		return "io.mmapring.codec.DeadLetter: 0 long sequence, 8 long at, 16 int type, 20 int attempts, 24 int payload length, 28 int[6] text lengths, 52 ring, typeName, listener, group, exception, message in UTF-8, payload";
	}

	@Override
	public int length(DeadLetter event) {
		int length = HEAD + event.payload().length;
		for (String text : texts(event)) {
			length += utf8(text).length;
		}
		return length;
	}

	@Override
	public void encode(DeadLetter event, MutableDirectBuffer buffer, int offset) {
		buffer.putLong(offset + SEQUENCE, event.sequence());
		buffer.putLong(offset + AT, event.at().toEpochMilli());
		buffer.putInt(offset + TYPE, event.type());
		buffer.putInt(offset + ATTEMPTS, event.attempts());
		buffer.putInt(offset + PAYLOAD_LENGTH, event.payload().length);
		int lengthAt = offset + TEXT_LENGTHS;
		int at = offset + HEAD;
		for (String text : texts(event)) {
			byte[] bytes = utf8(text);
			buffer.putInt(lengthAt, bytes.length);
			buffer.putBytes(at, bytes);
			lengthAt += Integer.BYTES;
			at += bytes.length;
		}
		buffer.putBytes(at, event.payload());
	}

	@Override
	public DeadLetter decode(DirectBuffer buffer, int offset, int length) {
		if (length < HEAD) {
			throw refused("length=%d (expected: at least %d)".formatted(length, HEAD));
		}
		int[] lengths = new int[TEXTS];
		int payloadLength = buffer.getInt(offset + PAYLOAD_LENGTH);
		long total = HEAD + (long) payloadLength;
		for (int i = 0; i < TEXTS; i++) {
			lengths[i] = buffer.getInt(offset + TEXT_LENGTHS + i * Integer.BYTES);
			total += lengths[i];
			if (lengths[i] < 0 || lengths[i] > length) {
				throw refused("text %d has length=%d (expected: 0 to %d)".formatted(i, lengths[i], length));
			}
		}
		if (total != length || payloadLength < 0) {
			throw refused("length=%d (expected: %d, as its parts say)".formatted(length, total));
		}
		String[] texts = new String[TEXTS];
		int at = offset + HEAD;
		for (int i = 0; i < TEXTS; i++) {
			byte[] bytes = new byte[lengths[i]];
			buffer.getBytes(at, bytes);
			texts[i] = new String(bytes, StandardCharsets.UTF_8);
			at += bytes.length;
		}
		byte[] payload = new byte[payloadLength];
		buffer.getBytes(at, payload);
		return new DeadLetter(texts[0], buffer.getLong(offset + SEQUENCE), buffer.getInt(offset + TYPE), texts[1],
				texts[2], texts[3], texts[4], texts[5], buffer.getInt(offset + ATTEMPTS),
				Instant.ofEpochMilli(buffer.getLong(offset + AT)), payload);
	}

	/** In the order in which they lie. */
	private static String[] texts(DeadLetter event) {
		return new String[] { event.ring(), event.typeName(), event.listener(), event.group(), event.exception(),
				event.message() };
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static EventDecodingException refused(String problem) {
		return new EventDecodingException(DeadLetter.class.getName(), null,
				problem + "; find out who publishes something else on this ring");
	}

}
