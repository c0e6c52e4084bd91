package io.mmapring.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.Chars;
import io.mmapring.event.EventType;
import io.mmapring.event.KeyHash;
import io.mmapring.event.RingCodec;
import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;
import io.mmapring.event.ShardKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Keys that are read from the slot. */
class ComponentKeyTests {

	private static final UUID ID = new UUID(3, 5);

	private static final Trade TRADE = new Trade((byte) -1, (short) -2, 'x', -3, 4L, "Zürich", Side.SELL, ID,
			new Party(7, null), 1.5);

	@TempDir
	Path directory;

	@Test
	void eachComponentIsTheKeyThatItsValueStandsFor() throws Exception {
		RingCodec<Trade> codec = RecordCodec.of(Trade.class);
		assertThat(keys(codec, TRADE, "tiny", "small", "letter", "number", "large", "city", "side", "id", "party.id",
				"party.name"))
			.containsExactly(-1L, -2L, (long) 'x', -3L, 4L, KeyHash.of("Zürich"), 1L, KeyHash.of(ID), 7L, 0L);
	}

	@Test
	void recordAndViewMarkTheirKey() throws Exception {
		assertThat(keys(RecordCodec.of(Marked.class), new Marked(1, "EUR"), "")).containsExactly(KeyHash.of("EUR"));
		MarkedView event = new MarkedView() {
			@Override
			public long first() {
				return 1;
			}

			@Override
			public long second() {
				return 2;
			}
		};
		assertThat(keys(ViewCodec.of(MarkedView.class), event, "")).containsExactly(2L);
	}

	@Test
	void whenNothingIsMarkedThereIsNoKey() {
		assertThat(RecordCodec.of(Trade.class).shardKey("")).isNull();
		assertThat(RingCodecs.text().shardKey("")).isNull();
		assertThat(RingCodecs.text().shardKey("length")).isNull();
	}

	@Test
	void anOlderEventWithoutTheComponentHasKeyZero() throws Exception {
		try (Ring ring = Ring.builder("keys").directory(this.directory).group("g").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("g")) {
			producer.publish(ring.register(1, RecordCodec.of(Before.class)), new Before(9));
			ShardKey key = key(RecordCodec.of(Marked.class), "");
			List<Long> keys = new ArrayList<>();
			consumer.poll((event, sequence, endOfBatch) -> keys.add(key.keyOf(event, sequence)), 1);
			assertThat(keys).containsExactly(0L);
		}
	}

	@Test
	void whatIsNoKeyIsRefused() {
		RecordCodec<Trade> codec = RecordCodec.of(Trade.class);
		assertThatIllegalArgumentException().isThrownBy(() -> codec.shardKey("price"))
			.withMessageEndingWith(
					"have no key 'price': type=double (expected: an integral number, char, an enum, a String with @Chars, or a UUID); choose another component");
		assertThatIllegalArgumentException().isThrownBy(() -> codec.shardKey("party.zip"))
			.withMessageContaining("have no key 'party.zip': component=zip (expected: one of [id, name])");
		assertThatIllegalArgumentException().isThrownBy(() -> codec.shardKey("city.zip"))
			.withMessageContaining("city is chars(8) (expected: a record, for what comes behind the dot)");
		assertThatIllegalArgumentException().isThrownBy(() -> RecordCodec.of(Twice.class))
			.withMessageContaining("component b=@RingKey (expected: on one component only, it is also on a)");
	}

	@Test
	void bySequenceNeedsTheSequence() throws Exception {
		try (Ring ring = Ring.builder("keys").directory(this.directory).group("g").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("g")) {
			producer.publish(1, 0, (payload, nothing) -> payload.byteBuffer(), 0);
			consumer.poll((event, sequence, endOfBatch) -> {
				assertThat(ShardKey.bySequence().keyOf(event, 77)).isEqualTo(77);
				assertThatExceptionOfType(UnsupportedOperationException.class)
					.isThrownBy(() -> ShardKey.bySequence().keyOf(event));
			}, 1);
		}
	}

	private <T> List<Long> keys(RingCodec<T> codec, T event, String... components) throws Exception {
		try (Ring ring = Ring.builder(codec.type().getSimpleName())
			.directory(this.directory)
			.slotSizeBytes(256)
			.group("g")
			.open(); Producer producer = ring.producer(); Consumer consumer = ring.consumer("g")) {
			EventType<T> type = ring.register(components.length + 1, codec);
			producer.publish(type, event);
			List<Long> keys = new ArrayList<>();
			consumer.poll((view, sequence, endOfBatch) -> {
				for (String component : components) {
					keys.add(key(codec, component).keyOf(view));
				}
			}, 1);
			return keys;
		}
	}

	private static ShardKey key(RingCodec<?> codec, String component) {
		ShardKey key = codec.shardKey(component);
		assertThat(key).isNotNull();
		return key;
	}

	enum Side {

		BUY, SELL

	}

	record Party(int id, @Chars(8) @Nullable String name) {
	}

	record Trade(byte tiny, short small, char letter, int number, long large, @Chars(8) String city, Side side, UUID id,
			Party party, double price) {
	}

	@RingEvent("marked")
	record Before(int number) {
	}

	@RingEvent("marked")
	record Marked(int number, @RingKey @Chars(3) String currency) {
	}

	record Twice(@RingKey int a, @RingKey int b) {
	}

	@RingEvent
	interface MarkedView {

		long first();

		@RingKey
		long second();

	}

}
