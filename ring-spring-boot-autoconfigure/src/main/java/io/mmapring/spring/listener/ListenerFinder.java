package io.mmapring.spring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;

import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.EndpointFactory;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Finds the methods of beans that are listeners. It keeps what it finds until the
 * registry asks.
 */
public final class ListenerFinder implements MergedBeanDefinitionPostProcessor, BeanFactoryAware, Ordered {

	private final List<ListenerEndpoint> found = new ArrayList<>();

	private @Nullable Consumer<ListenerEndpoint> registry;

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Does nothing: post-processors of this kind come behind all others, so that this one
	 * sees the proxies that they make.
	 */
	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> beanType, String beanName) {
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Whether a class has listeners.
	 * @param type the class
	 * @return whether it or a method of it is annotated, or it stands for a listener
	 */
	public static boolean hasListeners(Class<?> type) {
		return type == RingListenerSpec.class || !ListenerMethods.of(type).isEmpty();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AopInfrastructureBean || this.beanFactory == null) {
			return bean;
		}
		if (bean instanceof RingListenerSpec spec) {
			checkSingleton(this.beanFactory, beanName, RingListenerSpec.class);
			add(EndpointFactory.endpoint(this.beanFactory, spec));
			return bean;
		}
		Class<?> type = AopUtils.getTargetClass(bean);
		ListenerMethods methods = ListenerMethods.of(type);
		if (!methods.isEmpty()) {
			checkSingleton(this.beanFactory, beanName, type);
			methods.endpoints(new EndpointFactory(this.beanFactory, bean, beanName, type)).forEach(this::add);
		}
		return bean;
	}

	private static void checkSingleton(BeanFactory beanFactory, String beanName, Class<?> type) {
		if (beanFactory.containsBean(beanName) && !beanFactory.isSingleton(beanName)) {
			throw new RingSignatureException("@RingListener in bean '%s' (%s)".formatted(beanName, type.getName()),
					"scope=not singleton (expected: singleton), each instance would be the same consumer group",
					"move the listener to a singleton bean");
		}
	}

	private synchronized void add(ListenerEndpoint endpoint) {
		if (this.registry != null) {
			this.registry.accept(endpoint);
		}
		else {
			this.found.add(endpoint);
		}
	}

	/** Hand over what was found and what will be. */
	synchronized void forward(Consumer<ListenerEndpoint> registry) {
		this.registry = registry;
		this.found.forEach(registry);
		this.found.clear();
	}

}
