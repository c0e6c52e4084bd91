package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingSignatureException;

/** Makes endpoints of the annotated methods of a bean. */
public final class EndpointFactory {

	/** Ids are parts of health paths, where this one is the ring itself. */
	private static final String RESERVED_ID = "ring";

	private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	private final BeanFactory beanFactory;

	private final Object bean;

	private final String beanName;

	private final Class<?> type;

	private final ListenerSettingsSource source;

	/**
	 * Make endpoints of a bean.
	 * @param beanFactory resolves placeholders and expressions
	 * @param bean has the methods
	 * @param beanName its name
	 * @param type its class behind proxies
	 */
	public EndpointFactory(BeanFactory beanFactory, Object bean, String beanName, Class<?> type) {
		this.beanFactory = beanFactory;
		this.bean = bean;
		this.beanName = beanName;
		this.type = type;
		this.source = beanFactory.getBean(ListenerSettingsSource.class);
	}

	/**
	 * Make an endpoint of a method.
	 * @param method the method
	 * @param annotation its annotation
	 * @return the endpoint
	 * @throws RingSignatureException if it cannot work
	 */
	public ListenerEndpoint endpoint(Method method, RingListener annotation) {
		String place = "@RingListener %s.%s(%s)".formatted(this.type.getName(), method.getName(), String.join(", ",
				Arrays.stream(method.getGenericParameterTypes()).map(EndpointFactory::name).toList()));
		String ring = resolve(annotation.ring());
		if (ring.isEmpty()) {
			throw new RingSignatureException(place, "ring=''", "name the ring: @RingListener(\"orders\")");
		}
		String id = id(annotation, method, place);
		ListenerSettings settings = this.source.settings(id, ListenerAttributes.of(annotation, place, this::resolve));
		ListenerSignature signature = ListenerSignature.of(place, this.bean, invocable(method, place), this.type);
		if (signature.batch() && settings.ackMode() == AckMode.RECORD) {
			throw new RingSignatureException(place, "ack-mode=record with a List (expected: batch)",
					"take one event, or set the ack mode of listener '" + id + "' to batch");
		}
		String problem = settings.sharing().problem();
		if (problem != null) {
			throw new RingSignatureException(place, problem,
					"change the attributes, or ring.listeners.%s.* in the configuration".formatted(id));
		}
		List<String> after = Arrays.stream(annotation.after())
			.map(this::resolve)
			.filter((name) -> !name.isEmpty())
			.toList();
		return new ListenerEndpoint(id, ring, group(annotation, id), after, place, signature, settings);
	}

	private static String name(Type type) {
		return type.getTypeName();
	}

	private String id(RingListener annotation, Method method, String place) {
		String id = resolve(annotation.id());
		if (id.isEmpty()) {
			return asName(this.beanName + "." + method.getName());
		}
		if (!id.matches(ID_FORM) || id.equals(RESERVED_ID)) {
			throw new RingSignatureException(place, "id='%s'".formatted(id),
					"use letters, digits, '.', '-', '_', beginning with a letter or digit, and not 'ring'");
		}
		return id;
	}

	private String group(RingListener annotation, String id) {
		String group = resolve(annotation.group());
		return group.isEmpty() ? asName(this.source.application() + "." + id) : group;
	}

	/** Bean and application names may have any characters. */
	private static String asName(String text) {
		String name = text.replaceAll("[^A-Za-z0-9._-]", "-");
		return name.matches(ID_FORM) ? name : "x" + name;
	}

	private Method invocable(Method method, String place) {
		try {
			return AopUtils.selectInvocableMethod(method, this.bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw new RingSignatureException(place, String.valueOf(ex.getMessage()),
					"make the method visible in the bean's proxy");
		}
	}

	private String resolve(String text) {
		if (!(this.beanFactory instanceof ConfigurableBeanFactory configurable)) {
			return text;
		}
		String resolved = configurable.resolveEmbeddedValue(text);
		BeanExpressionResolver expressions = configurable.getBeanExpressionResolver();
		if (expressions == null || resolved == null) {
			return (resolved != null) ? resolved : "";
		}
		Object value = expressions.evaluate(resolved, new BeanExpressionContext(configurable, null));
		return (value != null) ? value.toString().trim() : "";
	}

}
