package io.mmapring.codec;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link RecordCodec} that hold for all values: they come back, they write
 * all of their bytes and no other, and the bytes are the same on every JVM.
 */
class RandomRoundTripTests {

	private static final int ROUNDS = 3000;

	private static final int BUFFER_BYTES = 1024;

	private final SlotBuffer buffer = buffer();

	private final SlotBuffer other = buffer();

	@ParameterizedTest
	@ValueSource(classes = { Everything.class, RecordKindsTests.Trade.class, RecordCodecTests.Numbers.class,
			RecordCodecTests.Gaps.class })
	void whenValuesAreRandomThenTheyComeBackAndFillTheirBytes(Class<? extends Record> type) {
		long seed = new Random().nextLong();
		roundTrips(RecordCodec.of(type), type, seed);
	}

	private <R extends Record> void roundTrips(RecordCodec<R> codec, Class<? extends Record> type, long seed) {
		RandomValues values = new RandomValues(seed);
		for (int round = 0; round < ROUNDS; round++) {
			R event = codec.type().cast(values.record(type));
			int offset = 8 * (round % 5);
			int length = codec.length(event);
			this.buffer.setMemory(0, BUFFER_BYTES, (byte) 0x55);
			this.other.setMemory(0, BUFFER_BYTES, (byte) 0xAA);
			codec.encode(event, this.buffer, offset);
			codec.encode(event, this.other, offset);
			R decoded = codec.decode(this.buffer, offset, length);
			assertThat(decoded).as("seed %d, round %d", seed, round)
				.usingRecursiveComparison()
				.withEqualsForType(Double::equals, Double.class)
				.withEqualsForType(Float::equals, Float.class)
				.isEqualTo(event);
			assertThat(written()).as("seed %d, round %d", seed, round)
				.isEqualTo("-".repeat(offset) + "w".repeat(length) + "-".repeat(BUFFER_BYTES - offset - length));
		}
	}

	/** The two buffers held different rubbish, so what is equal was written. */
	private String written() {
		StringBuilder written = new StringBuilder();
		for (int i = 0; i < BUFFER_BYTES; i++) {
			written.append((this.buffer.getByte(i) == this.other.getByte(i)) ? 'w' : '-');
		}
		return written.toString();
	}

	@Test
	void whenEventIsEncodedOnAnyJvmThenItsBytesAreThoseOfTheFile() throws IOException {
		RecordCodec<Everything> codec = RecordCodec.of(Everything.class);
		RandomValues values = new RandomValues(20_260_101);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 40; i++) {
			Everything event = values.record(Everything.class);
			codec.encode(event, this.buffer, 0);
			byte[] bytes = new byte[codec.length(event)];
			this.buffer.getBytes(0, bytes);
			text.append(HexFormat.of().formatHex(bytes)).append('\n');
		}
		try (InputStream stored = getClass().getResourceAsStream("everything.hex")) {
			assertThat(stored).isNotNull();
			assertThat(text.toString()).isEqualTo(new String(stored.readAllBytes(), StandardCharsets.US_ASCII));
		}
	}

	private static SlotBuffer buffer() {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(BUFFER_BYTES)));
		buffer.window(0, BUFFER_BYTES);
		return buffer;
	}

	enum Side {

		BUY, SELL, SHORT

	}

	record Inner(byte small, @Nullable Side side, @Chars(7) @Nullable String text, OptionalLong number) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Everything(boolean truth, byte tiny, short small, char character, int number, long large, float rough,
			double fine, @Nullable Side side, @Chars(12) @Nullable String text, @Bytes(5) byte @Nullable [] bytes,
			@Nullable Instant at, @Nullable Duration took, @Nullable LocalDate day, UUID id,
			@Decimal(4) @Nullable BigDecimal price, OptionalInt maybeInt, OptionalLong maybeLong,
			OptionalDouble maybeDouble, @Chars(5) Optional<String> maybeText, Optional<Inner> maybeInner, Inner inner,
			@Length(3) int[] ints, @Length(2) double[] doubles, @Length(5) byte[] exact, @Length(3) char[] letters,
			@Length(2) boolean[] flags, @Length(2) float[] floats, @Length(3) @Nullable Side[] sides,
			@Length(2) Inner[] inners, @Length(2) @Decimal(1) @Nullable BigDecimal[] prices) {

	}

}
