package io.mmapring.codec;

import io.mmapring.event.RingCodec;

/**
 * Codecs for what needs no layout of its own.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingCodecs {

	private RingCodecs() {
	}

	/**
	 * Bytes as they are: the payload is the array's content.
	 * @return the codec
	 */
	public static RingCodec<byte[]> bytes() {
		return BytesCodec.INSTANCE;
	}

	/**
	 * Texts in UTF-8: the payload is the text's bytes. Encoding makes no object.
	 * @return the codec
	 */
	public static RingCodec<String> text() {
		return TextCodec.INSTANCE;
	}

	/**
	 * Events that could not be handled, with the reason: numbers, texts, and the event's
	 * bytes. Makes objects; for what is an exception.
	 * @return the codec
	 */
	public static RingCodec<DeadLetter> deadLetters() {
		return DeadLetterCodec.INSTANCE;
	}

}
