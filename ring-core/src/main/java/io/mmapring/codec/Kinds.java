package io.mmapring.codec;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;

/**
 * Finds how a component lies, by its type and its annotations.
 */
final class Kinds {

	/** What can be a component, for messages. */
	static final String NAMES = "a primitive, an enum, String with @Chars, byte[] with @Bytes, Instant, Duration,"
			+ " LocalDate, UUID, BigDecimal with @Decimal, OptionalInt, OptionalLong, OptionalDouble, Optional of one"
			+ " of these, a record, or an array of one of these with @Length";

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(Chars.class, Bytes.class,
			Decimal.class, Length.class);

	private static final Map<Class<?>, Class<?>> OPTIONAL_NUMBERS = Map.of(OptionalInt.class, int.class,
			OptionalLong.class, long.class, OptionalDouble.class, double.class);

	private final Declared component;

	/** The records around, so that one that contains itself is found. */
	private final List<Class<?>> around;

	private final Set<Class<? extends Annotation>> used = new HashSet<>();

	private Kinds(Declared component, List<Class<?>> around) {
		this.component = component;
		this.around = around;
	}

	static ComponentKind of(Declared component, List<Class<?>> around) {
		Kinds kinds = new Kinds(component, around);
		ComponentKind kind = kinds.kind(component);
		kinds.checkAllUsed();
		return kind;
	}

	private void checkAllUsed() {
		for (Class<? extends Annotation> annotation : ANNOTATIONS) {
			if (this.component.annotations().isAnnotationPresent(annotation) && !this.used.contains(annotation)) {
				throw this.component.place()
					.refused("@" + annotation.getSimpleName() + " on " + this.component.generic().getTypeName(),
							"@Chars on String, @Bytes on byte[], @Decimal on BigDecimal, @Length on arrays",
							"take it off");
			}
		}
	}

	private ComponentKind kind(Declared part) {
		Class<?> type = part.type();
		if (type.isPrimitive()) {
			return new PrimitiveKind(part.place(), type);
		}
		if (type.isArray()) {
			return array(part);
		}
		if (type.isEnum()) {
			return new EnumKind(part.place(), type);
		}
		if (type.isRecord()) {
			return nested(part);
		}
		ComponentKind known = (type == String.class) ? chars(part)
				: (type == BigDecimal.class) ? decimal(part) : (type == Optional.class) ? optional(part) : simple(part);
		if (known == null) {
			throw part.place().refused(part.generic().getTypeName(), NAMES, instead(type));
		}
		return known;
	}

	private static @Nullable ComponentKind simple(Declared part) {
		Class<?> type = part.type();
		if (type == Instant.class) {
			return NanosKind.instant(part.place());
		}
		if (type == Duration.class) {
			return NanosKind.duration(part.place());
		}
		if (type == LocalDate.class) {
			return new DateKind(part.place());
		}
		if (type == UUID.class) {
			return new UuidKind(part.place());
		}
		Class<?> number = OPTIONAL_NUMBERS.get(type);
		return (number != null) ? new OptionalKind(part.place(), type, new PrimitiveKind(part.place(), number)) : null;
	}

	private ComponentKind chars(Declared part) {
		Chars chars = annotation(Chars.class);
		if (chars == null) {
			throw part.place()
				.refused("a String without a limit", "@Chars on it", "say how many bytes of UTF-8 it may have");
		}
		return new CharsKind(part.place(), chars.value());
	}

	private ComponentKind decimal(Declared part) {
		Decimal decimal = annotation(Decimal.class);
		if (decimal == null) {
			throw part.place()
				.refused("a BigDecimal without a scale", "@Decimal on it",
						"say how many digits after the point it may have");
		}
		return new DecimalKind(part.place(), decimal.value());
	}

	private ComponentKind optional(Declared part) {
		Type value = (part.generic() instanceof ParameterizedType generic) ? generic.getActualTypeArguments()[0]
				: Object.class;
		Class<?> type = (value instanceof Class<?> whole) ? whole : Object.class;
		Class<?> primitive = MethodType.methodType(type).unwrap().returnType();
		if (type == Object.class || type == Optional.class || primitive == void.class) {
			throw part.place().refused(part.generic().getTypeName(), NAMES, "say what is optional");
		}
		return new OptionalKind(part.place(), Optional.class, kind(part.part(primitive, value)));
	}

	private ComponentKind array(Declared part) {
		Class<?> element = part.type().getComponentType();
		Bytes bytes = (element == byte.class) ? annotation(Bytes.class) : null;
		if (bytes != null) {
			return new BytesKind(part.place(), bytes.value());
		}
		Length length = (this.used.contains(Length.class) && part.type() != this.component.type()) ? null
				: annotation(Length.class);
		if (length == null) {
			String annotation = (element == byte.class) ? "@Bytes or @Length" : "@Length";
			throw part.place()
				.refused("an array without a length", annotation + " on it",
						"say how many elements it has; an array of arrays is not possible");
		}
		if (length.value() < 1 || length.value() > Length.LIMIT) {
			throw part.place()
				.refused("@Length(" + length.value() + ")", "1 to " + Length.LIMIT, "give the number of elements");
		}
		if (element.isPrimitive()) {
			return new PrimitiveArrayKind(part.place(), element, length.value());
		}
		ComponentKind kind = kind(part.part(element, element));
		long size = (long) Layout.align(kind.size(), kind.alignment()) * length.value();
		if (size > Layout.MAX_LENGTH) {
			throw part.place()
				.refused("an array of " + size + " bytes", "at most " + Layout.MAX_LENGTH, "make it shorter");
		}
		return new ArrayKind(part.place(), part.type(), kind, length.value());
	}

	private ComponentKind nested(Declared part) {
		Class<?> type = part.type();
		if (this.around.contains(type)) {
			throw part.place()
				.refused(type.getName(), "a record that does not contain itself",
						"events have a fixed length; use a RingCodec of your own");
		}
		List<Class<?>> around = Stream.concat(this.around.stream(), Stream.of(type)).toList();
		Layout layout = Layout.ofRecord(type, around);
		return new NestedKind(part.place(), layout, GeneratedRecords.writer(type, layout));
	}

	private <A extends Annotation> @Nullable A annotation(Class<A> type) {
		this.used.add(type);
		return this.component.annotations().getAnnotation(type);
	}

	private static String instead(Class<?> type) {
		MethodType boxed = MethodType.methodType(type);
		if (!boxed.unwrap().equals(boxed)) {
			return "use " + boxed.unwrap().returnType().getName() + ", which is never null, or Optional";
		}
		if (type.getName().startsWith("java.time.")) {
			return "use an Instant, or a long of milliseconds";
		}
		return "use several components, or a RingCodec of your own for the type";
	}

}
