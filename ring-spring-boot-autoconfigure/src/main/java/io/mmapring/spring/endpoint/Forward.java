package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.SendTo;
import io.mmapring.spring.rings.AttributeResolver;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/**
 * Sends what a listener's method returns to another ring.
 *
 * @param ring name of the ring
 * @param type type of the results, or {@code null} if only each result tells
 */
public record Forward(String ring, @Nullable Class<?> type) {

	/** Read by name: Spring Messaging need not be there. */
	private static final String MESSAGING_SEND_TO = "org.springframework.messaging.handler.annotation.SendTo";

	private static final String ACTION = "return the event, or an array, Iterable or Stream of events, with @SendTo(\"ring\"), or nothing without it";

	/**
	 * Read where results go.
	 * @param place the method in words
	 * @param ring the ring that the method listens to
	 * @param method the method
	 * @param declaring the class that may say what type variables stand for
	 * @param resolver resolves placeholders
	 * @return where they go, or {@code null} if there are none
	 * @throws RingSignatureException if it cannot work
	 */
	static @Nullable Forward of(String place, String ring, Method method, Class<?> declaring,
			AttributeResolver resolver) {
		List<String> targets = targets(method, resolver);
		ResolvableType result = ResolvableType.forMethodReturnType(method, declaring);
		Class<?> resolved = result.resolve(Object.class);
		boolean returns = resolved != void.class && resolved != Void.class;
		if (targets.isEmpty()) {
			check(!returns, place, "result=%s without @SendTo (expected: void)".formatted(result));
			return null;
		}
		check(targets.size() == 1 && !targets.get(0).isEmpty(), place,
				"@SendTo=%s (expected: the name of one ring)".formatted(targets));
		check(returns, place, "result=void with @SendTo (expected: what to send)");
		check(!Future.class.isAssignableFrom(resolved) && !CompletionStage.class.isAssignableFrom(resolved)
				&& !resolved.getName().equals("org.reactivestreams.Publisher")
				&& !resolved.getName().startsWith("reactor."), place,
				"result=%s (expected: an event that is there when the method returns)".formatted(result));
		Class<?> type = element(result).resolve();
		check(type == null || !type.isPrimitive(), place, "result=%s (expected: an event)".formatted(result));
		check(!targets.get(0).equals(ring), place,
				"@SendTo=%s (expected: another ring, since the listener would wait for itself when its own is full)"
					.formatted(ring));
		return new Forward(targets.get(0), isOpen(type) ? null : type);
	}

	private static void check(boolean holds, String place, String problem) {
		if (!holds) {
			throw new RingSignatureException(place, problem, ACTION);
		}
	}

	private static List<String> targets(Method method, AttributeResolver resolver) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		MergedAnnotation<SendTo> own = annotations.get(SendTo.class);
		if (own.isPresent()) {
			return List.of(resolver.text(own.getString(MergedAnnotation.VALUE)));
		}
		MergedAnnotation<?> messaging = annotations.get(MESSAGING_SEND_TO);
		return messaging.isPresent() ? resolver.texts(messaging.getStringArray(MergedAnnotation.VALUE)) : List.of();
	}

	private static ResolvableType element(ResolvableType result) {
		Class<?> type = result.resolve(Object.class);
		if (type.isArray() && type != byte[].class) {
			return result.getComponentType();
		}
		if (Iterable.class.isAssignableFrom(type)) {
			return result.as(Iterable.class).getGeneric(0);
		}
		return Stream.class.isAssignableFrom(type) ? result.as(Stream.class).getGeneric(0) : result;
	}

	/** Whether each result is of a type that only it tells. */
	private static boolean isOpen(@Nullable Class<?> type) {
		return type == null || type == Object.class || type.isSealed() || (Modifier.isAbstract(type.getModifiers())
				&& !type.isArray() && !type.isAnnotationPresent(RingEvent.class) && !EventCodecs.isRaw(type));
	}

	/** Call a method and send what it returns. */
	MethodHandle after(MethodHandle invoker, ManagedRing target) {
		try {
			MethodHandle send = MethodHandles.lookup()
				.findStatic(Forward.class, "send",
						MethodType.methodType(Object.class, ManagedRing.class, Object.class));
			return MethodHandles.filterReturnValue(invoker, send.bindTo(target));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Forward has no method to send", ex);
		}
	}

	static @Nullable Object send(ManagedRing target, @Nullable Object result) {
		if (result instanceof Stream<?> stream) {
			try (stream) {
				sendAll(target, stream.toList());
			}
		}
		else if (result instanceof Iterable<?> iterable) {
			List<Object> events = new ArrayList<>();
			iterable.forEach(events::add);
			sendAll(target, events);
		}
		else if (result instanceof Object[] array) {
			sendAll(target, Arrays.asList(array));
		}
		else if (result != null) {
			target.publish(result);
		}
		return null;
	}

	private static void sendAll(ManagedRing target, List<?> events) {
		if (!events.isEmpty()) {
			target.publishAll(events, SendMode.CONFIGURED);
		}
	}

}
