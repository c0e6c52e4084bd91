package io.mmapring.spring.rings;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.agrona.DirectBuffer;

import io.mmapring.codec.RecordCodec;
import io.mmapring.codec.RingCodecs;
import io.mmapring.codec.ViewCodec;
import io.mmapring.event.RingCodec;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingSignatureException;

/**
 * Finds the codec of an event type: a bean, else that of records, views or texts.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class EventCodecs {

	private final Map<Class<?>, RingCodec<?>> codecs = new ConcurrentHashMap<>();

	/**
	 * Start with codecs that go before the built-in ones.
	 * @param beans the application's codecs
	 */
	public EventCodecs(List<? extends RingCodec<?>> beans) {
		for (RingCodec<?> codec : beans) {
			RingCodec<?> other = this.codecs.putIfAbsent(codec.type(), codec);
			if (other != null) {
				throw new RingSignatureException("RingCodec<" + codec.type().getName() + ">",
						"two beans are codecs of this type: " + other + " and " + codec, "keep one of them");
			}
		}
	}

	/**
	 * Whether events of a type are bytes without a type number.
	 * @param type the type
	 * @return whether they are raw
	 */
	public static boolean isRaw(Class<?> type) {
		return type == byte[].class || DirectBuffer.class.isAssignableFrom(type);
	}

	/**
	 * The codec of a type.
	 * @param type the type
	 * @param user who uses it, in words
	 * @return its codec
	 * @throws RingSignatureException if there is none
	 */
	RingCodec<?> codec(Class<?> type, String user) {
		RingCodec<?> codec = this.codecs.get(type);
		return (codec != null) ? codec : this.codecs.computeIfAbsent(type, (missing) -> builtIn(missing, user));
	}

	private static RingCodec<?> builtIn(Class<?> type, String user) {
		if (type == String.class) {
			return RingCodecs.text();
		}
		boolean view = type.isInterface() && type.isAnnotationPresent(RingEvent.class);
		if (!type.isRecord() && !view) {
			throw new RingSignatureException(user, "no codec for events of type " + type.getName(),
					"use a record, an interface with @RingEvent, String, byte[] or DirectBuffer, or add a bean RingCodec<"
							+ type.getSimpleName() + ">");
		}
		try {
			return view ? ViewCodec.of(type) : RecordCodec.of(type.asSubclass(Record.class));
		}
		catch (IllegalArgumentException ex) {
			throw new RingSignatureException(user, String.valueOf(ex.getMessage()), "change the "
					+ (view ? "interface" : "record") + ", or add a bean RingCodec<" + type.getSimpleName() + ">");
		}
	}

}
