package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.util.List;

import org.springframework.core.ResolvableType;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What a method of a producer interface does, decided from its signature.
 */
abstract class ProducerMethod {

	/**
	 * Call it.
	 * @param event the argument
	 * @return the method's result
	 */
	abstract Object call(ManagedRing ring, Object event);

	/**
	 * Read a signature.
	 * @param method the method
	 * @param type the interface, which may say what type variables stand for
	 * @param produced told of the event type
	 * @return what it does
	 * @throws RingSignatureException if it cannot work
	 */
	static ProducerMethod of(Method method, Class<?> type, ProducedRing produced) {
		if (method.getParameterCount() != 1) {
			throw unusable(method, "arguments=%d (expected: 1, the event)".formatted(method.getParameterCount()));
		}
		ResolvableType argument = ResolvableType.forMethodParameter(method, 0, type);
		boolean batch = List.class == argument.resolve();
		Class<?> eventType = (batch ? argument.getGeneric(0) : argument).resolve();
		if (eventType == null || eventType == Object.class || (batch && EventCodecs.isRaw(eventType))) {
			throw unusable(method, "argument=%s (expected: an event type%s)".formatted(argument,
					batch ? " with a number, in the list" : ""));
		}
		produced.uses(eventType);
		Class<?> result = method.getReturnType();
		if (result == void.class || result == long.class) {
			return batch ? new SendAll() : new Send();
		}
		if (result == boolean.class && !batch) {
			return new TrySend();
		}
		throw unusable(method, "result=%s (expected: %s)".formatted(result.getName(),
				batch ? "void or long" : "void, long or boolean"));
	}

	private static RingSignatureException unusable(Method method, String problem) {
		return new RingSignatureException("@RingProducer " + method.toGenericString(), problem,
				"declare it as void (waits), long (sequence) or boolean (never waits) with one event, or as void or long with a List of events");
	}

	private static final class Send extends ProducerMethod {

		@Override
		Object call(ManagedRing ring, Object event) {
			return ring.publish(event);
		}

	}

	private static final class TrySend extends ProducerMethod {

		@Override
		Object call(ManagedRing ring, Object event) {
			return ring.tryPublish(event);
		}

	}

	private static final class SendAll extends ProducerMethod {

		@Override
		Object call(ManagedRing ring, Object events) {
			return ring.publishAll((List<?>) events);
		}

	}

}
