package io.mmapring.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A component of a record and the bytes that it has.
 */
abstract class Component {

	/** What can be a component, for messages. */
	static final String KINDS = "boolean, byte, short, char, int, long, float, double, an enum or a String with @Chars";

	private final String record;

	private final String name;

	private final Class<?> type;

	private final int at;

	private final int size;

	/**
	 * Place a component.
	 * @param component the component
	 * @param end end of what lies before it
	 * @param alignment its offset is a multiple of this
	 * @param size its length in bytes
	 */
	Component(RecordComponent component, int end, int alignment, int size) {
		this.record = component.getDeclaringRecord().getName();
		this.name = component.getName();
		this.type = component.getType();
		this.at = (end + alignment - 1) & -alignment;
		this.size = size;
	}

	static Component of(RecordComponent component, int end) {
		Class<?> type = component.getType();
		Chars chars = component.getAnnotation(Chars.class);
		if (type == String.class) {
			if (chars == null) {
				throw refused(component, "a String without a limit", "@Chars on it",
						"say how many bytes of UTF-8 it may have");
			}
			if (chars.value() < 1 || chars.value() > Chars.LIMIT) {
				throw refused(component, "@Chars(" + chars.value() + ")", "1 to " + Chars.LIMIT,
						"give the most bytes that the text may have");
			}
			return new CharsComponent(component, end, chars.value());
		}
		if (chars != null) {
			throw refused(component, "@Chars on " + type.getTypeName(), "@Chars on a String only", "take it off");
		}
		if (type.isEnum()) {
			return new EnumComponent(component, end);
		}
		if (type.isPrimitive()) {
			return new PrimitiveComponent(component, end);
		}
		throw refused(component, type.getTypeName(), KINDS, instead(type));
	}

	private static String instead(Class<?> type) {
		MethodType boxed = MethodType.methodType(type);
		if (!boxed.unwrap().equals(boxed)) {
			return "use " + boxed.unwrap().returnType().getName() + ", which is never null";
		}
		if (type.getName().startsWith("java.time.")) {
			return "use a long, for example of milliseconds or nanoseconds";
		}
		if (type.isRecord()) {
			return "use its components in its place";
		}
		return "use several components, or a RingCodec of your own for the type";
	}

	private static IllegalArgumentException refused(RecordComponent component, String found, String expected,
			String action) {
		return new IllegalArgumentException("cannot make a codec for " + component.getDeclaringRecord().getName()
				+ ": component " + component.getName() + "=" + found + " (expected: " + expected + "); " + action);
	}

	static MethodHandle find(Class<?> owner, String name, MethodType type) {
		try {
			return MethodHandles.lookup().findVirtual(owner, name, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError(owner.getName() + "." + name, ex);
		}
	}

	final String record() {
		return this.record;
	}

	final String name() {
		return this.name;
	}

	final Class<?> type() {
		return this.type;
	}

	/**
	 * Where it starts.
	 * @return the offset in bytes from the record's start
	 */
	final int at() {
		return this.at;
	}

	/**
	 * Where it ends.
	 * @return the offset of the byte after it
	 */
	final int end() {
		return this.at + this.size;
	}

	/**
	 * Its line of the layout's text.
	 * @return for example {@code 8 delay short}
	 */
	final String text() {
		return this.at + " " + this.name + " " + kind();
	}

	abstract String kind();

	/**
	 * Writes the component.
	 * @return a handle of type (type, MutableDirectBuffer, int)void
	 */
	abstract MethodHandle writer();

	/**
	 * Reads the component.
	 * @return a handle of type (DirectBuffer, int)type
	 */
	abstract MethodHandle reader();

	static MethodType writerType(Class<?> value) {
		return MethodType.methodType(void.class, value, MutableDirectBuffer.class, int.class);
	}

	static MethodType readerType(Class<?> value) {
		return MethodType.methodType(value, DirectBuffer.class, int.class);
	}

}
