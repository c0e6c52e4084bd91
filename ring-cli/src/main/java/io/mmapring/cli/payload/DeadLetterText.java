package io.mmapring.cli.payload;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mmapring.codec.DeadLetter;
import io.mmapring.codec.RingCodecs;
import io.mmapring.event.RingCodec;
import io.mmapring.file.SlotBuffer;

/** Dead letters in words: whose event it was, who failed and why. */
final class DeadLetterText {

	private static final RingCodec<DeadLetter> CODEC = RingCodecs.deadLetters();

	private DeadLetterText() {
	}

	/** Whether events of a layout are dead letters. */
	static boolean has(String layout) {
		return layout.equals(CODEC.layout());
	}

	/**
	 * Say a dead letter.
	 * @param payload its bytes
	 * @return its fields by their names; the event's bytes in hexadecimal digits
	 * @throws io.mmapring.error.EventDecodingException if it is none
	 */
	static Map<String, Object> decode(byte[] payload) {
		DeadLetter letter = CODEC.decode(SlotBuffer.copyOf(payload), 0, payload.length);
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("ring", letter.ring());
		fields.put("sequence", letter.sequence());
		fields.put("type", (long) letter.type());
		fields.put("typeName", letter.typeName());
		fields.put("listener", letter.listener());
		fields.put("group", letter.group());
		fields.put("exception", letter.exception());
		fields.put("message", letter.message());
		fields.put("attempts", (long) letter.attempts());
		fields.put("at", letter.at().toString());
		fields.put("payload", EventTexts.hex(letter.payload()));
		return fields;
	}

}
