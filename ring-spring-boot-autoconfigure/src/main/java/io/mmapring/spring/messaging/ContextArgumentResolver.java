package io.mmapring.spring.messaging;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.mmapring.spring.endpoint.DeliveryContext;

/** Hands a method what it may also ask for without Spring Messaging. */
final class ContextArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterAnnotations().length == 0
				&& DeliveryContext.hasArgument(parameter.getParameterType());
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		if (message instanceof RingMessage event) {
			return event.context().argument(parameter.getParameterType());
		}
		throw new IllegalStateException("message=%s (expected: one of a ring)".formatted(message.getClass().getName()));
	}

}
