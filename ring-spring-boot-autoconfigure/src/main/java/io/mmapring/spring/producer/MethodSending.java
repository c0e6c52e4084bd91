package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.mmapring.OnFull;
import io.mmapring.spring.RingSend;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.SendMode;

/**
 * Where a method of a producer interface sends to, and how.
 *
 * @param place the method, in words
 * @param produced the ring
 * @param mode what to do if the ring is full
 * @param event type of event whose components the arguments are, if that is said
 */
record MethodSending(String place, ProducedRing produced, SendMode mode, @Nullable Class<?> event) {

	/**
	 * Read annotation and result of a method.
	 * @param method the method
	 * @param type the interface
	 * @param beanFactory has the rings
	 * @param ringOfType ring of the interface, as it is written
	 * @return what they say
	 * @throws RingSignatureException if they cannot work
	 */
	static MethodSending of(Method method, Class<?> type, BeanFactory beanFactory, String ringOfType) {
		String place = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "@RingProducer " + type.getName() + "." + method.getName() + "(", ")"));
		RingSend send = AnnotatedElementUtils.findMergedAnnotation(method, RingSend.class);
		String ring = (send != null && !send.ring().isEmpty()) ? send.ring() : ringOfType;
		ProducedRing produced = ProducedRing.of(beanFactory, ring, place);
		AttributeTexts texts = new AttributeTexts(beanFactory, place);
		OnFull onFull = (send != null) ? texts.onFull(send.onFull()) : null;
		Duration timeout = (send != null) ? texts.timeout(send.timeout()) : null;
		SendMode mode = produced.ring().mode(onFull, timeout);
		Class<?> result = method.getReturnType();
		if (result == boolean.class || result == OptionalLong.class) {
			if (onFull != null) {
				throw new RingSignatureException(place,
						"onFull=%s and result=%s (expected: one of them)".formatted(onFull, result.getSimpleName()),
						"leave onFull out, since such a method returns at once or by its time-out, or return void or long");
			}
			mode = (timeout != null) ? mode : SendMode.TRY;
		}
		else if (result != void.class && result != long.class) {
			throw new RingSignatureException(place,
					"result=%s (expected: void, long, boolean or OptionalLong)".formatted(result.getName()),
					"return void, long (the sequence), boolean or OptionalLong (neither waits)");
		}
		return new MethodSending(place, produced, mode, event(texts, (send != null) ? send.type() : "", type));
	}

	private static @Nullable Class<?> event(AttributeTexts texts, String text, Class<?> type) {
		String name = texts.resolve("type", text);
		try {
			return name.isEmpty() ? null : ClassUtils.forName(name, type.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new RingSignatureException(texts.place(), "type=%s (expected: a class of events)".formatted(name),
					"write the full name of the class, with '$' before that of a nested one");
		}
	}

}
