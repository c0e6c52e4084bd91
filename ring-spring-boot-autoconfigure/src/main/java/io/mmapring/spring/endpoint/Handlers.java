package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.ListenerSignature.Tier;
import io.mmapring.spring.rings.EventCodecs;

/**
 * Puts the methods of a class together that share the events of one listener: each event
 * goes to the method for its type.
 */
final class Handlers {

	private static final String ACTION = "give each type of events one method with @RingHandler, and at most one the attribute isDefault";

	private final String place;

	private final List<Handler> handlers;

	/**
	 * Put methods together.
	 * @param place the class in words
	 * @param handlers its methods
	 */
	Handlers(String place, List<Handler> handlers) {
		this.place = place;
		// reflection gives them in any order, and messages shall not differ
		this.handlers = handlers.stream().sorted(Comparator.comparing(Handler::place)).toList();
	}

	/**
	 * The methods as one.
	 * @param acknowledges whether events are acknowledged by hand
	 * @return how to call them
	 * @throws RingSignatureException if an event could go to several methods, or cannot
	 * go to one
	 */
	ListenerSignature signature(boolean acknowledges) {
		check(!this.handlers.isEmpty(), this.place, "methods=0 with @RingHandler (expected: 1 or more)");
		this.handlers.forEach((handler) -> check(handler, acknowledges));
		List<Handler> defaults = this.handlers.stream().filter(Handler::isDefault).toList();
		check(defaults.size() <= 1, this.place, "isDefault=%s (expected: at most one method)"
			.formatted(defaults.stream().map(Handler::place).toList()));
		Set<Class<?>> types = new LinkedHashSet<>();
		this.handlers.stream()
			.filter((handler) -> !handler.isDefault())
			.forEach((handler) -> types.addAll(handler.signature().eventTypes()));
		MethodHandle invoker = defaults.isEmpty() ? unhandled() : defaults.get(0).signature().invoker();
		for (Class<?> type : generalFirst(types)) {
			invoker = MethodHandles.guardWithTest(isInstance(type), handler(type).signature().invoker(), invoker);
		}
		defaults.forEach((handler) -> types.addAll(handler.signature().eventTypes()));
		return new ListenerSignature(List.copyOf(types), EventForm.EACH,
				any((handler) -> handler.signature().endOfBatch()),
				any((handler) -> handler.signature().acknowledges()),
				this.handlers.stream()
					.flatMap((handler) -> handler.signature().headers().stream())
					.collect(Collectors.toSet()),
				List.of(), any((handler) -> handler.signature().tier() == Tier.MESSAGING) ? Tier.MESSAGING : Tier.FAST,
				invoker);
	}

	/**
	 * Where results go.
	 * @return the ring for those of all methods, or {@code null} if there are none
	 * @throws RingSignatureException if they go to several rings
	 */
	@Nullable Forward forward() {
		List<Forward> forwards = this.handlers.stream().map(Handler::forward).filter(Objects::nonNull).toList();
		List<String> rings = forwards.stream().map(Forward::ring).distinct().sorted().toList();
		check(rings.size() <= 1, this.place,
				"@SendTo=%s (expected: one ring for all methods with @RingHandler)".formatted(rings));
		List<Class<?>> types = forwards.stream().<Class<?>>map(Forward::type).distinct().toList();
		return rings.isEmpty() ? null : new Forward(rings.get(0), (types.size() == 1) ? types.get(0) : null);
	}

	private boolean any(java.util.function.Predicate<Handler> condition) {
		return this.handlers.stream().anyMatch(condition);
	}

	private void check(Handler handler, boolean acknowledges) {
		ListenerSignature signature = handler.signature();
		check(!signature.batch(), handler.place(),
				"argument=batch (expected: a single event, since each has its method)");
		boolean raw = signature.eventTypes().stream().anyMatch(EventCodecs::isRaw);
		check(raw || !handler.isDefault(), handler.place(),
				"isDefault with an argument that is no byte[], ByteBuffer or DirectBuffer (expected: bytes, of all other types); a sealed type needs no isDefault");
		check(!raw || handler.isDefault(), handler.place(), "argument=%s without isDefault (expected: a type of events)"
			.formatted(signature.eventTypes().get(0).getName()));
		check(!acknowledges || signature.acknowledges(), handler.place(),
				"ack-mode=manual without an Acknowledgment (expected: one in each method), so that its group would never get on");
	}

	/** The method for a type: of those that take it the one that takes least besides. */
	private Handler handler(Class<?> type) {
		List<Handler> candidates = this.handlers.stream()
			.filter((handler) -> handler.types().contains(type))
			.sorted(Comparator.comparingInt((handler) -> handler.types().size()))
			.toList();
		Handler first = candidates.get(0);
		for (Handler other : candidates.subList(1, candidates.size())) {
			Set<Class<?>> types = other.types();
			check(types.containsAll(first.types()) && types.size() > first.types().size(), this.place,
					"%s and %s both take %s (expected: one of them, or one that takes fewer types)"
						.formatted(first.place(), other.place(), type.getName()));
		}
		return first;
	}

	/** Of the kinds of one another the more general first: it is asked last. */
	private static List<Class<?>> generalFirst(Set<Class<?>> types) {
		List<Class<?>> sorted = new ArrayList<>();
		for (Class<?> type : types) {
			int at = 0;
			while (at < sorted.size() && !type.isAssignableFrom(sorted.get(at))) {
				at++;
			}
			sorted.add(at, type);
		}
		return sorted;
	}

	private static MethodHandle isInstance(Class<?> type) {
		try {
			MethodHandle test = MethodHandles.lookup()
				.findVirtual(Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class))
				.bindTo(type);
			return MethodHandles.dropArguments(test, 1, DeliveryContext.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Class has no isInstance", ex);
		}
	}

	private static MethodHandle unhandled() {
		try {
			MethodHandle failure = MethodHandles.lookup()
				.findStatic(Handlers.class, "unhandled",
						SignatureReader.INVOKER.changeReturnType(IllegalStateException.class));
			return MethodHandles.filterReturnValue(failure,
					MethodHandles.throwException(Object.class, IllegalStateException.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Handlers has no unhandled", ex);
		}
	}

	static IllegalStateException unhandled(Object event, DeliveryContext context) {
		return new IllegalStateException("no method takes %s: event=%s".formatted(context, event.getClass().getName()));
	}

	private static void check(boolean holds, String place, String problem) {
		if (!holds) {
			throw new RingSignatureException(place, problem, ACTION);
		}
	}

	/**
	 * One method of the class.
	 *
	 * @param place the method in words
	 * @param signature how to call it
	 * @param isDefault whether it takes what no other one takes
	 * @param forward where its results go, or {@code null}
	 */
	record Handler(String place, ListenerSignature signature, boolean isDefault, @Nullable Forward forward) {

		private Set<Class<?>> types() {
			return new HashSet<>(this.signature.eventTypes());
		}

	}

}
