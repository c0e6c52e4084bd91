package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/** Calls methods whose arguments only Spring Messaging can make. */
public interface MessagingCalls {

	/**
	 * Prepare to call a method.
	 * @param place the method in words
	 * @param bean has the method
	 * @param method can be invoked on the bean
	 * @return calls it
	 * @throws io.mmapring.spring.RingSignatureException if it cannot be called
	 */
	Call call(String place, Object bean, Method method);

	/**
	 * What a message of one event of a batch has beside its payload, kept for the call as
	 * the only column.
	 * @param context at the event
	 * @return the headers
	 */
	Object headers(DeliveryContext context);

	/** Calls a method. */
	@FunctionalInterface
	interface Call {

		/**
		 * Call the method.
		 * @param event the event or batch
		 * @param context what is known of it
		 * @return its result
		 * @throws Throwable what it throws
		 */
		@Nullable Object call(Object event, DeliveryContext context) throws Throwable;

	}

}
