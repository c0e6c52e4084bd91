package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingMetadata;

/** Arguments of listeners that do not come from the event but from where it is. */
enum ContextArgument {

	/** The event's sequence. */
	SEQUENCE(long.class, "long, the sequence", "sequence"),

	/** Whether no further event follows at once. */
	END_OF_BATCH(boolean.class, "boolean, the end of the batch", "endOfBatch"),

	/** Says when the event is done with. */
	ACKNOWLEDGMENT(Acknowledgment.class, "Acknowledgment", "acknowledgment"),

	/** All that is known. */
	METADATA(RingMetadata.class, "RingMetadata", "");

	private final Class<?> type;

	private final String what;

	private final String method;

	ContextArgument(Class<?> type, String what, String method) {
		this.type = type;
		this.what = what;
		this.method = method;
	}

	/** The argument of a type, or {@code null} if it is the event. */
	static @Nullable ContextArgument of(Class<?> type) {
		for (ContextArgument argument : values()) {
			if (argument.type == type) {
				return argument;
			}
		}
		return null;
	}

	/** The argument for an event. */
	@Nullable Object get(DeliveryContext context) {
		return switch (this) {
			case SEQUENCE -> context.sequence();
			case END_OF_BATCH -> context.endOfBatch();
			case ACKNOWLEDGMENT -> context.acknowledgment();
			case METADATA -> context;
		};
	}

	/** The argument in words. */
	String what() {
		return this.what;
	}

	/** Takes the argument from a {@link DeliveryContext}. */
	MethodHandle getter() {
		if (this.method.isEmpty()) {
			return MethodHandles.identity(DeliveryContext.class)
				.asType(MethodType.methodType(this.type, DeliveryContext.class));
		}
		return getter(this.method, this.type);
	}

	/** Takes something from a {@link DeliveryContext}. */
	static MethodHandle getter(String method, Class<?> type, Class<?>... arguments) {
		try {
			return MethodHandles.lookup()
				.findVirtual(DeliveryContext.class, method, MethodType.methodType(type, arguments));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("DeliveryContext has no " + method, ex);
		}
	}

}
