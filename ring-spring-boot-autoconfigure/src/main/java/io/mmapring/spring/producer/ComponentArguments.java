package io.mmapring.spring.producer;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.ClassUtils;

import io.mmapring.codec.ComponentsWriter;
import io.mmapring.spring.RingSignatureException;

/**
 * Arguments that are the components of an event, by their names.
 *
 * @param event type of the event
 * @param writer writes its components
 * @param places for each component the index of its argument
 * @param keyAt index of the argument that is the key, or a negative number
 */
record ComponentArguments(Class<?> event, ComponentsWriter writer, List<Integer> places, int keyAt) {

	/**
	 * Match them.
	 * @param method the method
	 * @param event type of the event
	 * @param place the method, in words
	 * @param arguments what else the method's arguments are
	 * @param produced the ring
	 * @return the arguments
	 * @throws RingSignatureException if they are not just the components
	 */
	static ComponentArguments of(Method method, Class<?> event, String place, ProducerArguments arguments,
			ProducedRing produced) {
		produced.uses(event);
		ComponentsWriter writer = produced.ring().types().components(event, place);
		if (writer == null) {
			throw new RingSignatureException(place,
					"%s has a codec of its own (expected: that of a record, or of an interface with @RingEvent)"
						.formatted(event.getName()),
					"take the event as a whole");
		}
		Parameter[] parameters = method.getParameters();
		List<String> names = writer.names();
		List<Class<?>> types = writer.handle().type().parameterList().subList(1, names.size() + 1);
		if (!parameters[0].isNamePresent()) {
			throw new RingSignatureException(place,
					"names of the arguments=none (expected: those of the components of %s: %s)"
						.formatted(event.getName(), words(names, types)),
					"compile with -parameters");
		}
		List<String> given = Arrays.stream(parameters).map(Parameter::getName).toList();
		List<Integer> mine = IntStream.range(0, parameters.length)
			.filter((index) -> arguments.isPlain(index)
					|| (index == arguments.keyAt() && names.contains(given.get(index))))
			.boxed()
			.toList();
		List<Integer> places = names.stream().map(given::indexOf).toList();
		boolean fits = mine.size() == places.size() && mine.containsAll(places);
		for (int i = 0; fits && i < places.size(); i++) {
			fits = parameters[places.get(i)].getType() == types.get(i);
		}
		if (!fits) {
			throw new RingSignatureException(place,
					"arguments=%s (expected: %s, the components of %s)".formatted(
							words(mine.stream().map(given::get).toList(),
									mine.stream().<Class<?>>map((index) -> parameters[index].getType()).toList()),
							words(names, types), event.getName()),
					"take all components by their names and types, in any order, or the event as a whole");
		}
		int key = (arguments.keyAt() >= 0) ? arguments.keyAt() : given.indexOf(writer.key());
		return new ComponentArguments(event, writer, places, key);
	}

	private static String words(List<String> names, List<Class<?>> types) {
		return IntStream.range(0, names.size())
			.mapToObj((index) -> ClassUtils.getShortName(types.get(index)) + " " + names.get(index))
			.collect(Collectors.joining(", "));
	}

}
