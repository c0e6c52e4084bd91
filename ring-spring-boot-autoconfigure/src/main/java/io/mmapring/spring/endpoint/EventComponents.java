package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.StringUtils;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingHeader;

/**
 * Arguments that are components of the event, by their names: read from a view where it
 * lies, without an object; from a record when it is made.
 */
final class EventComponents {

	private final Map<Integer, Method> getters = new HashMap<>();

	private EventComponents() {
	}

	/**
	 * Find the arguments that are components of the event.
	 * @param method the method
	 * @param types the types of events that the annotation asks for
	 * @param check refuses the method
	 * @return the components, or {@code null} if the method takes events as a whole
	 */
	static @Nullable EventComponents of(Method method, List<Class<?>> types, SignatureCheck check) {
		if (types.size() != 1) {
			return null;
		}
		Class<?> type = types.get(0);
		boolean divisible = type.isRecord() || (type.isInterface() && type.isAnnotationPresent(RingEvent.class));
		Class<?>[] arguments = method.getParameterTypes();
		if (!divisible || Arrays.stream(arguments).anyMatch((argument) -> isWhole(argument, type))) {
			return null;
		}
		@Nullable String @Nullable [] names = new DefaultParameterNameDiscoverer().getParameterNames(method);
		if (names == null) {
			check.that(!Arrays.stream(arguments).allMatch(Class::isPrimitive),
					"names of the arguments=none (expected: those of components of %s); compile with -parameters"
						.formatted(type.getName()));
			return null;
		}
		EventComponents components = new EventComponents();
		for (int i = 0; i < arguments.length; i++) {
			Method getter = isHeader(method, i) ? null : getter(type, String.valueOf(names[i]));
			if (getter != null) {
				components.getters.put(i, getter);
			}
		}
		if (components.getters.isEmpty()) {
			return null;
		}
		components.check(method, type, names, check);
		return components;
	}

	private static boolean isHeader(Method method, int index) {
		return method.getParameters()[index].isAnnotationPresent(RingHeader.class);
	}

	private void check(Method method, Class<?> type, @Nullable String[] names, SignatureCheck check) {
		Class<?>[] arguments = method.getParameterTypes();
		for (int i = 0; i < arguments.length; i++) {
			Method getter = this.getters.get(i);
			if (getter != null) {
				check.that(getter.getReturnType() == arguments[i], "argument %s=%s (expected: %s, as in %s)"
					.formatted(names[i], arguments[i].getName(), getter.getReturnType().getName(), type.getName()));
			}
			else {
				check.that(isHeader(method, i) || ContextArgument.of(arguments[i]) != null,
						"argument %s (expected: a component of %s)".formatted(names[i], type.getName()));
			}
		}
	}

	private static boolean isWhole(Class<?> argument, Class<?> type) {
		return argument.isAssignableFrom(type) || List.class == argument || RingBatch.class == argument;
	}

	private static @Nullable Method getter(Class<?> type, String name) {
		String capital = StringUtils.capitalize(name);
		for (Method method : type.getMethods()) {
			boolean named = method.getName().equals(name) || (!type.isRecord()
					&& (method.getName().equals("get" + capital) || method.getName().equals("is" + capital)));
			if (named && method.getParameterCount() == 0 && method.getReturnType() != void.class) {
				return method;
			}
		}
		return null;
	}

	boolean has(int argument) {
		return this.getters.containsKey(argument);
	}

	/** Let a method take the event in the place of each of its components. */
	MethodHandle filter(MethodHandle target) {
		MethodHandle filtered = target;
		for (Map.Entry<Integer, Method> entry : this.getters.entrySet()) {
			Method getter = entry.getValue();
			MethodHandle handle = SignatureReader.handle(getter.toString(), getter)
				.asType(MethodType.methodType(getter.getReturnType(), Object.class));
			filtered = MethodHandles.filterArguments(filtered, entry.getKey(), handle);
		}
		return filtered;
	}

}
