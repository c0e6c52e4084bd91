package io.mmapring.spring.rings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.codec.ComponentsWriter;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventType;
import io.mmapring.event.RingCodec;
import io.mmapring.spring.RingPropertyException;

/**
 * The event types of one ring and their numbers: those that are configured, or the only
 * one that the application uses, which then has number 1.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class EventTypes {

	private final RingSettings settings;

	private final EventCodecs codecs;

	/** Types and who uses them first, in words. */
	private final Map<Class<?>, String> users = new LinkedHashMap<>();

	private final Map<Class<?>, EventType<?>> byClass = new ConcurrentHashMap<>();

	private final Map<Integer, String> names = new ConcurrentHashMap<>();

	/** Where the keys of events are, by their classes. */
	private final Map<Class<?>, EventKeys> keys = new ConcurrentHashMap<>();

	private final Set<Integer> known = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Ring ring;

	EventTypes(RingSettings settings, EventCodecs codecs) {
		this.settings = settings;
		this.codecs = codecs;
		settings.types().values().forEach((type) -> this.users.put(type, settings.key("types")));
	}

	/**
	 * Note that a type is used. If the ring is open the type is known from now on.
	 * @param type the type
	 * @param user who uses it, in words
	 */
	public synchronized void use(Class<?> type, String user) {
		if (EventCodecs.isRaw(type) || this.codecs.isFlyweight(type)) {
			this.known.add(EventType.RAW);
			return;
		}
		this.codecs.codec(type, user);
		this.keys.put(type, EventKeys.of(type, user));
		if (this.users.putIfAbsent(type, user) == null && this.ring != null) {
			try {
				open(this.ring);
			}
			catch (RuntimeException ex) {
				this.users.remove(type);
				throw ex;
			}
		}
	}

	/**
	 * Types that the application's configuration numbers.
	 * @return the types
	 */
	public Set<Class<?>> configured() {
		return Set.copyOf(this.settings.types().values());
	}

	/**
	 * How to write events of a type from their components.
	 * @param type the type
	 * @param user who does, in words
	 * @return the writer, or {@code null} if its codec does not know components
	 */
	public @Nullable ComponentsWriter components(Class<?> type, String user) {
		return ComponentsWriter.of(this.codecs.codec(type, user));
	}

	/** Number all types and make them known to the ring. */
	synchronized void open(Ring ring) {
		Map<Integer, Class<?>> numbers = numbers();
		this.ring = ring;
		numbers.forEach((id, type) -> {
			EventType<?> registered = register(ring, id, type);
			this.byClass.put(type, registered);
			this.names.put(id, registered.codec().name());
			this.known.add(id);
		});
	}

	synchronized void close() {
		this.ring = null;
	}

	private <T> EventType<T> register(Ring ring, int id, Class<T> type) {
		@SuppressWarnings("unchecked")
		RingCodec<T> codec = (RingCodec<T>) this.codecs.codec(type, this.settings.key("types." + id));
		return ring.register(id, codec);
	}

	private Map<Integer, Class<?>> numbers() {
		Map<Integer, Class<?>> numbers = new TreeMap<>(this.settings.types());
		for (Map.Entry<Class<?>, String> use : this.users.entrySet()) {
			if (!numbers.containsValue(use.getKey())) {
				if (!numbers.isEmpty()) {
					throw missing(use.getKey(), use.getValue());
				}
				numbers.put(1, use.getKey());
			}
		}
		return numbers;
	}

	private RingPropertyException missing(Class<?> type, String user) {
		Map<Integer, String> names = new TreeMap<>();
		this.settings.types().forEach((id, configured) -> names.put(id, configured.getName()));
		return new RingPropertyException(this.settings.key("types"), names,
				"a number for each type of event on the ring, also for %s, which %s uses; the others are %s"
					.formatted(type.getName(), user, this.users));
	}

	/**
	 * The type of events of a class, or of what it extends.
	 * @param <T> the class
	 * @param type the class
	 * @return its number and codec
	 */
	@SuppressWarnings("unchecked")
	public <T> EventType<T> of(Class<T> type) {
		EventType<?> known = this.byClass.get(type);
		return (EventType<T>) ((known != null) ? known : search(type));
	}

	/**
	 * Hash of the key of an event.
	 * @param event the event
	 * @return the hash, or 0 if it has no key
	 */
	long keyOf(Object event) {
		return keys(event).keyOf(event);
	}

	/**
	 * Whether events have keys.
	 * @param event one of them
	 * @return whether its type has a component that is the key
	 */
	boolean hasKey(Object event) {
		return keys(event).isThere();
	}

	private EventKeys keys(Object event) {
		Class<?> type = event.getClass();
		EventKeys keys = this.keys.get(type);
		if (keys == null) {
			keys = EventCodecs.isRaw(type) ? EventKeys.NONE : EventKeys.of(of(type).codec().type(), "a sender");
			this.keys.put(type, keys);
		}
		return keys;
	}

	private EventType<?> search(Class<?> type) {
		for (EventType<?> known : this.byClass.values()) {
			if (known.codec().type().isAssignableFrom(type)) {
				this.byClass.put(type, known);
				return known;
			}
		}
		use(type, "a sender");
		EventType<?> known = this.byClass.get(type);
		if (known == null) {
			throw missing(type, "a sender");
		}
		return known;
	}

	/**
	 * Whether a type has no codec but is a window over bytes.
	 * @param type the type
	 * @return whether events are bytes that it is moved over
	 */
	public boolean isFlyweight(Class<?> type) {
		return this.codecs.isFlyweight(type);
	}

	/**
	 * Whether a number stands for a type that this application knows.
	 * @param id the number
	 * @return whether it is known
	 */
	public boolean isKnown(int id) {
		return this.known.contains(id);
	}

	/**
	 * Name of a type on the ring.
	 * @param id its number
	 * @return the name; an empty text for bytes and for a type that is not known
	 */
	public String name(int id) {
		return this.names.getOrDefault(id, "");
	}

	/**
	 * What tells the ring from another one of the same name.
	 * @return its id
	 * @throws IllegalStateException if it is not open
	 */
	public UUID ringId() {
		return openRing().id();
	}

	/**
	 * Headers that events of the ring have.
	 * @return the headers
	 * @throws IllegalStateException if it is not open
	 */
	public Set<EventHeader> eventHeaders() {
		return openRing().eventHeaders();
	}

	/**
	 * Whether events of the ring can have headers of the user's own.
	 * @return whether there is room for them
	 * @throws IllegalStateException if it is not open
	 */
	public boolean hasUserHeaders() {
		return openRing().userHeaderBytes() > 0;
	}

	private Ring openRing() {
		Ring ring = this.ring;
		if (ring == null) {
			throw new IllegalStateException("ring '%s' is not open".formatted(this.settings.name()));
		}
		return ring;
	}

	/**
	 * Whether there are several, so that a listener may meet types that it does not take.
	 * @return whether events of more than one type are known
	 */
	public boolean isMixed() {
		return this.known.size() > 1;
	}

}
