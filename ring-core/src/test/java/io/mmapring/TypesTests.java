package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.codec.RecordCodec;
import io.mmapring.codec.RingCodecs;
import io.mmapring.error.RingLimitException;
import io.mmapring.error.TypeMismatchException;
import io.mmapring.event.Chars;
import io.mmapring.event.EventType;
import io.mmapring.event.RingCodec;
import io.mmapring.event.RingEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Types of events on a ring whose layouts change. */
class TypesTests {

	@TempDir
	Path directory;

	@Test
	void whenComponentsWereAppendedThenOldAndNewReadEachOther() throws Exception {
		try (Ring ring = ring();
				Ring other = ring();
				Producer producer = ring.producer();
				Consumer oldOnes = ring.consumer("old");
				Consumer newOnes = other.consumer("new")) {
			EventType<Tick> old = ring.register(1, RecordCodec.of(Tick.class));
			EventType<LongerTick> longer = other.register(1, RecordCodec.of(LongerTick.class));
			ring.register(1, RecordCodec.of(Tick.class));
			producer.publish(old, new Tick(1, Side.BUY));
			producer.publish(longer, new LongerTick(2, LongerSide.SELL, "RING", 7));
			assertThat(taken(oldOnes, old)).containsExactly(new Tick(1, Side.BUY), new Tick(2, Side.SELL));
			assertThat(taken(newOnes, longer)).containsExactly(new LongerTick(1, LongerSide.BUY, null, 0),
					new LongerTick(2, LongerSide.SELL, "RING", 7));
		}
	}

	@Test
	void whenNewerLayoutIsThereFirstThenTheOldOneGoesTogetherWithIt() {
		try (Ring ring = ring(); Ring other = ring()) {
			ring.register(1, RecordCodec.of(LongerTick.class));
			assertThat(other.register(1, RecordCodec.of(Tick.class)).id()).isEqualTo(1);
		}
	}

	@Test
	void whenLayoutDiffersOtherwiseThenTheComponentIsNamed() {
		try (Ring ring = ring(); Ring other = ring()) {
			ring.register(1, RecordCodec.of(Tick.class));
			assertThatExceptionOfType(TypeMismatchException.class)
				.isThrownBy(() -> other.register(1, RecordCodec.of(OtherTick.class)))
				.withMessage("type 1 of ring 'orders' is not tick as it is here: component 1='0 id long' "
						+ "(expected: '0 id int'); append components only, use the same class in every process, "
						+ "or another type number")
				.satisfies((ex) -> assertThat(ex.found()).startsWith("tick: length 10"))
				.satisfies((ex) -> assertThat(ex.expected()).startsWith("tick: length 4"));
		}
	}

	@Test
	void whenALayoutGoesTogetherWithOneButNotWithAllThenRefused() {
		try (Ring ring = ring()) {
			ring.register(1, RecordCodec.of(Tick.class));
			ring.register(1, RecordCodec.of(LongerTick.class));
			assertThatExceptionOfType(TypeMismatchException.class)
				.isThrownBy(() -> ring.register(1, RecordCodec.of(ForkedTick.class)))
				.withMessageContaining("component 3='10 symbol chars(4)' (expected: '10 lots short')");
		}
	}

	@Test
	void whenNumberIsUsedForAnotherCodecThenRefused() {
		try (Ring ring = ring()) {
			ring.register(1, RingCodecs.text());
			assertThatExceptionOfType(TypeMismatchException.class)
				.isThrownBy(() -> ring.register(1, RingCodecs.bytes()))
				.withMessageContaining(
						"layout='java.lang.String: the payload in UTF-8' (expected: 'byte[]: the payload')");
		}
	}

	@Test
	void whenLayoutIsLongerThanItsRoomThenRefusedAndNotCut() {
		try (Ring ring = ring()) {
			RingCodec<String> wordy = new Wordy();
			assertThatExceptionOfType(RingLimitException.class).isThrownBy(() -> ring.register(1, wordy))
				.withMessage("cannot add type 1 to ring 'orders': length of its layout=4888 bytes (expected: at most "
						+ "3836); use shorter names or fewer components, or send it as bytes");
			assertThat(ring.register(1, RingCodecs.text()).id()).isEqualTo(1);
		}
	}

	private Ring ring() {
		return Ring.builder("orders").directory(this.directory).slots(64).group("old").group("new").open();
	}

	private static <T> List<T> taken(Consumer consumer, EventType<T> type) throws Exception {
		List<T> taken = new ArrayList<>();
		consumer.poll((event, sequence, end) -> taken.add(type.codec().decode(event.payload(), 0, event.length())), 10);
		return taken;
	}

	enum Side {

		BUY, SELL

	}

	enum LongerSide {

		BUY, SELL, SHORT

	}

	@RingEvent("tick")
	record Tick(long id, Side side) {

	}

	@RingEvent("tick")
	record LongerTick(long id, LongerSide side, @Chars(4) @Nullable String symbol, int lots) {

	}

	@RingEvent("tick")
	record ForkedTick(long id, Side side, short lots) {

	}

	@RingEvent("tick")
	record OtherTick(int id) {

	}

	private static final class Wordy implements RingCodec<String> {

		@Override
		public Class<String> type() {
			return String.class;
		}

		@Override
		public String layout() {
			return IntStream.range(0, 1000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
		}

		@Override
		public int length(String event) {
			return RingCodecs.text().length(event);
		}

		@Override
		public void encode(String event, MutableDirectBuffer buffer, int offset) {
			RingCodecs.text().encode(event, buffer, offset);
		}

		@Override
		public String decode(DirectBuffer buffer, int offset, int length) {
			return RingCodecs.text().decode(buffer, offset, length);
		}

	}

}
