package io.mmapring.spring.producer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;

import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Implements an interface that is a producer.
 *
 * @param <T> the interface
 */
public final class RingProducerFactoryBean<T> implements FactoryBean<T>, BeanFactoryAware, InitializingBean {

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
		RingProducer annotation = AnnotatedElementUtils.findMergedAnnotation(this.type, RingProducer.class);
		Assert.state(annotation != null, () -> this.type + " has no @RingProducer");
		ProducedRing produced = ProducedRing.of(this.beanFactory, annotation.value(),
				"@RingProducer " + this.type.getName());
		Map<Method, ProducerMethod> methods = new HashMap<>();
		Map<Method, MethodHandle> defaults = new HashMap<>();
		for (Method method : this.type.getMethods()) {
			if (Modifier.isAbstract(method.getModifiers())) {
				methods.put(method, ProducerMethod.of(method, this.type, produced));
			}
			else if (method.isDefault()) {
				defaults.put(method, defaultMethod(method));
			}
		}
		InvocationHandler handler = new Handler(this.type, produced.open(), methods, defaults);
		this.producer = this.type
			.cast(Proxy.newProxyInstance(this.type.getClassLoader(), new Class<?>[] { this.type }, handler));
	}

	/**
	 * The interface need not be public, so that the method is looked up from inside it.
	 */
	private MethodHandle defaultMethod(Method method) {
		try {
			return MethodHandles.privateLookupIn(this.type, MethodHandles.lookup()).unreflectSpecial(method, this.type);
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
			if (producing != null) {
				return producing.call(this.ring, event(method, arguments));
			}
			MethodHandle defaultMethod = this.defaults.get(method);
			if (defaultMethod != null) {
				return defaultMethod.bindTo(proxy).invokeWithArguments(arguments);
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

		private static Object event(Method method, @Nullable Object @Nullable [] arguments) {
			Object event = argument(arguments);
			Assert.notNull(event, () -> method.getName() + ": event=null (expected: an event)");
			return event;
		}

	}

}
