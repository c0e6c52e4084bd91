package io.mmapring.spring.producer;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;

/**
 * Looks through the classes of all beans for places where a sender is to be injected, so
 * that each ring and event type that is asked for has a bean.
 */
final class SenderPoints {

	private static final Log logger = LogFactory.getLog(SenderPoints.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Set<SenderPoint> points = new LinkedHashSet<>();

	private final Set<Class<?>> seen = new LinkedHashSet<>();

	SenderPoints(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	Set<SenderPoint> find() {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			look(typeOf(definition.getFactoryBeanName()));
			look(typeOf(name));
		}
		return this.points;
	}

	private @Nullable Class<?> typeOf(@Nullable String bean) {
		if (bean == null || !this.beanFactory.containsBean(bean)) {
			return null;
		}
		return this.beanFactory.getType(bean, false);
	}

	private void look(@Nullable Class<?> beanType) {
		Class<?> type = beanType;
		while (type != null && !isForeign(type) && this.seen.add(type)) {
			try {
				lookInto(type);
			}
			catch (LinkageError | TypeNotPresentException ex) {
				// a class whose optional parts are missing is not for this application
				logger.debug("Cannot look for senders in " + type.getName(), ex);
			}
			type = type.getSuperclass();
		}
	}

	private static boolean isForeign(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("org.springframework.");
	}

	private void lookInto(Class<?> type) {
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			lookAtParameters(constructor);
		}
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			lookAtParameters(method);
		}
		for (Field field : type.getDeclaredFields()) {
			look(field, ResolvableType.forField(field));
		}
	}

	private void lookAtParameters(Executable executable) {
		Parameter[] parameters = executable.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			MethodParameter parameter = MethodParameter.forExecutable(executable, i);
			look(parameters[i], ResolvableType.forMethodParameter(parameter));
		}
	}

	private void look(AnnotatedElement element, ResolvableType type) {
		RingProducer annotation = AnnotatedElementUtils.findMergedAnnotation(element, RingProducer.class);
		if (annotation == null) {
			return;
		}
		ResolvableType sender = type;
		while (sender.resolve() != RingSender.class && sender.hasGenerics()) {
			// an ObjectProvider or Optional of it
			sender = sender.getGeneric(0);
		}
		if (sender.resolve() == RingSender.class) {
			this.points.add(new SenderPoint(annotation.value(), sender.getGeneric(0).resolve(Object.class)));
		}
	}

}
