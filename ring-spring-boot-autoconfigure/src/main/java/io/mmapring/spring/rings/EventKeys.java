package io.mmapring.spring.rings;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.mmapring.event.KeyHash;
import io.mmapring.event.RingKey;
import io.mmapring.spring.RingSignatureException;

/**
 * Finds the hash of an event's key, in its component with {@link RingKey}.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class EventKeys {

	/** Events without a key. */
	static final EventKeys NONE = new EventKeys(null);

	private static final MethodType READER = MethodType.methodType(long.class, Object.class);

	private final @Nullable MethodHandle reader;

	private EventKeys(@Nullable MethodHandle reader) {
		this.reader = reader;
	}

	/**
	 * Look for the key of a type.
	 * @param type the type
	 * @param user who uses it, in words
	 * @return its key, or {@link #NONE}
	 * @throws RingSignatureException if its key cannot be one
	 */
	static EventKeys of(Class<?> type, String user) {
		List<Method> getters = getters(type);
		if (getters.isEmpty()) {
			return NONE;
		}
		Method getter = getters.get(0);
		if (getters.size() > 1) {
			throw new RingSignatureException(user,
					"@RingKey of %s=%s and %s".formatted(type.getName(), getter.getName(), getters.get(1).getName()),
					"mark one component");
		}
		if (!isKey(getter.getReturnType())) {
			throw new RingSignatureException(user,
					"@RingKey of %s=%s, a %s".formatted(type.getName(), getter.getName(),
							getter.getReturnType().getName()),
					"mark a component that is a whole number, char, enum, text or UUID");
		}
		return new EventKeys(reader(getter));
	}

	private static List<Method> getters(Class<?> type) {
		if (type.isRecord()) {
			return Stream.of(type.getRecordComponents())
				.filter((component) -> component.isAnnotationPresent(RingKey.class))
				.map(RecordComponent::getAccessor)
				.toList();
		}
		Set<Method> marked = MethodIntrospector.selectMethods(type,
				(ReflectionUtils.MethodFilter) (method) -> method.getParameterCount() == 0
						&& AnnotatedElementUtils.hasAnnotation(method, RingKey.class));
		return List.copyOf(marked);
	}

	private static MethodHandle reader(Method getter) {
		try {
			ReflectionUtils.makeAccessible(getter);
			MethodHandle handle = MethodHandles.lookup().unreflect(getter);
			if (getter.getReturnType().isPrimitive()) {
				return handle.asType(READER);
			}
			MethodHandle hash = MethodHandles.lookup().findStatic(EventKeys.class, "hash", READER);
			return MethodHandles.filterReturnValue(handle.asType(READER.changeReturnType(Object.class)), hash);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("cannot read the key of an event by " + getter.toGenericString(), ex);
		}
	}

	/**
	 * Whether values of a type can be keys.
	 * @param type the type
	 * @return whether they can
	 */
	public static boolean isKey(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return boxed == Long.class || boxed == Integer.class || boxed == Short.class || boxed == Byte.class
				|| boxed == Character.class || boxed == UUID.class || Enum.class.isAssignableFrom(boxed)
				|| CharSequence.class.isAssignableFrom(boxed);
	}

	/**
	 * Hash of a key.
	 * @param key a value of a type that can be one, or {@code null}
	 * @return its hash; 0 for {@code null}
	 */
	@SuppressWarnings("EnumOrdinal")
	public static long hash(@Nullable Object key) {
		if (key instanceof Number number) {
			return number.longValue();
		}
		if (key instanceof CharSequence text) {
			return KeyHash.of(text);
		}
		if (key instanceof UUID uuid) {
			return KeyHash.of(uuid);
		}
		if (key instanceof Enum<?> constant) {
			return constant.ordinal();
		}
		return (key instanceof Character unit) ? unit : 0;
	}

	boolean isThere() {
		return this.reader != null;
	}

	long keyOf(Object event) {
		MethodHandle reader = this.reader;
		if (reader == null) {
			return 0;
		}
		try {
			return (long) reader.invokeExact(event);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalArgumentException("cannot read the key of " + event.getClass().getName(), ex);
		}
	}

}
