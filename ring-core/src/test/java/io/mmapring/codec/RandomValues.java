package io.mmapring.codec;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;

/**
 * Records with random values, every fourth at an edge of what the layout can hold. The
 * same seed makes the same records on every JVM.
 */
final class RandomValues {

	private static final long[] EDGES = { 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE,
			Integer.MIN_VALUE, Short.MAX_VALUE, Short.MIN_VALUE, Byte.MAX_VALUE, Byte.MIN_VALUE };

	private static final double[] FRACTIONS = { 0.0, -0.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE,
			Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE };

	private static final String[] CHARACTERS = { "a", "Z", "\0", "\u007F", "\u0080", "é", "\u07FF", "\u0800", "€",
			"\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF" };

	private final Random random;

	RandomValues(long seed) {
		this.random = new Random(seed);
	}

	<R extends Record> R record(Class<R> type) {
		try {
			RecordComponent[] components = type.getRecordComponents();
			Class<?>[] types = new Class<?>[components.length];
			Object[] values = new Object[components.length];
			for (int i = 0; i < components.length; i++) {
				types[i] = components[i].getType();
				values[i] = value(types[i], components[i].getGenericType(), components[i]);
			}
			Constructor<R> constructor = type.getDeclaredConstructor(types);
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError(type.getName(), ex);
		}
	}

	private @Nullable Object value(Class<?> type, Type generic, AnnotatedElement annotations) {
		if (type.isPrimitive()) {
			return number(type);
		}
		if (type.isRecord()) {
			return record(type.asSubclass(Record.class));
		}
		if (type == UUID.class) {
			return new UUID(number(), number());
		}
		if (type == byte[].class && annotations.isAnnotationPresent(Bytes.class)) {
			return nullOr(bytes(this.random.nextInt(annotations.getAnnotation(Bytes.class).value() + 1)));
		}
		if (type.isArray()) {
			return array(type.getComponentType(), annotations);
		}
		if (type.getSimpleName().startsWith("Optional")) {
			return optional(type, generic, annotations);
		}
		return nullOr(present(type, annotations));
	}

	private Object present(Class<?> type, AnnotatedElement annotations) {
		if (type.isEnum()) {
			Object[] constants = type.getEnumConstants();
			return constants[this.random.nextInt(constants.length)];
		}
		if (type == String.class) {
			return text(annotations.getAnnotation(Chars.class).value());
		}
		if (type == LocalDate.class) {
			return LocalDate.ofEpochDay(Math.max((int) number(), Integer.MIN_VALUE + 1));
		}
		long nanos = Math.max(number(), Long.MIN_VALUE + 1);
		if (type == Instant.class) {
			return Instant.ofEpochSecond(0, nanos);
		}
		if (type == Duration.class) {
			return Duration.ofNanos(nanos);
		}
		if (type == BigDecimal.class) {
			return BigDecimal.valueOf(nanos, annotations.getAnnotation(Decimal.class).value());
		}
		return number((type == Boolean.class) ? boolean.class : long.class);
	}

	private Object optional(Class<?> type, Type generic, AnnotatedElement annotations) {
		boolean present = this.random.nextBoolean();
		if (type == OptionalInt.class) {
			return present ? OptionalInt.of((int) number()) : OptionalInt.empty();
		}
		if (type == OptionalLong.class) {
			return present ? OptionalLong.of(number()) : OptionalLong.empty();
		}
		if (type == OptionalDouble.class) {
			return present ? OptionalDouble.of(fraction()) : OptionalDouble.empty();
		}
		Class<?> value = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
		return present
				? Optional.of(value.isRecord() ? record(value.asSubclass(Record.class)) : present(value, annotations))
				: Optional.empty();
	}

	private Object array(Class<?> element, AnnotatedElement annotations) {
		Object array = Array.newInstance(element, annotations.getAnnotation(Length.class).value());
		for (int i = 0; i < Array.getLength(array); i++) {
			Array.set(array, i, value(element, element, annotations));
		}
		return array;
	}

	private @Nullable Object nullOr(Object value) {
		return (this.random.nextInt(8) != 0) ? value : null;
	}

	private long number() {
		return (this.random.nextInt(4) == 0) ? EDGES[this.random.nextInt(EDGES.length)] : this.random.nextLong();
	}

	private double fraction() {
		return (this.random.nextInt(4) == 0) ? FRACTIONS[this.random.nextInt(FRACTIONS.length)]
				: this.random.nextDouble();
	}

	private Object number(Class<?> type) {
		if (type == boolean.class) {
			return this.random.nextBoolean();
		}
		if (type == double.class) {
			return fraction();
		}
		if (type == float.class) {
			return (float) fraction();
		}
		long number = number();
		if (type == long.class) {
			return number;
		}
		if (type == int.class) {
			return (int) number;
		}
		if (type == short.class) {
			return (short) number;
		}
		return (type == char.class) ? (Object) (char) number : (Object) (byte) number;
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private String text(int limit) {
		StringBuilder text = new StringBuilder();
		int wanted = this.random.nextInt(limit + 1);
		while (true) {
			String next = CHARACTERS[this.random.nextInt(CHARACTERS.length)];
			if ((text + next).getBytes(StandardCharsets.UTF_8).length > wanted) {
				return text.toString();
			}
			text.append(next);
		}
	}

}
