package io.mmapring.spring.rings;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingSignatureException;

/**
 * A window that is moved over the bytes of one event after the other: a decoder that SBE
 * has generated, which is known by its {@code wrapAndApplyHeader(DirectBuffer, int,
 * header)}, or any class with a {@code wrap(DirectBuffer, int offset, int length)}.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Flyweight {

	private static final String WRAP_SBE = "wrapAndApplyHeader";

	private final Object window;

	/** Moves the window: buffer, length. */
	private final MethodHandle move;

	/** Whether the bytes are for the window: buffer, length; {@code null} if all are. */
	private final @Nullable MethodHandle accepts;

	private Flyweight(Object window, MethodHandle move, @Nullable MethodHandle accepts) {
		this.window = window;
		this.move = move;
		this.accepts = accepts;
	}

	static boolean isFlyweight(Class<?> type) {
		return !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !type.isRecord()
				&& (sbe(type) != null || wrap(type) != null);
	}

	private static @Nullable Method sbe(Class<?> type) {
		for (Method method : type.getMethods()) {
			Class<?>[] arguments = method.getParameterTypes();
			if (method.getName().equals(WRAP_SBE) && arguments.length == 3 && arguments[0] == DirectBuffer.class
					&& arguments[1] == int.class) {
				return method;
			}
		}
		return null;
	}

	private static @Nullable Method wrap(Class<?> type) {
		try {
			return type.getMethod("wrap", DirectBuffer.class, int.class, int.class);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	/**
	 * Make a window.
	 * @param type its class
	 * @return the window
	 * @throws RingSignatureException if it cannot be made
	 */
	public static Flyweight of(Class<?> type) {
		try {
			Object window = instance(type);
			Method sbe = sbe(type);
			return (sbe != null) ? ofSbe(window, sbe) : ofWrap(window, wrap(type));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw new RingSignatureException(type.getName(), "it cannot be moved over events: " + ex,
					"make it and its constructor without arguments public, or add a bean RingCodec<"
							+ type.getSimpleName() + ">");
		}
	}

	private static Object instance(Class<?> type) throws ReflectiveOperationException {
		return type.getConstructor().newInstance();
	}

	private static Flyweight ofWrap(Object window, @Nullable Method method) throws IllegalAccessException {
		if (method == null) {
			throw new IllegalStateException("no method wrap(DirectBuffer, int, int)");
		}
		MethodHandle wrap = MethodHandles.publicLookup().unreflect(method).bindTo(window);
		MethodHandle move = MethodHandles.insertArguments(wrap, 1, 0)
			.asType(MethodType.methodType(void.class, DirectBuffer.class, int.class));
		return new Flyweight(window, move, null);
	}

	private static Flyweight ofSbe(Object window, Method method) throws ReflectiveOperationException {
		Object header = instance(method.getParameterTypes()[2]);
		MethodHandle wrap = MethodHandles.publicLookup().unreflect(method).bindTo(window);
		MethodHandle move = MethodHandles.dropArguments(MethodHandles.insertArguments(wrap, 1, 0, header)
			.asType(MethodType.methodType(void.class, DirectBuffer.class)), 1, int.class);
		return new Flyweight(window, move, SbeHeader.accepts(window, header));
	}

	/**
	 * Move the window.
	 * @param buffer the bytes of an event, from index 0
	 * @param length number of bytes
	 * @return the window, or {@code null} if the bytes are of a kind for others
	 */
	public @Nullable Object over(DirectBuffer buffer, int length) {
		try {
			MethodHandle accepts = this.accepts;
			if (accepts != null && !(boolean) accepts.invokeExact(buffer, length)) {
				return null;
			}
			this.move.invokeExact(buffer, length);
			return this.window;
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(
					"cannot move %s over an event of %d bytes".formatted(this.window.getClass().getName(), length), ex);
		}
	}

}
