package io.mmapring;

import org.agrona.MutableDirectBuffer;

import io.mmapring.event.EventFiller;
import io.mmapring.event.RingCodec;

/**
 * Writes the payload of an event. One object for each way to do it, and none for each
 * event, so that publishing an event allocates nothing.
 *
 * @param <M> by what: a filler, or a codec
 * @param <T> from what
 */
@FunctionalInterface
interface PayloadWriter<M, T> {

	/** Has a filler write it. */
	PayloadWriter<EventFiller<Object>, Object> FILLING = (payload, filler, source) -> filler.fill(payload, source);

	/** Has a codec write it. */
	PayloadWriter<RingCodec<Object>, Object> ENCODING = (payload, codec, event) -> codec.encode(event, payload, 0);

	/**
	 * Write the payload.
	 * @param payload its bytes
	 * @param means what knows how to write it
	 * @param source what it is made from
	 */
	void write(MutableDirectBuffer payload, M means, T source);

	/**
	 * The writer for fillers.
	 * @param <T> what they write
	 * @return the writer
	 */
	@SuppressWarnings("unchecked")
	static <T> PayloadWriter<EventFiller<T>, T> filling() {
		return (PayloadWriter<EventFiller<T>, T>) (PayloadWriter<?, ?>) FILLING;
	}

	/**
	 * The writer for codecs.
	 * @param <T> what they write
	 * @return the writer
	 */
	@SuppressWarnings("unchecked")
	static <T> PayloadWriter<RingCodec<T>, T> encoding() {
		return (PayloadWriter<RingCodec<T>, T>) (PayloadWriter<?, ?>) ENCODING;
	}

}
