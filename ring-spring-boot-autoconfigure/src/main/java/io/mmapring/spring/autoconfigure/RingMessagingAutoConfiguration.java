package io.mmapring.spring.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.validation.Validator;

import io.mmapring.spring.endpoint.MessagingCalls;
import io.mmapring.spring.messaging.MessageMethods;

/**
 * Auto-configuration of listeners that ask for messages of Spring Messaging.
 */
@AutoConfiguration(before = RingAutoConfiguration.class)
@ConditionalOnClass(MessageHandlerMethodFactory.class)
@ConditionalOnBooleanProperty(name = "ring.enabled", matchIfMissing = true)
public final class RingMessagingAutoConfiguration {

	RingMessagingAutoConfiguration() {
	}

	/** Made with the first listener that needs it, among beans that are made early. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean(MessagingCalls.class)
	MessageMethods ringMessageMethods(BeanFactory beanFactory, ObjectProvider<Validator> validators) {
		return new MessageMethods(beanFactory, validators.orderedStream().findFirst().orElse(null));
	}

}
