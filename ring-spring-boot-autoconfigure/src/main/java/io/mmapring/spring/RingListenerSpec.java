package io.mmapring.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A listener without an annotation: a bean of this type, or one that is given to
 * {@link RingListenerRegistry#register} while the application runs. It has the attributes
 * of {@link RingListener}, with the same defaults, and {@code ring.listeners.<id>.*} goes
 * before them.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingListenerSpec {

	private final Object handler;

	private final Map<String, Object> attributes;

	private RingListenerSpec(Object handler, Map<String, Object> attributes) {
		this.handler = handler;
		this.attributes = attributes;
	}

	/**
	 * A listener that takes each event by itself.
	 * @param <T> type of the events
	 * @param ring name of the ring
	 * @param id name of the listener
	 * @param type type of the events; all others are passed over
	 * @param handler takes the events
	 * @return the listener
	 */
	public static <T> RingListenerSpec each(String ring, String id, Class<T> type,
			RingEventHandler<? super T> handler) {
		return of(ring, id, type, handler);
	}

	/**
	 * A listener that takes events in batches.
	 * @param <T> type of the events
	 * @param ring name of the ring
	 * @param id name of the listener
	 * @param type type of the events; all others are passed over
	 * @param handler takes the batches
	 * @return the listener
	 */
	public static <T> RingListenerSpec batches(String ring, String id, Class<T> type, RingBatchHandler<T> handler) {
		return of(ring, id, type, handler);
	}

	/**
	 * A listener that takes each event by itself and says by hand when it is done with:
	 * {@code ackMode} is {@code manual}.
	 * @param <T> type of the events
	 * @param ring name of the ring
	 * @param id name of the listener
	 * @param type type of the events; all others are passed over
	 * @param handler takes the events
	 * @return the listener
	 */
	public static <T> RingListenerSpec each(String ring, String id, Class<T> type,
			RingEventHandler.Acknowledging<? super T> handler) {
		return of(ring, id, type, handler).with("ackMode", "manual");
	}

	/**
	 * A listener that takes events in batches and says by hand when each is done with:
	 * {@code ackMode} is {@code manual}.
	 * @param <T> type of the events
	 * @param ring name of the ring
	 * @param id name of the listener
	 * @param type type of the events; all others are passed over
	 * @param handler takes the batches
	 * @return the listener
	 */
	public static <T> RingListenerSpec batches(String ring, String id, Class<T> type,
			RingBatchHandler.Acknowledging<T> handler) {
		return of(ring, id, type, handler).with("ackMode", "manual");
	}

	private static RingListenerSpec of(String ring, String id, Class<?> type, Object handler) {
		if (ring.isEmpty() || id.isEmpty()) {
			throw new IllegalArgumentException("ring='%s', id='%s' (expected: two names)".formatted(ring, id));
		}
		return new RingListenerSpec(Objects.requireNonNull(handler, "handler"), Map.of()).with("ring", ring)
			.with("id", id)
			.with("types", type.getName());
	}

	/**
	 * Set the consumer group.
	 * @param group name of the group in the ring
	 * @return this listener with that group
	 */
	public RingListenerSpec group(String group) {
		return with("group", group);
	}

	/**
	 * Set what must have passed an event before.
	 * @param after groups of the ring, or ids of listeners on it
	 * @return this listener behind them
	 */
	public RingListenerSpec after(String... after) {
		return with("after", after);
	}

	/**
	 * Set any attribute of {@link RingListener}, as its text.
	 * @param attribute name of the attribute, as {@code maxBatchSize}
	 * @param values its value; several only where the annotation may have several
	 * @return this listener with that value
	 * @throws IllegalArgumentException if the annotation has no such attribute, or takes
	 * one value
	 */
	public RingListenerSpec with(String attribute, String... values) {
		Method method = Arrays.stream(RingListener.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(attribute))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"attribute=%s (expected: one of @RingListener)".formatted(attribute)));
		boolean several = method.getReturnType().isArray();
		if (!several && values.length != 1) {
			throw new IllegalArgumentException(
					"%s=%s (expected: one value)".formatted(attribute, Arrays.toString(values)));
		}
		Map<String, Object> changed = new LinkedHashMap<>(this.attributes);
		changed.put(attribute, several ? values.clone() : values[0]);
		return new RingListenerSpec(this.handler, changed);
	}

	/**
	 * What takes the events.
	 * @return a {@link RingEventHandler} or {@link RingBatchHandler}, or what
	 * acknowledges by hand instead
	 */
	public Object handler() {
		return this.handler;
	}

	/**
	 * The attributes that were set.
	 * @return texts and arrays of texts by the names of {@link RingListener}
	 */
	public Map<String, Object> attributes() {
		return Map.copyOf(this.attributes);
	}

	/**
	 * Name of the listener.
	 * @return the id, before placeholders are replaced
	 */
	public String id() {
		return String.valueOf(this.attributes.get("id"));
	}

	@Override
	public String toString() {
		return "RingListenerSpec '" + id() + "'";
	}

}
