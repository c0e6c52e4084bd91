package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

import io.mmapring.event.EventHeaders;
import io.mmapring.spring.RingHeader;

/**
 * An argument of a listener that comes from a header of the event.
 *
 * @param name name of the header; empty for a map of all that are the application's own
 * @param type type of the argument, or of the elements of a list
 * @param list whether it is a list, with the header of each event of a batch
 */
record HeaderArgument(String name, Class<?> type, boolean list) {

	/**
	 * Read an argument.
	 * @param check refuses the method
	 * @return the header, or {@code null} if the argument is none
	 */
	static @Nullable HeaderArgument of(Parameter parameter, SignatureCheck check) {
		MergedAnnotation<RingHeader> annotation = MergedAnnotations.from(parameter).get(RingHeader.class);
		if (!annotation.isPresent()) {
			return null;
		}
		boolean list = parameter.getType() == List.class;
		ResolvableType declared = ResolvableType.forType(parameter.getParameterizedType());
		Class<?> type = list ? declared.getGeneric(0).resolve(Object.class) : parameter.getType();
		if (type == Map.class) {
			return new HeaderArgument("", type, list);
		}
		String written = annotation.getString(MergedAnnotation.VALUE);
		String name = (written.isEmpty() && parameter.isNamePresent()) ? parameter.getName() : written;
		check.that(!name.isEmpty(), "header=\"\" (expected: a name, or compile with -parameters)");
		check.that(isSimple(type),
				"header '%s' is a %s (expected: a text, boxed number or Boolean, enum, UUID, Instant or Map, or a List of them beside a batch; an event may have none)"
					.formatted(name, type.getName()));
		return new HeaderArgument(name, type, list);
	}

	private static boolean isSimple(Class<?> type) {
		return type == String.class || type == Boolean.class || type.isEnum() || type == UUID.class
				|| type == Instant.class || Number.class.isAssignableFrom(type);
	}

	/** Takes the argument from a {@link DeliveryContext}. */
	MethodHandle getter() {
		try {
			return MethodHandles.lookup()
				.findVirtual(HeaderArgument.class, "get", MethodType.methodType(Object.class, DeliveryContext.class))
				.bindTo(this)
				.asType(MethodType.methodType(this.type, DeliveryContext.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("HeaderArgument has no get", ex);
		}
	}

	/** The argument for an event, which makes an object; {@code null} if it has none. */
	@Nullable Object get(DeliveryContext context) {
		EventHeaders headers = context.headers();
		if (this.type == Map.class) {
			Map<String, String> all = new LinkedHashMap<>();
			headers.forEachUser(all::put);
			return all;
		}
		String text = this.name.equals(RingHeader.TRACEPARENT) ? headers.traceparent() : headers.user(this.name);
		return (text == null || this.type == String.class) ? text
				: ApplicationConversionService.getSharedInstance().convert(text, this.type);
	}

}
