package io.mmapring.codec;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.error.EventEncodingException;
import io.mmapring.event.Chars;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventType;
import io.mmapring.event.RingEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ViewCodec}, through a ring.
 */
class ViewCodecTests {

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private Consumer consumer;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders").directory(this.directory).slots(64).open();
		this.producer = this.ring.producer();
		this.consumer = this.ring.consumer("risk");
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void componentsLieInTheOrderOfTheirDeclaration() {
		assertThat(ViewCodec.of(TradeView.class).layout())
			.isEqualTo("order: length 39; 0 id long; 8 price double; 16 placed instant; 24 symbol chars(8); "
					+ "34 side enum(BUY, SELL); 36 lots short; 38 live boolean");
	}

	@Test
	void whenWrittenThroughAViewThenReadThroughOne() throws Exception {
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		EventType<TradeView> type = this.ring.register(1, codec);
		EventFiller<String> filler = codec.filler((order, symbol) -> {
			order.id(7);
			order.price(1.5);
			order.placed(Instant.ofEpochSecond(3)).symbol(symbol);
			order.side(Side.SELL);
			order.setLive(true);
		});
		this.producer.publish(type.id(), codec.length(), filler, "RING");
		List<String> seen = new ArrayList<>();
		this.consumer.poll(codec.handler((order, sequence, end) -> {
			assertThat(order.id()).isEqualTo(7);
			assertThat(order.price()).isEqualTo(1.5);
			assertThat(order.placed()).isEqualTo(Instant.ofEpochSecond(3));
			assertThat(order.side()).isEqualTo(Side.SELL);
			assertThat(order.lots()).isZero();
			assertThat(order.isLive()).isTrue();
			assertThat(order.value()).isEqualTo(10.5);
			seen.add(order.symbol() + " " + order);
		}), 10);
		assertThat(seen).containsExactly("RING order[id=7, price=1.5, placed=1970-01-01T00:00:03Z, symbol=RING, "
				+ "side=SELL, lots=0, live=true]");
	}

	@Test
	void whenWrittenInAClaimThenTheViewIsBlankAtFirstAndOverAtTheEnd() throws Exception {
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		ViewWriter<TradeView> writer = codec.writer();
		TradeView[] written = new TradeView[1];
		for (int i = 0; i < 3; i++) {
			try (Claim claim = this.producer.claim(1)) {
				TradeView view = writer.write(claim.next(1, codec.length()));
				assertThat(view.id()).isZero();
				assertThat(view.placed()).isNull();
				view.id(i + 1);
				view.placed(Instant.EPOCH);
				written[0] = view;
				claim.publish();
				writer.close();
			}
			over(written[0]);
		}
		List<Long> seen = new ArrayList<>();
		this.consumer.poll(codec.handler((order, sequence, end) -> seen.add(order.id())), 10);
		assertThat(seen).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whenRecordHasTheSameNameAndComponentsThenTheyAreOneType() throws Exception {
		RecordCodec<Order> records = RecordCodec.of(Order.class);
		ViewCodec<TradeView> views = ViewCodec.of(TradeView.class);
		assertThat(records.layout()).isEqualTo(views.layout());
		EventType<Order> type = this.ring.register(1, records);
		this.ring.register(1, views);
		this.producer.publish(type, new Order(1, 2, null, "A", Side.BUY, (short) 3, false));
		List<Long> ids = new ArrayList<>();
		this.consumer.poll(views.handler((order, sequence, end) -> {
			assertThat(order.placed()).isNull();
			ids.add(order.id());
		}), 10);
		assertThat(ids).containsExactly(1L);
	}

	@Test
	void whenEventIsOlderThanTheViewThenWhatWasAppendedIsAbsent() throws Exception {
		EventType<Older> type = this.ring.register(1, RecordCodec.of(Older.class));
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		this.ring.register(1, codec);
		this.producer.publish(type, new Older(1, 2));
		List<Long> ids = new ArrayList<>();
		this.consumer.poll(codec.handler((order, sequence, end) -> {
			assertThat(order.symbol()).isNull();
			assertThat(order.placed()).isNull();
			assertThat(order.lots()).isZero();
			ids.add(order.id());
		}), 10);
		assertThat(ids).containsExactly(1L);
	}

	@Test
	void whenViewIsUsedAfterItsEventThenRefused() throws Exception {
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		publish(codec, 1);
		publish(codec, 2);
		List<TradeView> kept = new ArrayList<>();
		this.consumer.poll(codec.handler((order, sequence, end) -> {
			// with assertions on, as in tests, each event has a view of its own
			for (TradeView earlier : kept) {
				over(earlier);
			}
			kept.add(order);
		}), 10);
		assertThat(kept).hasSize(2).allSatisfy(ViewCodecTests::over);
	}

	private static void over(TradeView view) {
		assertThatIllegalStateException().isThrownBy(view::id)
			.withMessage("a view of order is used after its event (expected: use until the handler returns); "
					+ "copy what must outlive it");
		assertThat(view).hasToString("order[event is over]");
	}

	@Test
	void whenViewIsWrittenWhileItIsReadThenRefused() throws Exception {
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		publish(codec, 1);
		this.consumer.poll(
				codec.handler((order, sequence, end) -> assertThatIllegalStateException().isThrownBy(() -> order.id(2))
					.withMessageContaining("a view of order is written while it is read")),
				10);
	}

	@Test
	void whenFillerFailsThenTheEventIsAbandonedAndTheViewOver() throws Exception {
		ViewCodec<TradeView> codec = ViewCodec.of(TradeView.class);
		List<TradeView> kept = new ArrayList<>();
		EventFiller<String> filler = codec.filler((order, symbol) -> {
			kept.add(order);
			order.symbol(symbol);
		});
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> this.producer.publish(1, codec.length(), filler, "too long for it"))
			.withMessageContaining("TradeView.symbol: length=15 (expected: at most 8 bytes of UTF-8)");
		assertThat(kept).hasSize(1).allSatisfy(ViewCodecTests::over);
		List<Long> sequences = new ArrayList<>();
		this.consumer.poll((event, sequence, end) -> sequences.add(sequence), 10);
		assertThat(sequences).isEmpty();
	}

	@Test
	void whenAnotherImplementationIsPublishedThenItsGettersAreAsked() throws Exception {
		ViewCodec<Named> codec = ViewCodec.of(Named.class);
		EventType<Named> type = this.ring.register(1, codec);
		UUID id = new UUID(1, 2);
		this.producer.publish(type, new Given(id, "é"));
		List<Named> copies = new ArrayList<>();
		this.consumer.poll((event, sequence, end) -> copies.add(codec.decode(event.payload(), 0, event.length())), 10);
		assertThat(copies).hasSize(1).allSatisfy((copy) -> {
			assertThat(copy.getId()).isEqualTo(id);
			assertThat(copy.getName()).isEqualTo("é");
		});
	}

	@Test
	void whenViewHasNoGettersThenItIsForWritingOnly() throws Exception {
		ViewCodec<Writer> codec = ViewCodec.of(Writer.class);
		assertThat(codec.layout()).isEqualTo("order: length 16; 0 id long; 8 price double");
		EventFiller<Void> filler = codec.filler((order, nothing) -> order.id(5).price(2));
		this.producer.publish(1, codec.length(), filler, null);
		List<Long> ids = new ArrayList<>();
		this.consumer.poll(ViewCodec.of(TradeView.class).handler((order, sequence, end) -> ids.add(order.id())), 10);
		assertThat(ids).containsExactly(5L);
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> this.producer.publish(new EventType<>(1, codec), new Written()))
			.withMessageContaining("order.id: no getter (expected: one for each component)");
	}

	@Test
	void whenInterfaceIsNoneOfGettersAndSettersThenRefused() {
		refused(Runnable.class, "component run=public abstract void java.lang.Runnable.run() (expected: 'T name()'");
		refused(String.class, "components=none (expected: an interface of getters and setters");
		refused(Nothing.class, "components=0 (expected: an interface of getters and setters");
		refused(Divided.class, "component id=long and int (expected: one type in getter and setter)");
		refused(Unlimited.class, "component name=a String without a limit (expected: @Chars on it)");
	}

	private static void refused(Class<?> type, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> ViewCodec.of(type))
			.withMessageStartingWith("cannot make a codec for " + type.getName() + ": ")
			.withMessageContaining(message);
	}

	private void publish(ViewCodec<TradeView> codec, long id) {
		this.producer.publish(1, codec.length(), codec.<Long>filler((order, number) -> order.id(number)), id);
	}

	enum Side {

		BUY, SELL

	}

	interface Identified {

		long id();

		void id(long id);

	}

	@RingEvent("order")
	interface TradeView extends Identified {

		double price();

		void price(double price);

		@Nullable Instant placed();

		TradeView placed(Instant placed);

		@Chars(8)
		@Nullable String symbol();

		TradeView symbol(String symbol);

		@Nullable Side side();

		void side(Side side);

		short lots();

		boolean isLive();

		void setLive(boolean live);

		default double value() {
			return id() * price();
		}

	}

	@RingEvent("order")
	record Order(long id, double price, @Nullable Instant placed, @Chars(8) String symbol, Side side, short lots,
			boolean live) {

	}

	@RingEvent("order")
	record Older(long id, double price) {

	}

	@RingEvent("order")
	interface Writer {

		Writer id(long id);

		Writer price(double price);

	}

	static final class Written implements Writer {

		@Override
		public Writer id(long id) {
			return this;
		}

		@Override
		public Writer price(double price) {
			return this;
		}

	}

	interface Named {

		UUID getId();

		@Chars(4)
		String getName();

	}

	record Given(UUID getId, String getName) implements Named {

	}

	interface Nothing {

		default int size() {
			return 0;
		}

	}

	interface Divided {

		long id();

		void id(int id);

	}

	interface Unlimited {

		String name();

	}

}
