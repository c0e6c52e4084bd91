package io.mmapring.spring.endpoint;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

import io.mmapring.spring.RingSignatureException;

/** Reads the filter of a listener. */
final class EventFilters {

	private EventFilters() {
	}

	/**
	 * Read a filter.
	 * @param text name of a bean, or an expression over the event
	 * @param place the method in words
	 * @param beanFactory has the bean
	 * @return whether an event is for the listener, or {@code null} if all are
	 * @throws RingSignatureException if it is neither
	 */
	@SuppressWarnings("unchecked")
	static @Nullable Predicate<Object> of(String text, String place, BeanFactory beanFactory) {
		if (text.isEmpty()) {
			return null;
		}
		if (beanFactory.containsBean(text)) {
			Object bean = beanFactory.getBean(text);
			if (bean instanceof Predicate<?> predicate) {
				return (Predicate<Object>) predicate;
			}
			throw new RingSignatureException(place,
					"filter=%s is a bean of %s (expected: a java.util.function.Predicate)".formatted(text,
							bean.getClass().getName()),
					"name a Predicate of events");
		}
		return expression(text, place);
	}

	private static Predicate<Object> expression(String text, String place) {
		SpelExpressionParser parser = new SpelExpressionParser(
				new SpelParserConfiguration(SpelCompilerMode.MIXED, EventFilters.class.getClassLoader()));
		Expression expression;
		try {
			expression = parser.parseExpression(text);
		}
		catch (ParseException ex) {
			throw new RingSignatureException(place,
					"filter=%s (expected: the name of a Predicate bean, or an expression over the event): %s"
						.formatted(text, ex.getMessage()),
					"correct the attribute");
		}
		EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().withInstanceMethods().build();
		return (event) -> {
			Object result = expression.getValue(context, event);
			if (result instanceof Boolean holds) {
				return holds;
			}
			throw new IllegalStateException(
					"filter '%s' of %s gives %s (expected: true or false)".formatted(text, place, result));
		};
	}

}
