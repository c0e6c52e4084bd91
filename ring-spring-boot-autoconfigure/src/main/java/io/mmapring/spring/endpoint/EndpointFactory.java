package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.AttributeResolver;

/** Makes endpoints of the annotated methods of a bean. */
public final class EndpointFactory {

	/** Ids are parts of health paths, where this one is the ring itself. */
	private static final String RESERVED_ID = "ring";

	private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	private final BeanFactory beanFactory;

	private final Object bean;

	private final String beanName;

	private final Class<?> type;

	private final AttributeResolver resolver;

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
		this.resolver = new AttributeResolver(beanFactory);
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
		return endpoint(method, annotation, place("@RingListener", method));
	}

	/**
	 * Make the endpoint of a class whose methods share its events.
	 * @param methods the methods with {@link RingHandler}
	 * @param annotation the annotation of the class
	 * @return the endpoint
	 * @throws RingSignatureException if it cannot work
	 */
	public ListenerEndpoint endpoint(Map<Method, RingHandler> methods, RingListener annotation) {
		String place = "@RingListener " + this.type.getName();
		String ring = ring(annotation, place);
		List<Class<?>> types = types(annotation, place);
		if (!types.isEmpty()) {
			throw new RingSignatureException(place,
					"types=%s on a class (expected: none, the arguments of its methods say)".formatted(types),
					"remove the attribute");
		}
		List<Handlers.Handler> handlers = new ArrayList<>();
		methods.forEach((method, handler) -> {
			String where = place("@RingHandler", method);
			handlers.add(new Handlers.Handler(where, signature(method, where, List.of()), handler.isDefault(),
					Forward.of(where, ring, method, this.type, this.resolver)));
		});
		Handlers all = new Handlers(place, handlers);
		return endpoint(annotation, place, ring, this.beanName, all.forward(),
				(settings) -> all.signature(settings.ackMode() == AckMode.MANUAL));
	}

	private String place(String annotation, Method method) {
		return "%s %s.%s(%s)".formatted(annotation, this.type.getName(), method.getName(), String.join(", ",
				Arrays.stream(method.getGenericParameterTypes()).map(EndpointFactory::name).toList()));
	}

	/**
	 * Make the endpoint of a listener without an annotation.
	 * @param beanFactory resolves placeholders and expressions
	 * @param spec the listener
	 * @return the endpoint
	 * @throws RingSignatureException if it cannot work
	 */
	public static ListenerEndpoint endpoint(BeanFactory beanFactory, RingListenerSpec spec) {
		Object handler = spec.handler();
		return new EndpointFactory(beanFactory, handler, spec.id(), handler.getClass())
			.endpoint(SpecMethods.method(spec), SpecMethods.annotation(spec), spec.toString());
	}

	private ListenerEndpoint endpoint(Method method, RingListener annotation, String place) {
		String ring = ring(annotation, place);
		List<Class<?>> types = types(annotation, place);
		return endpoint(annotation, place, ring, this.beanName + "." + method.getName(),
				Forward.of(place, ring, method, this.type, this.resolver),
				(settings) -> signature(method, place, types));
	}

	private String ring(RingListener annotation, String place) {
		String ring = this.resolver.text(annotation.ring());
		if (ring.isEmpty()) {
			throw new RingSignatureException(place, "ring=''", "name the ring: @RingListener(\"orders\")");
		}
		return ring;
	}

	private ListenerEndpoint endpoint(RingListener annotation, String place, String ring, String name,
			@Nullable Forward forward, Function<ListenerSettings, ListenerSignature> signatures) {
		String id = id(annotation, name, place);
		ListenerSettings settings = this.source.settings(id, ring,
				ListenerAttributes.of(annotation, place, this.resolver::text));
		ListenerSignature signature = signatures.apply(settings);
		check(id, place, settings.sharing().problem());
		check(id, place, settings.coresProblem());
		Predicate<Object> filter = EventFilters.of(this.resolver.text(annotation.filter()), place, this.beanFactory);
		ListenerEndpoint endpoint = new ListenerEndpoint(id, ring, group(annotation, id),
				this.resolver.texts(annotation.after()), place, signature, settings, filter, forward,
				errorHandler(annotation, place));
		EndpointChecks.check(endpoint);
		return endpoint;
	}

	private static void check(String id, String place, @Nullable String problem) {
		if (problem != null) {
			throw new RingSignatureException(place, problem,
					"change the attributes, or ring.listeners.%s.* in the configuration".formatted(id));
		}
	}

	private ListenerSignature signature(Method method, String place, List<Class<?>> types) {
		Method invocable = invocable(method, place);
		if (!MessagingSignature.isAskedFor(invocable)) {
			return SignatureReader.read(place, this.bean, invocable, this.type, types);
		}
		return MessagingSignature.read(place, this.bean, invocable, this.type, types,
				this.beanFactory.getBeanProvider(MessagingCalls.class).getIfAvailable());
	}

	private List<Class<?>> types(RingListener annotation, String place) {
		List<Class<?>> types = new ArrayList<>();
		for (String name : this.resolver.texts(annotation.types())) {
			try {
				types.add(ClassUtils.forName(name, this.type.getClassLoader()));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				throw new RingSignatureException(place, "types=%s (expected: classes of events)".formatted(name),
						"write the full names of classes, with '$' before that of a nested one");
			}
		}
		return List.copyOf(types);
	}

	/** Found when the listener starts: the bean may need the listener's. */
	private Supplier<Optional<RingErrorHandler>> errorHandler(RingListener annotation, String place) {
		String name = this.resolver.text(annotation.errorHandler());
		if (name.isEmpty()) {
			return () -> Optional.ofNullable(this.beanFactory.getBeanProvider(RingErrorHandler.class).getIfUnique());
		}
		if (!this.beanFactory.containsBean(name) || !this.beanFactory.isTypeMatch(name, RingErrorHandler.class)) {
			throw new RingSignatureException(place,
					"errorHandler=%s (expected: name of a RingErrorHandler bean)".formatted(name),
					"add the bean, or correct the attribute");
		}
		return () -> Optional.of(this.beanFactory.getBean(name, RingErrorHandler.class));
	}

	private static String name(Type type) {
		return type.getTypeName();
	}

	private String id(RingListener annotation, String name, String place) {
		String id = this.resolver.text(annotation.id());
		if (id.isEmpty()) {
			return asName(name);
		}
		if (!id.matches(ID_FORM) || id.equals(RESERVED_ID)) {
			throw new RingSignatureException(place, "id='%s'".formatted(id),
					"use letters, digits, '.', '-', '_', beginning with a letter or digit, and not 'ring'");
		}
		return id;
	}

	private String group(RingListener annotation, String id) {
		String group = this.resolver.text(annotation.group());
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

}
