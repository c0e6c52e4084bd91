package io.mmapring.spring.producer;

import java.beans.Introspector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.mmapring.spring.ImportedRingProducers;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;

/**
 * Makes beans of the interfaces with {@link RingProducer} in the application's packages,
 * and of the senders that its beans want to have injected.
 */
public final class RingProducerRegistrar
		implements BeanDefinitionRegistryPostProcessor, EnvironmentAware, ResourceLoaderAware {

	private @Nullable Environment environment;

	private @Nullable ResourceLoader resourceLoader;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setResourceLoader(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		ConfigurableListableBeanFactory beanFactory = (ConfigurableListableBeanFactory) registry;
		registerInterfaces(registry, beanFactory);
		for (SenderPoint point : new SenderPoints(beanFactory).find()) {
			registerSender(registry, point);
		}
	}

	private void registerInterfaces(BeanDefinitionRegistry registry, ConfigurableListableBeanFactory beanFactory) {
		Set<String> packages = new LinkedHashSet<>();
		if (AutoConfigurationPackages.has(beanFactory)) {
			packages.addAll(AutoConfigurationPackages.get(beanFactory));
		}
		Set<Class<?>> types = new LinkedHashSet<>();
		for (ImportedRingProducers imported : beanFactory.getBeansOfType(ImportedRingProducers.class, true, false)
			.values()) {
			packages.addAll(imported.basePackages());
			types.addAll(imported.types());
		}
		InterfaceScanner scanner = new InterfaceScanner(this.environment, this.resourceLoader);
		Set<String> names = new TreeSet<>();
		for (String root : packages) {
			for (BeanDefinition found : scanner.findCandidateComponents(root)) {
				names.add(String.valueOf(found.getBeanClassName()));
			}
		}
		names.forEach((name) -> types.add(ClassUtils.resolveClassName(name, beanFactory.getBeanClassLoader())));
		types.forEach(RingProducerFactoryBean::ringOf);
		// before one is registered that extends another one
		List<Class<?>> missing = types.stream()
			.filter((type) -> beanFactory.getBeanNamesForType(type, true, false).length == 0)
			.toList();
		missing.forEach((type) -> registerInterface(registry, type));
	}

	private void registerInterface(BeanDefinitionRegistry registry, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(RingProducerFactoryBean.class);
		definition.setTargetType(ResolvableType.forClassWithGenerics(RingProducerFactoryBean.class, type));
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		definition.setResourceDescription("@RingProducer " + type.getName());
		String name = Introspector.decapitalize(ClassUtils.getShortName(type));
		registry.registerBeanDefinition(registry.containsBeanDefinition(name) ? type.getName() : name, definition);
	}

	private void registerSender(BeanDefinitionRegistry registry, SenderPoint point) {
		Class<?> eventType = point.eventType();
		ResolvableType senderType = (eventType != Object.class)
				? ResolvableType.forClassWithGenerics(RingSender.class, eventType)
				: ResolvableType.forClass(RingSender.class);
		RootBeanDefinition definition = new RootBeanDefinition(RingSenderFactoryBean.class);
		// the bean's own class: code that is generated ahead of time takes no other
		definition.setTargetType(ResolvableType.forClassWithGenerics(RingSenderFactoryBean.class, senderType));
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, point.ring());
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, eventType);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, senderType);
		definition.addQualifier(new AutowireCandidateQualifier(RingProducer.class, point.ring()));
		definition.setResourceDescription("@RingProducer(\"" + point.ring() + "\") " + senderType);
		registry.registerBeanDefinition("ringSender:" + point.ring() + ":" + eventType.getName(), definition);
	}

	/** Finds interfaces only: a class that implements one is no producer. */
	private static final class InterfaceScanner extends ClassPathScanningCandidateComponentProvider {

		InterfaceScanner(@Nullable Environment environment, @Nullable ResourceLoader resourceLoader) {
			super(false);
			Assert.state(environment != null && resourceLoader != null, "no environment");
			setEnvironment(environment);
			setResourceLoader(resourceLoader);
			addIncludeFilter(new AnnotationTypeFilter(RingProducer.class, true, false));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			return definition.getMetadata().isInterface() && !definition.getMetadata().isAnnotation()
					&& definition.getMetadata().isIndependent();
		}

	}

}
