package io.mmapring.cli.payload;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The kinds of values that a layout names, as the page on events describes them. All are
 * read whatever the bytes are.
 */
final class ValueKinds {

	private static final int ABSENT = 65535;

	private static final long NANOS = 1_000_000_000L;

	private ValueKinds() {
	}

	/**
	 * A kind without arguments.
	 * @param name its name in layouts
	 * @throws IllegalArgumentException if there is none of that name
	 */
	static ValueKind simple(String name) {
		return switch (name) {
			case "boolean" -> ValueKind.of(Byte.BYTES, (event, at) -> event.get(at) != 0);
			case "byte" -> ValueKind.of(Byte.BYTES, (event, at) -> (long) event.get(at));
			case "short" -> ValueKind.of(Short.BYTES, (event, at) -> (long) event.getShort(at));
			case "char" -> ValueKind.of(Character.BYTES, (event, at) -> String.valueOf(event.getChar(at)));
			case "int" -> ValueKind.of(Integer.BYTES, (event, at) -> (long) event.getInt(at));
			case "long" -> ValueKind.of(Long.BYTES, ByteBuffer::getLong);
			case "float" -> ValueKind.of(Float.BYTES, (event, at) -> (double) event.getFloat(at));
			case "double" -> ValueKind.of(Double.BYTES, ByteBuffer::getDouble);
			case "instant" -> ValueKind.of(Long.BYTES, (event, at) -> {
				long nanos = event.getLong(at);
				return (nanos != Long.MIN_VALUE)
						? Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)).toString()
						: null;
			});
			case "duration" -> ValueKind.of(Long.BYTES, (event, at) -> {
				long nanos = event.getLong(at);
				return (nanos != Long.MIN_VALUE) ? Duration.ofNanos(nanos).toString() : null;
			});
			case "date" -> ValueKind.of(Integer.BYTES, (event, at) -> {
				int days = event.getInt(at);
				return (days != Integer.MIN_VALUE) ? LocalDate.ofEpochDay(days).toString() : null;
			});
			case "uuid" -> new ValueKind(2 * Long.BYTES, Long.BYTES,
					(event, at) -> new UUID(event.getLong(at), event.getLong(at + Long.BYTES)).toString());
			default -> throw new IllegalArgumentException("kind=" + name + " (expected: one that is known)");
		};
	}

	static ValueKind decimal(int scale) {
		return ValueKind.of(Long.BYTES, (event, at) -> {
			long unscaled = event.getLong(at);
			return (unscaled != Long.MIN_VALUE) ? BigDecimal.valueOf(unscaled, scale) : null;
		});
	}

	static ValueKind chars(int bytes) {
		return sized(bytes, (content) -> new String(content, StandardCharsets.UTF_8));
	}

	static ValueKind bytes(int bytes) {
		return sized(bytes, HexFormat.of()::formatHex);
	}

	private static ValueKind sized(int bytes, Content reader) {
		return new ValueKind(Math.addExact(Short.BYTES, bytes), Short.BYTES, (event, at) -> {
			int length = event.getShort(at) & ABSENT;
			if (length == ABSENT) {
				return null;
			}
			byte[] content = new byte[Math.min(length, bytes)];
			event.get(at + Short.BYTES, content);
			return reader.read(content);
		});
	}

	static ValueKind enumeration(List<String> constants) {
		return ValueKind.of(Short.BYTES, (event, at) -> {
			int ordinal = event.getShort(at);
			if (ordinal == -1) {
				return null;
			}
			return (ordinal >= 0 && ordinal < constants.size()) ? constants.get(ordinal) : "constant " + ordinal;
		});
	}

	static ValueKind optional(ValueKind value) {
		return new ValueKind(Math.addExact(value.alignment(), value.size()), value.alignment(),
				(event, at) -> (event.get(at) != 0) ? value.reader().read(event, at + value.alignment()) : null);
	}

	static ValueKind array(ValueKind element, int length) {
		if (element.size() == 0) {
			throw new IllegalArgumentException("element=0 bytes (expected: more)");
		}
		int stride = ValueKind.align(element.size(), element.alignment());
		return new ValueKind(Math.multiplyExact(stride, length), element.alignment(), (event, at) -> {
			List<Object> values = new ArrayList<>();
			for (int i = 0; i < length; i++) {
				values.add(element.reader().read(event, at + i * stride));
			}
			return values;
		});
	}

	/** Makes something of the bytes of a text. */
	private interface Content {

		Object read(byte[] content);

	}

}
