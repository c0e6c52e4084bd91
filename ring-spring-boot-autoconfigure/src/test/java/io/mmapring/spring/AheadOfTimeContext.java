package io.mmapring.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;

/**
 * A context that is processed ahead of time just before it starts: what was registered is
 * replaced by the code that Spring generates for it. What has no code, because a test
 * supplies the instance, stays.
 */
final class AheadOfTimeContext extends AnnotationConfigApplicationContext {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	@Override
	public void refresh() {
		// what is generated sees all classes: a test that hides some runs as it is
		if (getClassLoader() == AheadOfTimeContext.class.getClassLoader()) {
			DefaultListableBeanFactory beanFactory = getDefaultListableBeanFactory();
			Set<String> replaced = new LinkedHashSet<>(List.of(beanFactory.getBeanDefinitionNames()));
			replaced.removeIf((name) -> isSupplied(definition(beanFactory, name)));
			ApplicationContextInitializer<GenericApplicationContext> generated = generate(beanFactory);
			replaced.forEach(beanFactory::removeBeanDefinition);
			generated.initialize(this);
		}
		super.refresh();
	}

	private ApplicationContextInitializer<GenericApplicationContext> generate(DefaultListableBeanFactory beanFactory) {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		// no two contexts have classes of the same name
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(AheadOfTimeContext.class), "Context" + NUMBER.incrementAndGet()),
				files);
		try (GenericApplicationContext twin = twin(beanFactory)) {
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(twin, generation);
			generation.writeGeneratedContent();
			GeneratedClasses.define(files);
			return initializer(initializer.canonicalName());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(String className) {
		return (ApplicationContextInitializer<GenericApplicationContext>) BeanUtils
			.instantiateClass(ClassUtils.resolveClassName(className, AheadOfTimeContext.class.getClassLoader()));
	}

	/** Processing uses a context up. */
	private GenericApplicationContext twin(DefaultListableBeanFactory beanFactory) {
		GenericApplicationContext twin = new GenericApplicationContext();
		twin.setEnvironment(getEnvironment());
		AnnotationConfigUtils.registerAnnotationConfigProcessors(twin);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			if (!twin.containsBeanDefinition(name)) {
				twin.registerBeanDefinition(name, processed(definition(beanFactory, name)));
			}
		}
		ConfigurableListableBeanFactory singletons = twin.getBeanFactory();
		for (String name : beanFactory.getSingletonNames()) {
			Object singleton = beanFactory.getSingleton(name);
			if (singleton != null && !singletons.containsSingleton(name)) {
				singletons.registerSingleton(name, singleton);
			}
		}
		return twin;
	}

	private static AbstractBeanDefinition processed(AbstractBeanDefinition definition) {
		if (!isSupplied(definition)) {
			return definition;
		}
		AbstractBeanDefinition ignored = definition.cloneBeanDefinition();
		ignored.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		return ignored;
	}

	private static AbstractBeanDefinition definition(DefaultListableBeanFactory beanFactory, String name) {
		return (AbstractBeanDefinition) beanFactory.getBeanDefinition(name);
	}

	private static boolean isSupplied(AbstractBeanDefinition definition) {
		return definition.getInstanceSupplier() != null;
	}

}
