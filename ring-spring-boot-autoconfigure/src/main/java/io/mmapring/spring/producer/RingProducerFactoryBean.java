package io.mmapring.spring.producer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Implements an interface that is a producer.
 *
 * @param <T> the interface
 */
public final class RingProducerFactoryBean<T> implements FactoryBean<T>, BeanFactoryAware, InitializingBean {

	private static final MethodType DEFAULT_METHOD = MethodType.methodType(Object.class, Object.class, Object[].class);

	private final Class<T> type;

	private @Nullable BeanFactory beanFactory;

	private @Nullable T producer;

	/**
	 * Implement an interface.
	 * @param type the interface, annotated with {@link RingProducer}
	 */
	public RingProducerFactoryBean(Class<T> type) {
		this.type = type;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterPropertiesSet() {
		Assert.state(this.beanFactory != null, "no bean factory");
		BeanFactory beanFactory = this.beanFactory;
		String ring = ringOf(this.type);
		ProducedRing produced = ProducedRing.of(beanFactory, ring, "@RingProducer " + this.type.getName());
		List<Method> sending = new ArrayList<>();
		Map<Method, MethodHandle> defaults = new HashMap<>();
		for (Method method : this.type.getMethods()) {
			if (method.isDefault()) {
				defaults.put(method, defaultMethod(method));
			}
			else if (Modifier.isAbstract(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
				sending.add(method);
			}
		}
		ProducerMethods methods = ProducerMethods.of(sending, this.type, beanFactory, ring);
		InvocationHandler handler = new Handler(this.type, produced.open(), methods.whole(), defaults);
		T proxy = this.type
			.cast(Proxy.newProxyInstance(this.type.getClassLoader(), new Class<?>[] { this.type }, handler));
		this.producer = methods.byComponents().isEmpty() ? proxy
				: GeneratedProducer.of(this.type, proxy, methods.byComponents());
	}

	/**
	 * The ring of an interface, as it is written there or on one that it extends.
	 * @param type the interface
	 * @return name of the ring, perhaps with placeholders
	 * @throws RingSignatureException if none is named, or several
	 */
	static String ringOf(Class<?> type) {
		Map<String, Object> rings = new LinkedHashMap<>();
		MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
			.stream(RingProducer.class)
			.forEach((annotation) -> rings.putIfAbsent(annotation.getString(MergedAnnotation.VALUE),
					String.valueOf(annotation.getSource())));
		if (rings.size() != 1 || !type.isInterface()) {
			throw new RingSignatureException("@RingProducer " + type.getName(),
					type.isInterface() ? "rings=%s (expected: one, on it or on one that it extends)".formatted(rings)
							: "it is a class (expected: an interface)",
					"annotate an interface with one ring; single methods may name others with @RingSend");
		}
		return rings.keySet().iterator().next();
	}

	/**
	 * The interface need not be public, so that the method is looked up from inside it.
	 */
	private MethodHandle defaultMethod(Method method) {
		try {
			MethodHandle handle = MethodHandles.privateLookupIn(this.type, MethodHandles.lookup())
				.unreflectSpecial(method, this.type);
			return handle.asType(handle.type().generic())
				.asSpreader(Object[].class, method.getParameterCount())
				.asType(DEFAULT_METHOD);
		}
		catch (IllegalAccessException ex) {
			throw new RingSignatureException("@RingProducer " + method.toGenericString(),
					String.valueOf(ex.getMessage()), "open the interface's package to this library");
		}
	}

	@Override
	public @Nullable T getObject() {
		return this.producer;
	}

	@Override
	public Class<?> getObjectType() {
		return this.type;
	}

	private record Handler(Class<?> type, ManagedRing ring, Map<Method, ProducerMethod> methods,
			Map<Method, MethodHandle> defaults) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			ProducerMethod producing = this.methods.get(method);
			if (producing != null && arguments != null) {
				return producing.call(arguments);
			}
			MethodHandle defaultMethod = this.defaults.get(method);
			if (defaultMethod != null) {
				return (Object) defaultMethod.invokeExact(proxy, arguments);
			}
			return switch (method.getName()) {
				case "equals" -> proxy == argument(arguments);
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.type.getName() + " on ring '" + this.ring.name() + "'";
			};
		}

		private static @Nullable Object argument(@Nullable Object @Nullable [] arguments) {
			return (arguments != null) ? arguments[0] : null;
		}

	}

}
