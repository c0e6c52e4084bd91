package io.mmapring.spring.test.context;

import java.util.Set;

import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import io.mmapring.spring.test.RecordRing;
import io.mmapring.spring.test.RingRecorder;

/**
 * Makes beans of the recorders that a test asks for.
 *
 * @param points what it asks for
 */
record RecordRingCustomizer(Set<Point> points) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		for (Point point : this.points) {
			RootBeanDefinition definition = new RootBeanDefinition(ObservedRecorder.class);
			definition.setTargetType(ResolvableType.forClassWithGenerics(RingRecorder.class, point.type()));
			definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
			ConstructorArgumentValues arguments = definition.getConstructorArgumentValues();
			arguments.addIndexedArgumentValue(1, point.ring());
			arguments.addIndexedArgumentValue(2, point.type());
			// generated code cannot name what only the test sees: customizers run also
			// where the rest of the context was made ahead of time
			definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
			definition.addQualifier(new AutowireCandidateQualifier(RecordRing.class, point.ring()));
			registry.registerBeanDefinition("ringRecorder:" + point.ring() + ":" + point.type().getName(), definition);
		}
	}

	/**
	 * A recorder.
	 *
	 * @param ring name of the ring
	 * @param type type of the events
	 */
	record Point(String ring, Class<?> type) {
	}

}
