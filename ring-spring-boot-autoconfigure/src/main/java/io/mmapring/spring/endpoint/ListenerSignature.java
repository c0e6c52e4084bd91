package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.agrona.DirectBuffer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.EventCodecs;

/**
 * How events are handed to a method, decided once from its arguments.
 *
 * @param eventType type of the event, or of those in the list
 * @param batch whether it takes a list
 * @param endOfBatch whether it asks for the end of a batch
 * @param invoker calls the method with the event or list, and what else it asks for from
 * the context; returns its result
 */
public record ListenerSignature(Class<?> eventType, boolean batch, boolean endOfBatch, MethodHandle invoker) {

	/** Called with {@code invokeExact}. */
	private static final MethodType INVOKER = MethodType.methodType(Object.class, Object.class, DeliveryContext.class);

	private static final String ACTION = "declare it as void with one argument for the event (a record, a view, String, byte[], ByteBuffer, DirectBuffer or a type with a RingCodec bean) and, if wanted, a long for the sequence, a boolean for the end of the batch and a RingMetadata; or with a List of events and, if wanted, a long for the first sequence and a RingMetadata";

	/**
	 * Read a signature.
	 * @param place the method in words
	 * @param bean has the method
	 * @param method can be invoked on the bean
	 * @param declaring the class that may say what type variables stand for
	 * @return how to call it
	 * @throws RingSignatureException if it cannot work
	 */
	static ListenerSignature of(String place, Object bean, Method method, Class<?> declaring) {
		if (Modifier.isStatic(method.getModifiers())) {
			throw new RingSignatureException(place, "it is static", "make it a method of the bean");
		}
		if (method.getReturnType() != void.class) {
			throw new RingSignatureException(place,
					"result=%s (expected: void)".formatted(method.getReturnType().getName()), ACTION);
		}
		return new Arguments(place, method, declaring).read().signature(bean);
	}

	/** Where each argument of the method comes from. */
	private static final class Arguments {

		private final String place;

		private final Method method;

		private final Class<?> declaring;

		private int eventAt = -1;

		/** Where the arguments are that come from the context, by their sources. */
		private final Map<ContextArgument, Integer> contextAt = new EnumMap<>(ContextArgument.class);

		private Class<?> eventType = Object.class;

		private boolean batch;

		Arguments(String place, Method method, Class<?> declaring) {
			this.place = place;
			this.method = method;
			this.declaring = declaring;
		}

		Arguments read() {
			for (int i = 0; i < this.method.getParameterCount(); i++) {
				ContextArgument argument = ContextArgument.of(this.method.getParameterTypes()[i]);
				if (argument != null) {
					Integer before = this.contextAt.put(argument, i);
					once((before != null) ? before : -1, i, argument.what());
				}
				else {
					this.eventAt = once(this.eventAt, i, "event");
					event(ResolvableType.forMethodParameter(this.method, i, this.declaring));
				}
			}
			check(this.eventAt >= 0,
					"arguments=%d (expected: one of them an event)".formatted(this.method.getParameterCount()));
			check(!this.batch || !this.contextAt.containsKey(ContextArgument.END_OF_BATCH),
					"arguments=List and boolean (expected: no boolean, the list is the batch)");
			return this;
		}

		private int once(int before, int now, String what) {
			check(before < 0, "arguments %d and %d (expected: at most one %s)".formatted(before + 1, now + 1, what));
			return now;
		}

		private void event(ResolvableType type) {
			this.batch = type.resolve() == List.class;
			Class<?> resolved = (this.batch ? type.getGeneric(0) : type).resolve(Object.class);
			check(resolved != Object.class && !resolved.isPrimitive() && !Number.class.isAssignableFrom(resolved)
					&& resolved != Boolean.class, "argument=%s (expected: an event)".formatted(type));
			check(!this.batch || resolved == byte[].class || !EventCodecs.isRaw(resolved),
					"argument=%s (expected: a type whose events can be kept)".formatted(type));
			check(!DirectBuffer.class.isAssignableFrom(resolved) || resolved == DirectBuffer.class,
					"argument=%s (expected: DirectBuffer, since events must not be changed)".formatted(type));
			check(!ByteBuffer.class.isAssignableFrom(resolved) || resolved == ByteBuffer.class,
					"argument=%s (expected: ByteBuffer, which is a slot and not an array)".formatted(type));
			this.eventType = resolved;
		}

		private void check(boolean holds, String problem) {
			if (!holds) {
				throw new RingSignatureException(this.place, problem, ACTION);
			}
		}

		ListenerSignature signature(Object bean) {
			MethodHandle bound = handle().bindTo(bean);
			int[] order = new int[this.method.getParameterCount()];
			for (Map.Entry<ContextArgument, Integer> entry : this.contextAt.entrySet()) {
				int at = entry.getValue();
				order[at] = 1;
				bound = MethodHandles.filterArguments(bound, at, entry.getKey().getter());
			}
			MethodType erased = bound.type().changeParameterType(this.eventAt, Object.class);
			MethodHandle invoker = MethodHandles.permuteArguments(bound.asType(erased.changeReturnType(Object.class)),
					INVOKER, order);
			return new ListenerSignature(this.eventType, this.batch,
					this.contextAt.containsKey(ContextArgument.END_OF_BATCH), invoker);
		}

		private MethodHandle handle() {
			try {
				ReflectionUtils.makeAccessible(this.method);
				return MethodHandles.lookup().unreflect(this.method);
			}
			catch (IllegalAccessException | RuntimeException ex) {
				throw new RingSignatureException(this.place, "it cannot be called: " + ex.getMessage(),
						"make it public in an exported package");
			}
		}

	}

}
