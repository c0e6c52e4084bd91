package io.mmapring.spring.endpoint;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.ListenerSignature.Tier;

/**
 * Reads methods that ask for what only Spring Messaging can make: payloads that are
 * validated, single headers, a message. All is known by name, since that library need not
 * be there.
 */
final class MessagingSignature {

	private static final String MESSAGING = "org.springframework.messaging.";

	private static final String ACTION = "declare one argument as the payload, or leave out what asks for Spring Messaging";

	private MessagingSignature() {
	}

	/** Whether a method asks for it. */
	static boolean isAskedFor(Method method) {
		return Arrays.stream(method.getParameters())
			.anyMatch((parameter) -> isOfMessaging(parameter.getType()) || has(parameter, MESSAGING)
					|| isValidated(parameter)
					|| isListOfMessages(ResolvableType.forType(parameter.getParameterizedType())));
	}

	/** Whether an argument is to be validated. */
	static boolean isValidated(Parameter parameter) {
		return has(parameter, "org.springframework.validation.annotation.Validated")
				|| has(parameter, "jakarta.validation.Valid");
	}

	private static boolean isOfMessaging(Class<?> type) {
		return type.getName().startsWith(MESSAGING);
	}

	private static boolean isListOfMessages(ResolvableType type) {
		return type.resolve() == List.class && isMessage(type.getGeneric(0).resolve(Object.class));
	}

	private static boolean isMessage(Class<?> type) {
		return type.getName().equals(MESSAGING + "Message");
	}

	private static boolean has(Parameter parameter, String annotation) {
		return Arrays.stream(parameter.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> type.getName().startsWith(annotation));
	}

	/**
	 * Read a signature.
	 * @param place the method in words
	 * @param bean has the method
	 * @param method can be invoked on the bean
	 * @param declaring the class that may say what type variables stand for
	 * @param types the types of events that the annotation asks for
	 * @param calls calls such methods, or {@code null} if Spring Messaging is not there
	 * @return how to call it
	 * @throws RingSignatureException if it cannot work
	 */
	static ListenerSignature read(String place, Object bean, Method method, Class<?> declaring, List<Class<?>> types,
			@Nullable MessagingCalls calls) {
		if (calls == null) {
			throw new RingSignatureException(place, "it asks for a message, and Spring Messaging is not there",
					"add the dependency org.springframework:spring-messaging, or take the event without its annotations");
		}
		EventArgument event = null;
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			check(!parameters[i].isAnnotationPresent(RingHeader.class), place,
					"@RingHeader and what asks for Spring Messaging (expected: one of them, as @Header of Spring Messaging)");
			ResolvableType payload = payload(parameters[i], ResolvableType.forMethodParameter(method, i, declaring));
			if (payload != null) {
				check(event == null, place, "payloads=2 or more (expected: at most one)");
				event = EventArgument.of(payload, types, (holds, problem) -> check(holds, place, problem));
			}
		}
		if (event == null && !types.isEmpty()) {
			event = new EventArgument(EventForm.EACH, types);
		}
		if (event == null) {
			throw new RingSignatureException(place, "payloads=0 (expected: one, or types in the annotation)", ACTION);
		}
		boolean endOfBatch = Arrays.asList(method.getParameterTypes()).contains(boolean.class);
		boolean acknowledges = Arrays.asList(method.getParameterTypes()).contains(Acknowledgment.class);
		return new ListenerSignature(event.types(), event.form(), endOfBatch, acknowledges, Set.of(),
				event.form().isBatch() ? List.of(calls::headers) : List.of(), Tier.MESSAGING,
				invoker(calls.call(place, bean, method)));
	}

	private static @Nullable ResolvableType payload(Parameter parameter, ResolvableType type) {
		if (isMessage(parameter.getType())) {
			return type.getGeneric(0);
		}
		if (isListOfMessages(type)) {
			return ResolvableType.forClassWithGenerics(List.class, type.getGeneric(0).getGeneric(0));
		}
		boolean header = has(parameter, MESSAGING + "handler.annotation.Header") || isOfMessaging(parameter.getType());
		boolean context = parameter.getAnnotations().length == 0 && DeliveryContext.hasArgument(parameter.getType());
		return (header || context) ? null : type;
	}

	private static void check(boolean holds, String place, String problem) {
		if (!holds) {
			throw new RingSignatureException(place, problem, ACTION);
		}
	}

	private static MethodHandle invoker(MessagingCalls.Call call) {
		try {
			return MethodHandles.lookup()
				.findVirtual(MessagingCalls.Call.class, "call", SignatureReader.INVOKER)
				.bindTo(call);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("MessagingCalls.Call has no call", ex);
		}
	}

}
