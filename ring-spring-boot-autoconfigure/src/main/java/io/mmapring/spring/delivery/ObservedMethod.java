package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Calls the method of a listener, and tells who wants to know of each call. It is put
 * around the method so that others cost nothing more. What the method throws goes to
 * {@link Failures}, which go on telling.
 */
final class ObservedMethod {

	private final MethodHandle method;

	private final Handling handling;

	private final @Nullable TracedEvents events;

	private final boolean batch;

	private ObservedMethod(MethodHandle method, Handling handling, @Nullable TracedEvents events, boolean batch) {
		this.method = method;
		this.handling = handling;
		this.events = events;
		this.batch = batch;
	}

	/**
	 * Put it around a method.
	 * @param method takes the argument and a {@link DeliveryContext}
	 * @param events where the events are kept, or {@code null} if each is where it lies
	 * @param batch whether the method takes several events
	 * @return the method, called in the same way
	 */
	static MethodHandle around(MethodHandle method, Handling handling, @Nullable TracedEvents events, boolean batch) {
		try {
			return MethodHandles.lookup()
				.findVirtual(ObservedMethod.class, "call",
						MethodType.methodType(Object.class, Object.class, DeliveryContext.class))
				.bindTo(new ObservedMethod(method, handling, events, batch));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("ObservedMethod has no method to call", ex);
		}
	}

	@Nullable Object call(Object argument, DeliveryContext context) throws Throwable {
		this.handling.begin(handed(context));
		Object result = (Object) this.method.invokeExact(argument, context);
		this.handling.handled();
		return result;
	}

	private HandedEvents handed(DeliveryContext context) {
		TracedEvents events = this.events;
		return (events != null) ? new HandedEvents(context, events.handed(), this.batch, events.traceparents())
				: HandedEvents.of(context);
	}

}
