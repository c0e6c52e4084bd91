package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.rings.ManagedRing;

/**
 * A listener as it was found, before it runs.
 *
 * @param id its name
 * @param ring name of the ring
 * @param group name of the consumer group
 * @param after groups or listeners that it stays behind
 * @param place the annotation and the method, in words
 * @param signature how to call the method
 * @param settings how to run it
 * @param filter whether an event is for it, or {@code null} if all are
 * @param forward where its results go, or {@code null} if it has none
 * @param errorHandler finds who decides what follows an error, if the configuration does
 * not
 */
public record ListenerEndpoint(String id, String ring, String group, List<String> after, String place,
		ListenerSignature signature, ListenerSettings settings, @Nullable Predicate<Object> filter,
		@Nullable Forward forward, Supplier<Optional<RingErrorHandler>> errorHandler) {

	/**
	 * The listener as log lines begin with it.
	 * @return its id, ring and group, and the number of this process
	 */
	public String inWords() {
		return "Listener '%s' of ring '%s' (group '%s', pid %d)".formatted(this.id, this.ring, this.group,
				ProcessHandle.current().pid());
	}

	/**
	 * Have somebody told before each call.
	 * @param calls is told
	 * @return the endpoint with a signature that does so
	 */
	public ListenerEndpoint telling(ListenerCalls calls) {
		try {
			MethodHandle before = MethodHandles.lookup()
				.findVirtual(ListenerCalls.class, "before", MethodType.methodType(void.class, RingMetadata.class))
				.bindTo(calls)
				.asType(MethodType.methodType(void.class, DeliveryContext.class));
			MethodHandle invoker = MethodHandles.foldArguments(this.signature.invoker(),
					MethodHandles.dropArguments(before, 0, Object.class));
			return new ListenerEndpoint(this.id, this.ring, this.group, this.after, this.place,
					this.signature.withInvoker(invoker), this.settings, this.filter, this.forward, this.errorHandler);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("ListenerCalls has no before", ex);
		}
	}

	/**
	 * Send the results to their ring.
	 * @param rings finds the ring by its name
	 * @return the endpoint with a signature that does so
	 */
	public ListenerEndpoint forwarding(Function<String, ManagedRing> rings) {
		Forward forward = this.forward;
		if (forward == null) {
			return this;
		}
		ManagedRing target = rings.apply(forward.ring());
		target.produces();
		if (forward.type() != null) {
			target.types().use(forward.type(), this.place);
		}
		return new ListenerEndpoint(this.id, this.ring, this.group, this.after, this.place,
				this.signature.withInvoker(forward.after(this.signature.invoker(), target)), this.settings, this.filter,
				forward, this.errorHandler);
	}

}
