package io.mmapring.spring.rings;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mmapring.codec.DeadLetter;
import io.mmapring.codec.RecordCodec;
import io.mmapring.codec.RingCodecs;
import io.mmapring.codec.ViewCodec;
import io.mmapring.event.RingCodec;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingCodecFactory;
import io.mmapring.spring.RingSignatureException;

/**
 * Finds the codec of an event type: a bean, else a service, else that of records, views
 * or texts, else one that a factory makes. {@code @RingEvent} on a type demands that it
 * has a layout of its own.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class EventCodecs {

	private final Map<Class<?>, RingCodec<?>> codecs = new ConcurrentHashMap<>();

	private final List<RingCodecFactory> factories;

	/**
	 * Start with codecs that go before the built-in ones.
	 * @param beans the application's codecs
	 * @param services codecs that libraries bring along; beans go before them
	 * @param factories are asked for what has no codec otherwise, one after the other
	 */
	public EventCodecs(List<? extends RingCodec<?>> beans, List<? extends RingCodec<?>> services,
			List<RingCodecFactory> factories) {
		add(services, "services");
		Map<Class<?>, RingCodec<?>> fromServices = Map.copyOf(this.codecs);
		this.codecs.clear();
		add(beans, "beans");
		fromServices.forEach(this.codecs::putIfAbsent);
		this.factories = List.copyOf(factories);
	}

	private void add(List<? extends RingCodec<?>> codecs, String what) {
		for (RingCodec<?> codec : codecs) {
			RingCodec<?> other = this.codecs.putIfAbsent(codec.type(), codec);
			if (other != null) {
				throw new RingSignatureException("RingCodec<" + codec.type().getName() + ">",
						"two " + what + " are codecs of this type: " + other + " and " + codec, "keep one of them");
			}
		}
	}

	/**
	 * Whether events of a type are bytes without a type number.
	 * @param type the type
	 * @return whether they are raw
	 */
	public static boolean isRaw(Class<?> type) {
		return RawEvents.isRaw(type);
	}

	/**
	 * Whether a type has no codec but is a window over bytes.
	 * @param type the type
	 * @return whether events are bytes that it is moved over
	 */
	boolean isFlyweight(Class<?> type) {
		return !this.codecs.containsKey(type) && Flyweight.isFlyweight(type);
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

	private RingCodec<?> builtIn(Class<?> type, String user) {
		if (type == String.class) {
			return RingCodecs.text();
		}
		if (type == DeadLetter.class) {
			return RingCodecs.deadLetters();
		}
		boolean strict = type.isAnnotationPresent(RingEvent.class);
		if (!type.isRecord() && !(type.isInterface() && strict)) {
			return made(type, new RingSignatureException(user, "no codec for events of type " + type.getName(),
					"use a record, an interface with @RingEvent, String, byte[] or DirectBuffer, or add a bean RingCodec<"
							+ type.getSimpleName() + ">, or Jackson for JSON"));
		}
		try {
			return type.isRecord() ? RecordCodec.of(type.asSubclass(Record.class)) : ViewCodec.of(type);
		}
		catch (IllegalArgumentException ex) {
			RingSignatureException refused = new RingSignatureException(user, String.valueOf(ex.getMessage()),
					"change the " + (type.isRecord() ? "record" : "interface") + ", or add a bean RingCodec<"
							+ type.getSimpleName() + ">");
			if (strict) {
				throw refused;
			}
			return made(type, refused);
		}
	}

	private RingCodec<?> made(Class<?> type, RingSignatureException refused) {
		for (RingCodecFactory factory : this.factories) {
			RingCodec<?> codec = factory.codec(type);
			if (codec != null) {
				return codec;
			}
		}
		throw refused;
	}

}
