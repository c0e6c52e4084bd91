package io.mmapring.file;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's buffer, of which only what a copy needs is there. Agrona's own need a
 * JVM option.
 */
final class OtherBuffer {

	private static final int START = 3;

	private static final int CAPACITY = 20;

	private final String kind;

	private final ByteBuffer bytes;

	private final byte @Nullable [] array;

	private final boolean byteBuffer;

	private final boolean expandable;

	private OtherBuffer(String kind, byte @Nullable [] array, boolean byteBuffer, boolean expandable) {
		this.kind = kind;
		this.bytes = (array != null) ? ByteBuffer.wrap(array) : ByteBuffer.allocateDirect(32);
		this.array = array;
		this.byteBuffer = byteBuffer;
		this.expandable = expandable;
	}

	static Stream<OtherBuffer> kinds() {
		return Stream.of(new OtherBuffer("array", new byte[32], false, false),
				new OtherBuffer("heap buffer", new byte[32], true, false),
				new OtherBuffer("direct buffer", null, true, false),
				new OtherBuffer("expandable", new byte[32], false, true),
				new OtherBuffer("address only", null, false, false));
	}

	int capacity() {
		return CAPACITY;
	}

	void store(int index, int... values) {
		for (int i = 0; i < values.length; i++) {
			this.bytes.put(START + index + i, (byte) values[i]);
		}
	}

	byte[] stored(int index, int length) {
		byte[] stored = new byte[length];
		this.bytes.get(START + index, stored);
		return stored;
	}

	MutableDirectBuffer buffer() {
		return (MutableDirectBuffer) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { MutableDirectBuffer.class }, (proxy, method, args) -> answer(method, args));
	}

	private @Nullable Object answer(Method method, Object[] args) {
		return switch (method.getName()) {
			case "byteArray" -> this.array;
			case "byteBuffer" -> this.byteBuffer ? this.bytes : null;
			case "wrapAdjustment" -> START;
			case "isExpandable" -> this.expandable;
			case "boundsCheck" -> Objects.checkFromIndexSize((int) args[0], (int) args[1], CAPACITY);
			case "getByte" -> this.bytes.get(at(args));
			case "putByte" -> this.bytes.put(at(args), (byte) args[1]);
			default -> throw new UnsupportedOperationException(method.toString());
		};
	}

	private static int at(Object[] args) {
		return START + Objects.checkIndex((int) args[0], CAPACITY);
	}

	@Override
	public String toString() {
		return this.kind;
	}

}
