package io.mmapring.spring.producer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;

import io.mmapring.OnFull;
import io.mmapring.spring.RingSignatureException;

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
		if (text.isEmpty() || !(this.beanFactory instanceof ConfigurableBeanFactory factory)) {
			return text;
		}
		try {
			String resolved = factory.resolveEmbeddedValue(text);
			BeanExpressionResolver expressions = factory.getBeanExpressionResolver();
			Object value = (expressions != null && resolved != null)
					? expressions.evaluate(resolved, new BeanExpressionContext(factory, null)) : resolved;
			return (value != null) ? value.toString().strip() : "";
		}
		catch (RuntimeException ex) {
			throw new RingSignatureException(this.place,
					"%s='%s' cannot be resolved: %s".formatted(attribute, text, ex.getMessage()),
					"define what it names, or give a default as in ${name:default}");
		}
	}

	@Nullable OnFull onFull(String text) {
		return read("onFull", text, OnFull.class,
				"one of " + Arrays.stream(OnFull.values())
					.map((value) -> value.name().toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", ")));
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
