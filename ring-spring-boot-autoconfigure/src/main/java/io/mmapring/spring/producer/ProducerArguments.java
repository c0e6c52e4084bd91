package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

import io.mmapring.event.EventHeader;
import io.mmapring.event.RingKey;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.producer.ArgumentHeaders.Kind;
import io.mmapring.spring.producer.ArgumentHeaders.Setter;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.EventKeys;
import io.mmapring.spring.rings.HeaderUse;

/** What the arguments of a method of a producer interface are. */
final class ProducerArguments {

	/** Known by its name only: spring-messaging need not be there. */
	private static final String MESSAGING_HEADER = "org.springframework.messaging.handler.annotation.Header";

	private static final Set<Class<?>> BATCHES = Set.of(List.class, Collection.class, Iterable.class, Set.class);

	private static final String ACTION = "declare it with one event, or a List of events, and if wanted with arguments that are @RingHeader or @RingKey beside one event";

	private final String place;

	private final ProducedRing produced;

	private final List<Setter> setters = new ArrayList<>();

	/** Arguments that are neither headers nor the key. */
	private final List<Integer> plain = new ArrayList<>();

	private int keyAt = -1;

	private boolean batch;

	ProducerArguments(String place, ProducedRing produced) {
		this.place = place;
		this.produced = produced;
	}

	/**
	 * Look at all arguments.
	 * @param method the method
	 * @return this
	 * @throws RingSignatureException if they cannot work
	 */
	ProducerArguments read(Method method) {
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			String header = headerName(parameters[i]);
			if (header != null) {
				header(i, parameters[i], header);
			}
			else if (parameters[i].isAnnotationPresent(RingKey.class)) {
				key(i, parameters[i].getType());
			}
			else {
				this.plain.add(i);
			}
		}
		check(!this.plain.isEmpty() || this.keyAt >= 0,
				"arguments=%d (expected: one of them an event)".formatted(parameters.length));
		return this;
	}

	/**
	 * Whether one argument is an event, or a batch of them, and not a component of one.
	 * @param method the method
	 */
	boolean hasEvent(Method method) {
		return this.plain.size() == 1 && !method.getParameterTypes()[eventAt()].isPrimitive();
	}

	/**
	 * Look at the argument that is the event, or the batch.
	 * @param method the method
	 * @param type the interface, which may say what type variables stand for
	 * @return type of the event
	 * @throws RingSignatureException if it cannot work
	 */
	Class<?> event(Method method, Class<?> type) {
		ResolvableType argument = ResolvableType.forMethodParameter(method, eventAt(), type);
		Class<?> event = event(argument, method.getGenericParameterTypes()[eventAt()].getTypeName());
		check(!this.batch || this.setters.isEmpty(),
				"arguments=a batch and headers (expected: headers beside one event only)");
		return event;
	}

	/**
	 * Look at arguments that are components of an event.
	 * @param method the method
	 * @param events types of which it may be
	 * @return the components
	 * @throws RingSignatureException if they are not those of one event
	 */
	ComponentArguments components(Method method, Collection<Class<?>> events) {
		if (events.size() != 1) {
			List<String> names = events.stream().map(Class::getName).sorted().toList();
			String problem = (this.plain.size() > 1) ? "arguments %d and %d are events (expected: one)"
				.formatted(this.plain.get(0) + 1, this.plain.get(1) + 1) : "arguments=no event (expected: one)";
			check(false, problem + ", or components of one of the events " + names
					+ " (expected: one type of event in the interface's other methods, in ring.rings.%s.types or in @RingSend(type))"
						.formatted(this.produced.ring().name()));
		}
		return ComponentArguments.of(method, events.iterator().next(), this.place, this, this.produced);
	}

	int eventAt() {
		return this.plain.get(0);
	}

	int keyAt() {
		return this.keyAt;
	}

	boolean isPlain(int argument) {
		return this.plain.contains(argument);
	}

	boolean isBatch() {
		return this.batch;
	}

	ArgumentHeaders headers() {
		return new ArgumentHeaders(List.copyOf(this.setters));
	}

	/** The headers where the key goes its own way. */
	ArgumentHeaders headersBesideKey() {
		return new ArgumentHeaders(this.setters.stream().filter((setter) -> setter.kind() != Kind.KEY).toList());
	}

	private static @Nullable String headerName(Parameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter);
		MergedAnnotation<?> header = annotations.get(RingHeader.class);
		if (!header.isPresent()) {
			header = annotations.get(MESSAGING_HEADER);
		}
		return header.isPresent() ? header.getString(MergedAnnotation.VALUE) : null;
	}

	private void header(int index, Parameter parameter, String annotated) {
		Class<?> type = parameter.getType();
		if (Map.class.isAssignableFrom(type)) {
			this.setters.add(new Setter(index, Kind.MAP, ""));
			this.produced.sets(new HeaderUse(null, this.place));
			return;
		}
		String name = (annotated.isEmpty() && parameter.isNamePresent()) ? parameter.getName() : annotated;
		check(!name.isEmpty(), "header of argument %d=\"\" (expected: a name)".formatted(index + 1));
		check(BeanUtils.isSimpleValueType(type) || CharSequence.class.isAssignableFrom(type),
				"header '%s' is a %s (expected: a text, number, truth value, enum, UUID, time or Map)".formatted(name,
						type.getName()));
		this.setters.add(new Setter(index, Kind.HEADER, name));
		this.produced.sets(new HeaderUse(name.equals(RingHeader.TRACEPARENT) ? EventHeader.TRACE : null, this.place));
	}

	private void key(int index, Class<?> type) {
		check(EventKeys.isKey(type),
				"@RingKey is a %s (expected: a whole number, char, enum, text or UUID)".formatted(type.getName()));
		check(this.keyAt < 0, "argument %d is a second @RingKey (expected: one)".formatted(index + 1));
		this.keyAt = index;
		this.setters.add(new Setter(index, Kind.KEY, ""));
		this.produced.sets(new HeaderUse(EventHeader.KEY_HASH, this.place));
	}

	private Class<?> event(ResolvableType argument, String text) {
		Class<?> raw = argument.resolve(Object.class);
		boolean array = raw.isArray() && raw != byte[].class;
		this.batch = array || BATCHES.contains(raw);
		ResolvableType event = argument;
		if (this.batch) {
			event = array ? argument.getComponentType() : argument.getGeneric(0);
		}
		Class<?> eventType = event.resolve(Object.class);
		check(eventType != Object.class && !eventType.isPrimitive() && !(this.batch && EventCodecs.isRaw(eventType)),
				"argument=%s (expected: an event type%s)".formatted(text,
						this.batch ? " with a number, in the list" : ""));
		this.produced.uses(eventType);
		return eventType;
	}

	private void check(boolean holds, String problem) {
		if (!holds) {
			throw new RingSignatureException(this.place, problem, ACTION);
		}
	}

}
