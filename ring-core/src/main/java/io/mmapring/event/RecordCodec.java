package io.mmapring.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.error.EventDecodingException;

/**
 * Encodes records in a layout that follows from their components alone.
 * <ul>
 * <li>All values are little-endian and lie in the order of declaration, each at the next
 * multiple of its alignment; the length is rounded up to a multiple of 8 bytes.</li>
 * <li>{@code boolean} (0 or 1) and {@code byte} have 1 byte, {@code short} and
 * {@code char} 2, {@code int} and {@code float} 4, {@code long} and {@code double} 8;
 * each is aligned to its size.</li>
 * <li>An enum constant is its ordinal in 2 bytes, aligned to 2; null is -1.</li>
 * <li>A {@link Chars @Chars(n)} {@code String} has the number of its UTF-8 bytes in 2
 * bytes, aligned to 2, then n bytes for the text; null is the number 65535.</li>
 * <li>Bytes between and after the values, and those that a text does not use, are 0.</li>
 * </ul>
 * So a component that is appended moves none of those before it. Encoding makes no
 * object, decoding only the record and its texts.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <R> type of the records
 */
public final class RecordCodec<R extends Record> implements RingCodec<R> {

	/** A constructor and a method handle take 255 words, and a component has up to 2. */
	private static final int MAX_COMPONENTS = 120;

	private static final int ALIGNMENT = 8;

	private static final MethodType ENCODER = MethodType.methodType(void.class, Object.class, MutableDirectBuffer.class,
			int.class);

	private static final MethodType DECODER = MethodType.methodType(Object.class, DirectBuffer.class, int.class);

	private static final MethodHandle SET_MEMORY;

	private static final MethodHandle SUM;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			SET_MEMORY = lookup.findVirtual(MutableDirectBuffer.class, "setMemory",
					MethodType.methodType(void.class, int.class, int.class, byte.class));
			SUM = lookup.findStatic(Integer.class, "sum", MethodType.methodType(int.class, int.class, int.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Class<R> type;

	private final int length;

	private final String layout;

	private final MethodHandle encoder;

	private final MethodHandle decoder;

	private RecordCodec(Class<R> type) {
		this.type = type;
		List<Component> components = components(type);
		int end = components.isEmpty() ? 0 : components.get(components.size() - 1).end();
		this.length = (end + ALIGNMENT - 1) & -ALIGNMENT;
		this.layout = Stream
			.concat(Stream.of(type.getName() + ": length " + this.length), components.stream().map(Component::text))
			.collect(Collectors.joining("; "));
		try {
			MethodHandles.Lookup lookup = lookup(type);
			this.encoder = encoder(lookup, components);
			this.decoder = decoder(lookup, components);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalArgumentException("cannot make a codec for " + type.getName() + ": its package "
					+ type.getPackageName() + " is closed in " + type.getModule() + " (expected: open to "
					+ RecordCodec.class.getModule() + "); add 'opens " + type.getPackageName()
					+ "' to the module's declaration", ex);
		}
	}

	/**
	 * Make the codec of a record type. Takes milliseconds, so keep it.
	 * @param <R> type of the records
	 * @param type the type; it may be nested and need not be public
	 * @return the codec
	 * @throws IllegalArgumentException if a component has a type that has no layout, or
	 * the record is in a closed package of a module
	 */
	public static <R extends Record> RecordCodec<R> of(Class<R> type) {
		return new RecordCodec<>(Objects.requireNonNull(type, "type"));
	}

	private static List<Component> components(Class<?> type) {
		RecordComponent[] declared = type.getRecordComponents();
		if (declared == null || declared.length > MAX_COMPONENTS) {
			throw new IllegalArgumentException("cannot make a codec for " + type.getName() + ": components="
					+ ((declared != null) ? declared.length : "none") + " (expected: a record of up to "
					+ MAX_COMPONENTS + "); use a RingCodec of your own for the type");
		}
		List<Component> components = new ArrayList<>();
		int end = 0;
		for (RecordComponent component : declared) {
			Component next = Component.of(component, end);
			components.add(next);
			end = next.end();
		}
		return components;
	}

	private static MethodHandles.Lookup lookup(Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
		}
		catch (IllegalAccessException ex) {
			// good enough for a public record in an exported package
			return MethodHandles.publicLookup();
		}
	}

	private MethodHandle encoder(MethodHandles.Lookup lookup, List<Component> components)
			throws IllegalAccessException {
		List<MethodHandle> steps = new ArrayList<>();
		int end = 0;
		RecordComponent[] declared = this.type.getRecordComponents();
		for (int i = 0; i < declared.length; i++) {
			Component component = components.get(i);
			padding(steps, end, component.at());
			MethodHandle accessor = lookup.unreflect(declared[i].getAccessor());
			steps.add(MethodHandles.filterArguments(component.writer(), 0, accessor).asType(ENCODER));
			end = component.end();
		}
		padding(steps, end, this.length);
		return steps.isEmpty() ? MethodHandles.empty(ENCODER) : inOrder(steps);
	}

	private static void padding(List<MethodHandle> steps, int from, int to) {
		if (from < to) {
			MethodHandle zeros = MethodHandles.insertArguments(SET_MEMORY, 2, to - from, (byte) 0);
			MethodHandle index = MethodHandles.insertArguments(SUM, 0, from);
			steps.add(MethodHandles.dropArguments(MethodHandles.filterArguments(zeros, 1, index), 0, Object.class));
		}
	}

	private static MethodHandle inOrder(List<MethodHandle> steps) {
		// halved again and again: a chain would nest as many calls as there are steps
		int size = steps.size();
		if (size == 1) {
			return steps.get(0);
		}
		MethodHandle first = inOrder(steps.subList(0, size / 2));
		return MethodHandles.foldArguments(inOrder(steps.subList(size / 2, size)), first);
	}

	private MethodHandle decoder(MethodHandles.Lookup lookup, List<Component> components)
			throws IllegalAccessException {
		Class<?>[] types = components.stream().map(Component::type).toArray(Class<?>[]::new);
		MethodHandle decoder = MethodHandles.dropArguments(lookup.unreflectConstructor(constructor(types)),
				types.length, DECODER.parameterList());
		// the last argument first, so that the buffer is always what follows
		for (int i = types.length - 1; i >= 0; i--) {
			decoder = MethodHandles.foldArguments(decoder, i, components.get(i).reader());
		}
		return decoder.asType(DECODER);
	}

	private Constructor<R> constructor(Class<?>[] types) {
		try {
			return this.type.getDeclaredConstructor(types);
		}
		catch (NoSuchMethodException ex) {
			throw new LinkageError("a record without its constructor: " + this.type.getName(), ex);
		}
	}

	@Override
	public Class<R> type() {
		return this.type;
	}

	/**
	 * The layout in words, for example {@code io.x.Flight: length 24; 0 departure long; 8
	 * delay short; 10 state enum(BOARDING, LEFT); 12 origin chars(3)}: each component
	 * with its offset in bytes.
	 */
	@Override
	public String layout() {
		return this.layout;
	}

	/**
	 * Bytes that every record of this type takes. Whether the texts fit, encode says.
	 */
	@Override
	public int length(R event) {
		Objects.requireNonNull(event, "event");
		return this.length;
	}

	@Override
	public void encode(R event, MutableDirectBuffer buffer, int offset) {
		Objects.requireNonNull(event, "event");
		if (!buffer.isExpandable()) {
			buffer.boundsCheck(offset, this.length);
		}
		try {
			this.encoder.invokeExact((Object) event, buffer, offset);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	@Override
	public R decode(DirectBuffer buffer, int offset, int length) {
		if (length < this.length) {
			throw new EventDecodingException(this.type.getName(), null, "length=" + length + " (expected: at least "
					+ this.length + "); the event was written with another layout, or is damaged");
		}
		buffer.boundsCheck(offset, length);
		try {
			return this.type.cast((Object) this.decoder.invokeExact(buffer, offset));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	@Override
	public String toString() {
		return "RecordCodec " + this.layout;
	}

}
