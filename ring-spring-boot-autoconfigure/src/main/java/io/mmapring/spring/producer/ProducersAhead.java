package io.mmapring.spring.producer;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.AccessControl;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
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
		Class<?> beanClass = bean.getBeanClass();
		if (beanClass == RingProducerFactoryBean.class) {
			Class<?> producer = argument(bean, 0);
			return (context, code) -> context.getRuntimeHints().proxies().registerJdkProxy(producer);
		}
		if (beanClass == RingSenderFactoryBean.class) {
			Class<?> eventType = argument(bean, 1);
			AccessControl access = AccessControl.forClass(eventType);
			if (!access.isAccessibleFrom(ClassName.get(eventType))) {
				throw new IllegalStateException(
						"%s: %s is private (expected: visible in its package, for code that is generated ahead of time)"
							.formatted(bean.getMergedBeanDefinition().getResourceDescription(), eventType.getName()));
			}
			return access.isPublic() ? null : BeanRegistrationAotContribution
				.withCustomCodeFragments((fragments) -> new BesideEventType(fragments, eventType));
		}
		return null;
	}

	private static Class<?> argument(RegisteredBean bean, int index) {
		ValueHolder holder = bean.getMergedBeanDefinition()
			.getConstructorArgumentValues()
			.getIndexedArgumentValue(index, Class.class);
		return (Class<?>) Objects.requireNonNull(Objects.requireNonNull(holder).getValue());
	}

	/** Generates the definition where the event type can be seen. */
	private static final class BesideEventType extends BeanRegistrationCodeFragmentsDecorator {

		private final Class<?> eventType;

		BesideEventType(BeanRegistrationCodeFragments fragments, Class<?> eventType) {
			super(fragments);
			this.eventType = eventType;
		}

		@Override
		public ClassName getTarget(RegisteredBean bean) {
			return ClassName.get(this.eventType);
		}

	}

}
