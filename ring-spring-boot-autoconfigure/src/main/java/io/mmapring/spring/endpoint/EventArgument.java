package io.mmapring.spring.endpoint;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.agrona.DirectBuffer;
import org.springframework.core.ResolvableType;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.rings.EventCodecs;

/**
 * What a listener takes as its events.
 *
 * @param form how many at once
 * @param types the types of the events
 */
record EventArgument(EventForm form, List<Class<?>> types) {

	/**
	 * Read the argument that is the event.
	 * @param argument its type
	 * @param asked the types that the annotation asks for
	 * @param check refuses the method
	 * @return the form and the types
	 */
	static EventArgument of(ResolvableType argument, List<Class<?>> asked, SignatureCheck check) {
		EventForm form = form(argument);
		Class<?> type = (form.isBatch() ? argument.getGeneric(0) : argument).resolve(Object.class);
		asked.forEach((one) -> check.that(type.isAssignableFrom(one),
				"types=%s (expected: kinds of the argument %s)".formatted(one.getName(), argument)));
		Set<Class<?>> kinds = new LinkedHashSet<>();
		for (Class<?> one : asked.isEmpty() ? List.of(type) : asked) {
			check(form, one, asked.isEmpty() ? argument.toString() : one.getName(), check);
			kinds.addAll(kinds(one));
		}
		return new EventArgument(form, List.copyOf(kinds));
	}

	private static void check(EventForm form, Class<?> type, String argument, SignatureCheck check) {
		check.that(
				type != Object.class && !type.isPrimitive() && !Number.class.isAssignableFrom(type)
						&& type != Boolean.class && type != Character.class,
				"argument=%s (expected: an event, or several types in the attribute types)".formatted(argument));
		check.that(form != EventForm.LIST || type == byte[].class || !EventCodecs.isRaw(type),
				"argument=%s (expected: a type whose events can be kept, or a RingBatch)".formatted(argument));
		check.that(!DirectBuffer.class.isAssignableFrom(type) || type == DirectBuffer.class,
				"argument=%s (expected: DirectBuffer, since events must not be changed)".formatted(argument));
		check.that(!ByteBuffer.class.isAssignableFrom(type) || type == ByteBuffer.class,
				"argument=%s (expected: ByteBuffer, which is a slot and not an array)".formatted(argument));
	}

	private static EventForm form(ResolvableType argument) {
		Class<?> type = argument.resolve();
		if (type == RingBatch.class) {
			return EventForm.BATCH;
		}
		return (type == List.class) ? EventForm.LIST : EventForm.EACH;
	}

	/** A sealed type stands for all that it permits. */
	private static Set<Class<?>> kinds(Class<?> type) {
		Set<Class<?>> kinds = new LinkedHashSet<>();
		if (!type.isSealed() || type.isAnnotationPresent(RingEvent.class)) {
			kinds.add(type);
		}
		else {
			for (Class<?> permitted : type.getPermittedSubclasses()) {
				kinds.addAll(kinds(permitted));
			}
		}
		return kinds;
	}

}
