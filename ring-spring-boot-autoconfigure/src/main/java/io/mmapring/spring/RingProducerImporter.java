package io.mmapring.spring;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Notes what an {@link ImportRingProducers} names, for the auto-configuration. */
final class RingProducerImporter implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	RingProducerImporter(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		MergedAnnotation<ImportRingProducers> annotation = metadata.getAnnotations().get(ImportRingProducers.class);
		Set<String> packages = new LinkedHashSet<>();
		for (String name : annotation.getStringArray("basePackages")) {
			packages.add(this.environment.resolvePlaceholders(name));
		}
		for (Class<?> type : annotation.getClassArray("basePackageClasses")) {
			packages.add(type.getPackageName());
		}
		Class<?>[] types = annotation.getClassArray("types");
		if (packages.isEmpty() && types.length == 0) {
			packages.add(ClassUtils.getPackageName(metadata.getClassName()));
		}
		RootBeanDefinition definition = new RootBeanDefinition(ImportedRingProducers.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, packages.toArray(String[]::new));
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, types);
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		registry.registerBeanDefinition("importedRingProducers:" + metadata.getClassName(), definition);
	}

}
