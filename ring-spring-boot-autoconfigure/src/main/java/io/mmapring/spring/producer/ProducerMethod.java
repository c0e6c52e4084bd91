package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFullException;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/**
 * What a method of a producer interface does with an event, or a batch.
 */
final class ProducerMethod {

	private final String name;

	private final ManagedRing ring;

	private final SendMode mode;

	private final Class<?> result;

	private final int eventAt;

	private final boolean batch;

	private final @Nullable ArgumentHeaders headers;

	/**
	 * Make it.
	 * @param method the method
	 * @param ring where it sends to
	 * @param mode what to do if the ring is full
	 * @param arguments its arguments, of which one is an event
	 */
	ProducerMethod(Method method, ManagedRing ring, SendMode mode, ProducerArguments arguments) {
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
