package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.mmapring.OnFull;
import io.mmapring.error.RingFullException;
import io.mmapring.spring.RingSend;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/**
 * What a method of a producer interface does, decided from its signature.
 */
final class ProducerMethod {

	private final String name;

	private final ManagedRing ring;

	private final SendMode mode;

	private final Class<?> result;

	private final int eventAt;

	private final boolean batch;

	private final @Nullable ArgumentHeaders headers;

	private ProducerMethod(Method method, ManagedRing ring, SendMode mode, ProducerArguments arguments) {
		this.name = method.getName();
		this.ring = ring;
		this.mode = mode;
		this.result = method.getReturnType();
		this.eventAt = arguments.eventAt();
		this.batch = arguments.isBatch();
		ArgumentHeaders headers = arguments.headers();
		this.headers = headers.isEmpty() ? null : headers;
	}

	/**
	 * Read a signature.
	 * @param method the method
	 * @param type the interface, which may say what type variables stand for
	 * @param beanFactory has the rings
	 * @param ringOfType ring of the interface, as it is written
	 * @return what it does
	 * @throws RingSignatureException if it cannot work
	 */
	static ProducerMethod of(Method method, Class<?> type, BeanFactory beanFactory, String ringOfType) {
		String place = place(method, type);
		RingSend send = AnnotatedElementUtils.findMergedAnnotation(method, RingSend.class);
		String ring = (send != null && !send.ring().isEmpty()) ? send.ring() : ringOfType;
		ProducedRing produced = ProducedRing.of(beanFactory, ring, place);
		ProducerArguments arguments = new ProducerArguments(place, produced).read(method, type);
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
		return new ProducerMethod(method, produced.open(), mode, arguments);
	}

	private static String place(Method method, Class<?> type) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "@RingProducer " + type.getName() + "." + method.getName() + "(", ")"));
	}

	/**
	 * Call it.
	 * @param arguments as the method declares them
	 * @return the method's result
	 */
	@Nullable Object call(@Nullable Object[] arguments) {
		Object event = arguments[this.eventAt];
		if (event == null) {
			throw new IllegalArgumentException(this.name + ": event=null (expected: an event)");
		}
		Object sent = this.batch ? list(event) : event;
		if (this.result == void.class) {
			publish(sent, arguments);
			return null;
		}
		if (this.result == long.class) {
			return publish(sent, arguments);
		}
		long sequence = publishInTime(sent, arguments);
		if (this.result == boolean.class) {
			return sequence >= 0 || (this.batch && ((List<?>) sent).isEmpty());
		}
		return (sequence >= 0) ? OptionalLong.of(sequence) : OptionalLong.empty();
	}

	private static List<?> list(Object batch) {
		return (batch instanceof Object[] array) ? Arrays.asList(array) : ManagedRingSender.list((Iterable<?>) batch);
	}

	private long publishInTime(Object event, @Nullable Object[] arguments) {
		try {
			return publish(event, arguments);
		}
		catch (RingFullException ex) {
			// what the result says: only with a time-out of its own does it come so far
			return -1;
		}
	}

	private long publish(Object event, @Nullable Object[] arguments) {
		if (this.batch) {
			return this.ring.publishAll((List<?>) event, this.mode);
		}
		ArgumentHeaders headers = this.headers;
		return this.ring.publish(event, this.mode, (headers != null) ? headers.of(arguments) : null);
	}

}
