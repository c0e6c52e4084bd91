package io.mmapring.spring.producer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.Assert;

import io.mmapring.spring.RingSender;

/**
 * Makes the sender of a ring and an event type.
 *
 * @param <S> type of the sender
 */
public final class RingSenderFactoryBean<S extends RingSender<?>>
		implements FactoryBean<S>, BeanFactoryAware, InitializingBean {

	private final String ring;

	private final Class<?> eventType;

	private @Nullable BeanFactory beanFactory;

	private @Nullable RingSender<?> sender;

	/**
	 * Make a sender.
	 * @param ring name of the ring as it was written, perhaps with placeholders
	 * @param eventType type of the events, or {@code Object} if they are only known when
	 * they are sent
	 */
	public RingSenderFactoryBean(String ring, Class<?> eventType) {
		this.ring = ring;
		this.eventType = eventType;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterPropertiesSet() {
		Assert.state(this.beanFactory != null, "no bean factory");
		String user = "@RingProducer(\"" + this.ring + "\") RingSender";
		ProducedRing produced = ProducedRing.of(this.beanFactory, this.ring, user);
		if (this.eventType != Object.class) {
			produced.uses(this.eventType);
		}
		this.sender = new ManagedRingSender<>(produced.open(), this.eventType);
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable S getObject() {
		return (S) this.sender;
	}

	@Override
	public Class<?> getObjectType() {
		return RingSender.class;
	}

}
