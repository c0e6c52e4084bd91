package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;

/**
 * How events are handed to a method, decided once from its arguments.
 *
 * @param eventTypes types of the event, or of those in the batch
 * @param form how many are handed over at once
 * @param endOfBatch whether it asks for the end of a batch
 * @param acknowledges whether it acknowledges its events by hand
 * @param headers names of the headers that are arguments; an empty one for a map of all
 * @param columns what is kept of each event of a batch for further arguments
 * @param tier how it is called
 * @param invoker calls the method with the event or events, and what else it asks for
 * from the context: {@code (Object, DeliveryContext)Object}, with {@code invokeExact}
 */
public record ListenerSignature(List<Class<?>> eventTypes, EventForm form, boolean endOfBatch, boolean acknowledges,
		Set<String> headers, List<BatchColumn> columns, Tier tier, MethodHandle invoker) {

	/** How a method is called. */
	public enum Tier {

		/** Straight, making nothing. */
		FAST,

		/** With a message of Spring Messaging, made for each event. */
		MESSAGING

	}

	/**
	 * Whether events are handed over as a whole batch.
	 * @return whether there may be several
	 */
	public boolean batch() {
		return this.form.isBatch();
	}

	/**
	 * Whether an argument is to be validated.
	 * @param argument the argument
	 * @return whether its annotations say so
	 */
	public static boolean isValidated(Parameter argument) {
		return MessagingSignature.isValidated(argument);
	}

	ListenerSignature withInvoker(MethodHandle invoker) {
		return new ListenerSignature(this.eventTypes, this.form, this.endOfBatch, this.acknowledges, this.headers,
				this.columns, this.tier, invoker);
	}

}
