package io.mmapring.spring.rings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.StringUtils;

/** Replaces placeholders and expressions in the attributes of annotations. */
public final class AttributeResolver {

	private final BeanFactory beanFactory;

	/**
	 * Replace them by what a bean factory knows.
	 * @param beanFactory the bean factory
	 */
	public AttributeResolver(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The text that an attribute stands for.
	 * @param attribute the attribute as it is written
	 * @return the text, empty if it is nothing
	 */
	public String text(String attribute) {
		Object value = value(attribute);
		return (value != null) ? value.toString().trim() : "";
	}

	/**
	 * The texts that an attribute stands for; each of its values may stand for several,
	 * with commas or as an array or a collection.
	 * @param attribute the attribute's values as they are written
	 * @return the texts, without empty ones
	 */
	public List<String> texts(String... attribute) {
		List<String> texts = new ArrayList<>();
		for (String text : attribute) {
			Object value = value(text);
			if (value instanceof Collection<?> many) {
				many.forEach((one) -> texts.add(plain(one)));
			}
			else if (value instanceof Object[] many) {
				Arrays.stream(many).forEach((one) -> texts.add(plain(one)));
			}
			else if (value != null) {
				Arrays.stream(StringUtils.commaDelimitedListToStringArray(plain(value)))
					.forEach((one) -> texts.add(one.trim()));
			}
		}
		return texts.stream().filter((text) -> !text.isEmpty()).toList();
	}

	private static String plain(@Nullable Object value) {
		return (value instanceof Class<?> type) ? type.getName() : String.valueOf(value).trim();
	}

	private @Nullable Object value(String text) {
		if (!(this.beanFactory instanceof ConfigurableBeanFactory configurable)) {
			return text;
		}
		String resolved = configurable.resolveEmbeddedValue(text);
		BeanExpressionResolver expressions = configurable.getBeanExpressionResolver();
		if (expressions == null || resolved == null) {
			return resolved;
		}
		return expressions.evaluate(resolved, new BeanExpressionContext(configurable, null));
	}

}
