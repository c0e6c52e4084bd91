package io.mmapring.spring.producer;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.AccessControl;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.ClassName;

/**
 * What code that is generated ahead of time must know of producers: the proxies of their
 * interfaces, and whose package the event types of senders are in.
 */
final class ProducersAhead implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		if (bean.getBeanClass() == RingProducerFactoryBean.class) {
			Class<?> producer = argument(bean, 0);
			return (producer != null) ? new Proxied(producer, isPublic(bean, producer)) : null;
		}
		if (bean.getBeanClass() == RingSenderFactoryBean.class) {
			Class<?> eventType = argument(bean, 1);
			return (eventType != null) ? besideEventType(bean, elementType(eventType)) : null;
		}
		return null;
	}

	private static @Nullable BeanRegistrationAotContribution besideEventType(RegisteredBean bean, Class<?> eventType) {
		if (eventType.isPrimitive() || isPublic(bean, eventType)) {
			return null;
		}
		return BeanRegistrationAotContribution.withCustomCodeFragments((fragments) -> new Beside(fragments, eventType));
	}

	private static boolean isPublic(RegisteredBean bean, Class<?> type) {
		AccessControl access = AccessControl.forClass(type);
		if (!access.isAccessibleFrom(ClassName.get(type))) {
			String description = bean.getMergedBeanDefinition().getResourceDescription();
			throw new IllegalStateException(
					"%s: %s is private (expected: visible in its package, for code that is generated ahead of time)"
						.formatted((description != null) ? description : bean.getBeanName(), type.getName()));
		}
		return access.isPublic();
	}

	private static Class<?> elementType(Class<?> type) {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		return element;
	}

	/** None if the application makes the factory itself. */
	private static @Nullable Class<?> argument(RegisteredBean bean, int index) {
		ValueHolder holder = bean.getMergedBeanDefinition()
			.getConstructorArgumentValues()
			.getArgumentValue(index, Class.class);
		return (holder != null && holder.getValue() instanceof Class<?> type) ? type : null;
	}

	private record Proxied(Class<?> producer, boolean isPublic) implements BeanRegistrationAotContribution {

		@Override
		public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(GenerationContext context,
				BeanRegistrationCodeFragments fragments) {
			return this.isPublic ? fragments : new Beside(fragments, this.producer);
		}

		@Override
		public void applyTo(GenerationContext context, BeanRegistrationCode code) {
			context.getRuntimeHints().proxies().registerJdkProxy(this.producer);
		}

	}

	/** Generates the definition where the type can be seen. */
	private static final class Beside extends BeanRegistrationCodeFragmentsDecorator {

		private final Class<?> type;

		Beside(BeanRegistrationCodeFragments fragments, Class<?> type) {
			super(fragments);
			this.type = type;
		}

		@Override
		public ClassName getTarget(RegisteredBean bean) {
			return ClassName.get(this.type);
		}

	}

}
