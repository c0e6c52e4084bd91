package io.mmapring.spring.producer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.OptionalLong;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFullException;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.rings.EventKeys;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/**
 * What a method does whose arguments are the components of an event: claims room, writes
 * them where they will lie, and publishes. It is put together from method handles so that
 * no argument needs an object.
 */
final class ComponentsMethod {

	/** Finds the methods below that are called from nowhere else. */
	private static final Lookup LOOKUP = MethodHandles.lookup();

	private final ManagedRing ring;

	private final Class<?> event;

	private final int length;

	private final SendMode mode;

	private final boolean givesUp;

	private final ArgumentHeaders headers;

	private ComponentsMethod(ManagedRing ring, ComponentArguments components, SendMode mode, boolean givesUp,
			ArgumentHeaders headers) {
		this.ring = ring;
		this.event = components.event();
		this.length = components.writer().length();
		this.mode = mode;
		this.givesUp = givesUp;
		this.headers = headers;
	}

	/**
	 * Put it together.
	 * @param method the method
	 * @param ring where it sends to
	 * @param components its components
	 * @param mode what to do if the ring is full
	 * @param headers its headers
	 * @return takes the method's arguments and returns its result
	 */
	static MethodHandle of(Method method, ManagedRing ring, ComponentArguments components, SendMode mode,
			ArgumentHeaders headers) {
		Class<?> result = method.getReturnType();
		boolean givesUp = result == boolean.class || result == OptionalLong.class;
		ComponentsMethod sending = new ComponentsMethod(ring, components, mode, givesUp, headers);
		try {
			return sending.handle(method.getParameterTypes(), result, components);
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError("a method that is not there", ex);
		}
	}

	private MethodHandle handle(Class<?>[] arguments, Class<?> result, ComponentArguments components)
			throws ReflectiveOperationException {
		MethodHandle none = MethodHandles.dropArguments(MethodHandles.constant(long.class, -1L), 0,
				claimAnd(arguments, long.class).parameterList());
		MethodHandle sending = MethodHandles.guardWithTest(LOOKUP.findStatic(ComponentsMethod.class, "isThere",
				MethodType.methodType(boolean.class, RingClaim.class)), published(arguments, components), none);
		MethodHandle whole = MethodHandles.foldArguments(sending, claim(arguments, components.keyAt()));
		if (result == boolean.class || result == OptionalLong.class) {
			return MethodHandles.filterReturnValue(whole, LOOKUP.findStatic(ComponentsMethod.class,
					(result == boolean.class) ? "isSent" : "optional", MethodType.methodType(result, long.class)));
		}
		return whole.asType(whole.type().changeReturnType(result));
	}

	/** Takes the arguments, returns the claim or {@code null}. */
	private MethodHandle claim(Class<?>[] arguments, int keyAt) throws ReflectiveOperationException {
		MethodHandle claim = LOOKUP.bind(this, "claim", MethodType.methodType(RingClaim.class, long.class));
		if (keyAt < 0) {
			return MethodHandles.insertArguments(claim, 0, 0L);
		}
		Class<?> key = arguments[keyAt];
		MethodType hashing = MethodType.methodType(long.class, key);
		MethodHandle hash = key.isPrimitive() ? MethodHandles.identity(long.class).asType(hashing)
				: LOOKUP.findStatic(EventKeys.class, "hash", MethodType.methodType(long.class, Object.class))
					.asType(hashing);
		return MethodHandles.permuteArguments(MethodHandles.filterArguments(claim, 0, hash),
				MethodType.methodType(RingClaim.class, arguments), keyAt);
	}

	/** Takes a claim and the arguments, returns the sequence; closes the claim. */
	private MethodHandle published(Class<?>[] arguments, ComponentArguments components)
			throws ReflectiveOperationException {
		MethodHandle publish = LOOKUP.findVirtual(RingClaim.class, "publish", MethodType.methodType(long.class));
		MethodHandle close = LOOKUP.findStatic(ComponentsMethod.class, "close",
				MethodType.methodType(long.class, Throwable.class, long.class, RingClaim.class));
		return MethodHandles.tryFinally(MethodHandles.foldArguments(MethodHandles.dropArguments(publish, 1, arguments),
				written(arguments, components)), close);
	}

	/** Takes a claim and the arguments, writes headers and components. */
	private MethodHandle written(Class<?>[] arguments, ComponentArguments components)
			throws ReflectiveOperationException {
		int[] order = new int[components.places().size() + 1];
		for (int i = 1; i < order.length; i++) {
			order[i] = components.places().get(i - 1) + 1;
		}
		MethodType bufferAnd = MethodType.methodType(void.class, arguments)
			.insertParameterTypes(0, MutableDirectBuffer.class);
		MethodHandle payload = LOOKUP.findVirtual(RingClaim.class, "payload",
				MethodType.methodType(MutableDirectBuffer.class));
		MethodHandle written = MethodHandles.filterArguments(
				MethodHandles.permuteArguments(components.writer().handle(), bufferAnd, order), 0, payload);
		if (this.headers.isEmpty()) {
			return written;
		}
		MethodHandle set = LOOKUP
			.bind(this, "setHeaders", MethodType.methodType(void.class, RingClaim.class, Object[].class))
			.asCollector(Object[].class, arguments.length)
			.asType(claimAnd(arguments, void.class));
		return MethodHandles.foldArguments(written, set);
	}

	private static MethodType claimAnd(Class<?>[] arguments, Class<?> result) {
		return MethodType.methodType(result, arguments).insertParameterTypes(0, RingClaim.class);
	}

	@Nullable RingClaim<?> claim(long key) {
		try {
			return this.ring.claim(this.event, this.length, this.mode, key);
		}
		catch (RingFullException ex) {
			if (this.givesUp) {
				// what the result says: only with a time-out of its own does it come so
				// far
				return null;
			}
			throw ex;
		}
	}

	void setHeaders(RingClaim<?> claim, @Nullable Object[] arguments) {
		this.headers.of(arguments).set(claim.headers());
	}

	static boolean isThere(@Nullable RingClaim<?> claim) {
		return claim != null;
	}

	/** The exception, if there is one, goes on by itself. */
	static long close(@Nullable Throwable ex, long sequence, RingClaim<?> claim) {
		claim.close();
		return (ex != null) ? -1 : sequence;
	}

	static boolean isSent(long sequence) {
		return sequence >= 0;
	}

	static OptionalLong optional(long sequence) {
		return (sequence >= 0) ? OptionalLong.of(sequence) : OptionalLong.empty();
	}

}
