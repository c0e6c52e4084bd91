package io.mmapring.spring.producer;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;

import io.mmapring.OnFull;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.AttributeResolver;
import io.mmapring.spring.rings.EnumNames;

/**
 * Reads attributes of an annotation, with their placeholders and expressions.
 *
 * @param beanFactory resolves them
 * @param place the annotation and what has it, in words
 */
record AttributeTexts(BeanFactory beanFactory, String place) {

	/**
	 * Resolve a text.
	 * @return the text, empty if it is nothing
	 */
	String resolve(String attribute, String text) {
		try {
			return new AttributeResolver(this.beanFactory).text(text);
		}
		catch (RuntimeException ex) {
			throw new RingSignatureException(this.place,
					"%s='%s' cannot be resolved: %s".formatted(attribute, text, ex.getMessage()),
					"define what it names, or give a default as in ${name:default}");
		}
	}

	@Nullable OnFull onFull(String text) {
		return read("onFull", text, OnFull.class, "one of " + String.join(", ", EnumNames.of(OnFull.class)));
	}

	@Nullable Duration timeout(String text) {
		String expected = "a time of zero or more, for example 10ms";
		Duration timeout = read("timeout", text, Duration.class, expected);
		if (timeout != null && timeout.isNegative()) {
			throw unusable("timeout", text, expected);
		}
		return timeout;
	}

	private <T> @Nullable T read(String attribute, String text, Class<T> type, String expected) {
		String value = resolve(attribute, text);
		if (value.isEmpty()) {
			return null;
		}
		try {
			return ApplicationConversionService.getSharedInstance().convert(value, type);
		}
		catch (ConversionException ex) {
			throw unusable(attribute, value, expected);
		}
	}

	private RingSignatureException unusable(String attribute, String value, String expected) {
		return new RingSignatureException(this.place, "%s=%s (expected: %s)".formatted(attribute, value, expected),
				"correct the attribute of @RingSend");
	}

}
