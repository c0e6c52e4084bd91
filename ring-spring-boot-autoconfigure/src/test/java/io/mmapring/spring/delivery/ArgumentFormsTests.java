package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The forms in which a listener may take its events. */
class ArgumentFormsTests {

	@TempDir
	Path directory;

	@Test
	void aBatchHasEventsWithTheirSequencesAndIsOverWhenTheMethodReturns() {
		runner().withBean(Batches.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.all().forEach((container) -> registry.pause(container.id()));
			for (int i = 0; i < 20; i++) {
				template.send("prices", new NewPrice(i, "S" + i));
			}
			registry.all().forEach((container) -> registry.resume(container.id()));
			Batches batches = context.getBean(Batches.class);
			RingContexts.until(() -> batches.ids.size() == 20 && batches.bytes.size() == 20);
			assertThat(batches.ids).isSorted().doesNotHaveDuplicates();
			assertThat(batches.sequences).containsExactlyElementsOf(batches.ids);
			assertThat(batches.symbols).contains("S0", "S19");
			RingContexts.until(() -> batches.kept.get(0).toString().equals("batch is over"));
			assertThatIllegalStateException().isThrownBy(() -> batches.kept.get(0).size())
				.withMessageContaining("a batch of ring 'prices' is used after its listener 'views' has returned");
		});
	}

	@Test
	void aBatchOfRecordsHasObjectsThatMayBeKept() {
		runner().withBean(Records.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			for (int i = 0; i < 10; i++) {
				template.send("orders", OrderPlaced.of(i));
			}
			Records records = context.getBean(Records.class);
			RingContexts.until(() -> records.orders.size() == 10);
			assertThat(records.orders).extracting(OrderPlaced::id)
				.containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
			assertThat(records.refused).allMatch((message) -> message.contains("out of bounds"));
		});
	}

	@Test
	void aBufferComesWithItsOffsetAndLength() {
		runner().withBean(Buffers.class).run((context) -> {
			context.getBean(RingTemplate.class).send("raw", new byte[] { 1, 2, 3 });
			Buffers buffers = context.getBean(Buffers.class);
			RingContexts.until(() -> buffers.seen.size() == 1);
			assertThat(buffers.seen).containsExactly("1 to 3 of 3");
		});
	}

	@Test
	void aFlyweightIsMovedOverTheEventsOfItsTemplate() {
		runner().withBean(Flyweights.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("raw", QuoteDecoder.message(7, 101));
			template.send("raw", QuoteDecoder.message(8, 102));
			template.send("raw", new byte[] { 1 });
			template.send("raw", QuoteDecoder.message(7, 103));
			Flyweights flyweights = context.getBean(Flyweights.class);
			RingContexts.until(() -> flyweights.plain.size() == 4);
			RingContexts.until(() -> flyweights.prices.size() == 2);
			assertThat(flyweights.prices).containsExactly(101L, 103L);
			assertThat(flyweights.plain).containsExactly(16, 16, 1, 16);
		});
	}

	@Test
	void theEndOfABatchIsTrueForFlyweightsToo() {
		runner().withBean(FlyweightEnds.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("ends");
			template.send("raw", QuoteDecoder.message(7, 101));
			template.send("raw", QuoteDecoder.message(7, 102));
			template.send("raw", QuoteDecoder.message(8, 103));
			registry.resume("ends");
			FlyweightEnds ends = context.getBean(FlyweightEnds.class);
			RingContexts.until(() -> ends.calls.size() == 2);
			assertThat(ends.calls).containsExactly("101 false", "102 true");
		});
	}

	@Test
	void whenFlyweightsAreToBeKeptInAListTheStartFails() {
		runner().withBean(FlyweightList.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("argument=List of flyweights (expected: events that can be kept)"));
	}

	@Test
	void componentsAreMatchedByTheirNames() {
		runner().withBean(Components.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("prices", new NewPrice(5, "RING"));
			template.send("orders", new OrderPlaced(7, 3));
			Components components = context.getBean(Components.class);
			RingContexts.until(() -> components.seen.size() == 2);
			assertThat(components.seen).containsExactlyInAnyOrder("RING 5 at 0", "3 of 7");
		});
	}

	@Test
	void severalTypesAreTakenByWhatTheyHaveInCommon() {
		mixed().withBean(Several.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("orders", OrderPlaced.of(1));
			template.send("orders", new OrderCancelled(1));
			template.send("orders", new Bought(9));
			Several several = context.getBean(Several.class);
			RingContexts.until(() -> several.records.size() == 2 && several.trades.size() == 1);
			assertThat(several.records).containsExactly(OrderPlaced.of(1), new OrderCancelled(1));
			assertThat(several.types).containsExactly("1 " + OrderPlaced.class.getName(),
					"2 " + OrderCancelled.class.getName());
			assertThat(several.trades).containsExactly(new Bought(9));
		});
	}

	@Test
	void aFilterPassesOverWhatIsNotWanted() {
		runner().withBean(Filtered.class)
			.withBean("largeOrders", Predicate.class, () -> (Predicate<OrderPlaced>) (order) -> order.quantity() > 10)
			.run((context) -> {
				RingTemplate template = context.getBean(RingTemplate.class);
				for (int i = 0; i < 20; i++) {
					template.send("orders", new OrderPlaced(i, i));
				}
				Filtered filtered = context.getBean(Filtered.class);
				RingContexts.until(() -> filtered.byBean.size() == 9 && filtered.byExpression.size() == 3);
				assertThat(filtered.byBean).startsWith(11L).endsWith(19L);
				assertThat(filtered.byExpression).containsExactly("0 false", "1 false", "2 true");
				assertThat(context.getBean(RingListenerRegistry.class).get("failing").errors()).isPositive();
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withPropertyValues("ring.rings.prices.slots=64");
	}

	private ApplicationContextRunner mixed() {
		return runner().withPropertyValues("ring.rings.orders.types.1=" + OrderPlaced.class.getName(),
				"ring.rings.orders.types.2=" + OrderCancelled.class.getName(),
				"ring.rings.orders.types.3=" + Bought.class.getName(),
				"ring.rings.orders.types.4=" + Sold.class.getName(),
				"both=" + OrderPlaced.class.getName() + ", " + OrderCancelled.class.getName());
	}

	@RingEvent("price")
	interface Price {

		long id();

		@Chars(8)
		String symbol();

	}

	record NewPrice(long id, String symbol) implements Price {

	}

	sealed interface Trade permits Bought, Sold {

		long id();

	}

	record Bought(long id) implements Trade {

	}

	record Sold(long id) implements Trade {

	}

	static class Batches {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<Long> sequences = new CopyOnWriteArrayList<>();

		final List<String> symbols = new CopyOnWriteArrayList<>();

		final List<Integer> bytes = new CopyOnWriteArrayList<>();

		final List<RingBatch<Price>> kept = new CopyOnWriteArrayList<>();

		@RingListener(ring = "prices", id = "views", maxBatchSize = "8")
		void views(RingBatch<Price> prices, RingMetadata metadata) {
			this.kept.add(prices);
			assertThat(prices.firstSequence()).isEqualTo(metadata.sequence());
			assertThat(prices.lastSequence()).isEqualTo(prices.sequence(prices.size() - 1));
			assertThat(prices).hasToString(prices.size() + " events from " + metadata.sequence());
			for (int i = 0; i < prices.size(); i++) {
				this.sequences.add(prices.sequence(i));
			}
			prices.forEach((price) -> this.symbols.add(price.symbol()));
			prices.forEach((price) -> this.ids.add(price.id()));
		}

		@RingListener(ring = "prices", id = "bytes")
		void bytes(RingBatch<DirectBuffer> prices) {
			prices.forEach((bytes) -> this.bytes.add(bytes.capacity()));
		}

	}

	static class Records {

		final List<OrderPlaced> orders = new CopyOnWriteArrayList<>();

		final List<String> refused = new CopyOnWriteArrayList<>();

		@RingListener("orders")
		void on(RingBatch<OrderPlaced> orders) {
			assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> orders.get(orders.size()))
				.satisfies((ex) -> this.refused.add(ex.getMessage()));
			List<OrderPlaced> kept = new ArrayList<>();
			orders.forEach(kept::add);
			this.orders.addAll(kept);
		}

	}

	static class Buffers {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener("raw")
		void on(DirectBuffer bytes, int offset, int length) {
			this.seen.add(bytes.getByte(offset) + " to " + bytes.getByte(offset + length - 1) + " of " + length);
		}

	}

	static class Flyweights {

		final List<Long> prices = new CopyOnWriteArrayList<>();

		final List<Integer> plain = new CopyOnWriteArrayList<>();

		@RingListener(ring = "raw", id = "quotes")
		void on(QuoteDecoder quote) {
			this.prices.add(quote.price());
		}

		@RingListener(ring = "raw", id = "plain")
		void on(PlainFlyweight bytes) {
			this.plain.add(bytes.length);
		}

	}

	static class FlyweightEnds {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@RingListener(ring = "raw", id = "ends")
		void on(QuoteDecoder quote, boolean endOfBatch) {
			this.calls.add(quote.price() + " " + endOfBatch);
		}

	}

	static class FlyweightList {

		@RingListener("raw")
		void on(List<QuoteDecoder> quotes) {
			// never called
		}

	}

	static class Components {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "prices", types = "io.mmapring.spring.delivery.ArgumentFormsTests$Price")
		void price(String symbol, long sequence, long id) {
			this.seen.add(symbol + " " + id + " at " + sequence);
		}

		@RingListener(ring = "orders", types = "#{T(io.mmapring.spring.shop.OrderPlaced)}")
		void order(int quantity, long id) {
			this.seen.add(quantity + " of " + id);
		}

	}

	static class Several {

		final List<Record> records = new CopyOnWriteArrayList<>();

		final List<String> types = new CopyOnWriteArrayList<>();

		final List<Trade> trades = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "records", types = "${both}")
		void on(Record order, RingMetadata metadata) {
			this.types.add(metadata.type() + " " + metadata.typeName());
			this.records.add(order);
		}

		@RingListener(ring = "orders", id = "trades")
		void on(Trade trade) {
			this.trades.add(trade);
		}

	}

	static class Filtered {

		final List<Long> byBean = new CopyOnWriteArrayList<>();

		final List<String> byExpression = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "by-bean", filter = "largeOrders")
		void byBean(OrderPlaced order) {
			this.byBean.add(order.id());
		}

		@RingListener(ring = "orders", id = "by-expression", filter = "quantity < ${limit:3}")
		void byExpression(OrderPlaced order) {
			this.byExpression.add(order.id() + " " + (order.quantity() == 2));
		}

		@RingListener(ring = "orders", id = "failing", filter = "'neither'")
		void failing(OrderPlaced order) {
			throw new AssertionError("the filter gives no boolean");
		}

	}

}
