package io.mmapring.spring;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.RingCodec;

/**
 * Makes codecs for types that have none: no bean or service {@code RingCodec}, and no
 * layout of their own. Beans of this type are asked in their order.
 * <p>
 * Threads: called by any thread, once for each type.
 */
@FunctionalInterface
public interface RingCodecFactory {

	/**
	 * Make a codec.
	 * @param <T> type of the events
	 * @param type its class
	 * @return the codec, or {@code null} to leave the type to the next factory
	 */
	<T> @Nullable RingCodec<T> codec(Class<T> type);

}
