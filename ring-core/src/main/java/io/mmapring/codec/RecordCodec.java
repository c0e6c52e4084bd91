package io.mmapring.codec;

import java.util.List;
import java.util.Objects;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;
import io.mmapring.event.RingCodec;
import io.mmapring.event.ShardKey;

/**
 * Encodes records in a layout that follows from their components alone.
 * <ul>
 * <li>All values are little-endian and lie in the order of declaration, each at the next
 * multiple of its alignment; the event ends where the last component does.</li>
 * <li>{@code boolean} (0 or 1) and {@code byte} have 1 byte, {@code short} and
 * {@code char} 2, {@code int} and {@code float} 4, {@code long} and {@code double} 8;
 * each is aligned to its size.</li>
 * <li>An enum constant is its ordinal in 2 bytes, aligned to 2; null is -1.</li>
 * <li>A {@link Chars @Chars(n)} {@code String} has the number of its UTF-8 bytes in 2
 * bytes, aligned to 2, then n bytes for the text; null is the number 65535. A
 * {@link Bytes @Bytes(n)} {@code byte[]} lies the same way.</li>
 * <li>{@code Instant} and {@code Duration} are nanoseconds in a {@code long},
 * {@code LocalDate} is days since 1970 in an {@code int}, a {@link Decimal @Decimal}
 * {@code BigDecimal} its unscaled value in a {@code long}; null is the smallest
 * number.</li>
 * <li>A {@code UUID} is its two {@code long}s, the most significant first.</li>
 * <li>{@code OptionalInt}, {@code OptionalLong}, {@code OptionalDouble} and
 * {@code Optional} have 1 byte (0 or 1), then the value at its alignment.</li>
 * <li>A record has its own components, up to a multiple of its largest alignment.</li>
 * <li>A {@link Length @Length(n)} array has n elements, each at its alignment.</li>
 * <li>Bytes between the values, and those that a text does not use, are 0.</li>
 * </ul>
 * So a component that is appended moves none of those before it. An event that ends
 * before such a component is read as if it were null, or zeros where the layout has no
 * null. Encoding makes no object, decoding only the record and what it holds.
 * <p>
 * The code is generated when the codec is made; it is what one would write by hand.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <R> type of the records
 */
public final class RecordCodec<R extends Record> implements RingCodec<R> {

	private final Class<R> type;

	private final Layout layout;

	private final int length;

	private final RecordWriter writer;

	private final OlderEvents older;

	private RecordCodec(Class<R> type) {
		this.type = type;
		this.layout = Layout.ofRecord(type, List.of(type));
		this.length = this.layout.length();
		this.writer = GeneratedRecords.writer(type, this.layout);
		this.older = new OlderEvents(this.layout);
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

	@Override
	public Class<R> type() {
		return this.type;
	}

	@Override
	public String name() {
		return this.layout.name();
	}

	/**
	 * The layout in words, for example {@code io.x.Flight: length 16; 0 departure long; 8
	 * delay short; 10 state enum(BOARDING, LEFT); 12 origin chars(2)}: each component
	 * with its offset in bytes.
	 */
	@Override
	public String layout() {
		return this.layout.text();
	}

	/**
	 * Why events of another layout cannot be exchanged. They can if one layout begins
	 * with the components of the other.
	 */
	@Override
	public @Nullable String mismatch(String layout) {
		return LayoutText.mismatch(layout, layout());
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
		this.writer.write(event, buffer, offset);
	}

	@Override
	public R decode(DirectBuffer buffer, int offset, int length) {
		buffer.boundsCheck(offset, length);
		if (length < this.length) {
			return this.type.cast(this.writer.read(this.older.completed(buffer, offset, length), 0));
		}
		return this.type.cast(this.writer.read(buffer, offset));
	}

	@Override
	public @Nullable ShardKey shardKey(String component) {
		return this.layout.shardKey(component);
	}

	Layout components() {
		return this.layout;
	}

	@Override
	public String toString() {
		return "RecordCodec " + layout();
	}

}
