package io.mmapring.spring.messaging;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.validation.Validator;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.DeliveryContext;
import io.mmapring.spring.endpoint.ListenerSignature;
import io.mmapring.spring.endpoint.MessagingCalls;

/**
 * Calls methods with messages of Spring Messaging.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class MessageMethods implements MessagingCalls {

	private final DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();

	private final boolean validates;

	/**
	 * Prepare to call methods.
	 * @param beanFactory resolves placeholders in annotations
	 * @param validator validates payloads, or {@code null}
	 */
	public MessageMethods(BeanFactory beanFactory, @Nullable Validator validator) {
		this.validates = validator != null;
		if (validator != null) {
			this.factory.setValidator(validator);
		}
		this.factory.setBeanFactory(beanFactory);
		this.factory.setCustomArgumentResolvers(List.of(new ContextArgumentResolver()));
		this.factory.afterPropertiesSet();
	}

	@Override
	public Call call(String place, Object bean, Method method) {
		if (!this.validates && Arrays.stream(method.getParameters()).anyMatch(ListenerSignature::isValidated)) {
			throw new RingSignatureException(place, "it has an argument to validate, and there is no Validator",
					"add spring-boot-starter-validation, or a bean org.springframework.validation.Validator");
		}
		InvocableHandlerMethod invocable = this.factory.createInvocableHandlerMethod(bean, method);
		boolean messages = Arrays.stream(method.getGenericParameterTypes())
			.map(ResolvableType::forType)
			.anyMatch((type) -> type.resolve() == List.class && type.getGeneric(0).resolve() == Message.class);
		return (event, context) -> invocable.invoke(
				context.hasColumns() ? RingMessage.ofBatch(event, context, messages) : RingMessage.of(event, context));
	}

	@Override
	public Object headers(DeliveryContext context) {
		return RingMessage.headers(context);
	}

}
