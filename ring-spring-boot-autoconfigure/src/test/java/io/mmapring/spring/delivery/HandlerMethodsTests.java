package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.SendTo;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Classes whose methods share the events of a ring by their types. */
class HandlerMethodsTests {

	@TempDir
	Path directory;

	@Test
	void eachEventGoesToTheMethodForItsTypeInTheOrderOfTheRing() {
		runner(ByType.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("byType");
			assertThat(container.group()).isEqualTo("shop.byType");
			send(context, OrderPlaced.of(1), new OrderCancelled(1), "not for it", OrderPlaced.of(2));
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(context.getBean(ByType.class).seen).containsExactly("placed 1 at 0", "cancelled 1",
					"placed 2 at 3");
			assertThat(container.errors()).isZero();
		});
	}

	@Test
	void theMethodThatTakesFewerTypesGoesFirstAndWhatIsLeftGoesToTheDefault() {
		runner(Kinds.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("kinds");
			send(context, new Opened(1), new Closed(2), OrderPlaced.of(3), "four");
			RingContexts.until(() -> container.delivered() == 4);
			assertThat(context.getBean(Kinds.class).seen).containsExactly("opened 1", "door Closed[id=2]",
					"3: io.mmapring.spring.shop.OrderPlaced, 12 bytes", "4: java.lang.String, 4 bytes");
		});
	}

	@Test
	void viewsAreHandedOverWhereTheyLie() {
		runner(Views.class).run((context) -> {
			send(context, new OrderCancelled(7), new Tick(3));
			RingContexts.until(() -> context.getBean(Views.class).seen.equals(List.of("cancelled 7", "quote 3 true")));
		});
	}

	@Test
	void whatFailsIsFollowedUpAndResultsAreSent() {
		runner(Sending.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("sending");
			send(context, OrderPlaced.of(1), new OrderCancelled(2), new OrderCancelled(-1), OrderPlaced.of(3));
			Sending sending = context.getBean(Sending.class);
			RingContexts.until(() -> sending.sent.equals(List.of("placed 1", "placed 3")));
			RingContexts.until(() -> container.delivered() == 3);
			assertThat(container.skipped()).isOne();
			assertThat(sending.cancelled).containsExactly(2L);
		});
	}

	@Test
	void severalListenersOfAClassAreGroupsOfTheirOwn() {
		runner(Twice.class).run((context) -> {
			send(context, OrderPlaced.of(1));
			RingContexts.until(() -> context.getBean(Twice.class).seen.size() == 2);
			assertThat(context.getBean(Twice.class).seen).containsExactlyInAnyOrder("one", "two");
		});
	}

	static List<Arguments> cannotWork() {
		return List.of(Arguments.of(NoMethods.class, "methods=0 with @RingHandler (expected: 1 or more)"),
				Arguments.of(Ambiguous.class, "both take io.mmapring.spring.shop.OrderPlaced (expected: one of them"),
				Arguments.of(Overlapping.class, "both take " + Opened.class.getName()),
				Arguments.of(TwoDefaults.class, "isDefault=[@RingHandler"),
				Arguments.of(TypedDefault.class,
						"isDefault with an argument that is no byte[], ByteBuffer or DirectBuffer"),
				Arguments.of(Bytes.class, "argument=[B without isDefault (expected: a type of events)"),
				Arguments.of(Batch.class, "argument=batch (expected: a single event, since each has its method)"),
				Arguments.of(Types.class, "on a class (expected: none, the arguments of its methods say)"),
				Arguments.of(NoClass.class, "its class has no @RingListener"),
				Arguments.of(TwoTargets.class, "@SendTo=[a, b] (expected: one ring for all methods"),
				Arguments.of(Unacknowledged.class,
						"ack-mode=manual without an Acknowledgment (expected: one in each method)"),
				Arguments.of(NoRing.class, "ring=''"));
	}

	@ParameterizedTest
	@MethodSource("cannotWork")
	void whatCannotWorkFailsTheStart(Class<?> bean, String problem) {
		runner(bean).run(RefusedBeans.refused(bean, problem));
	}

	private ApplicationContextRunner runner(Class<?> bean) {
		String name = bean.getSimpleName();
		return RingContexts.in(this.directory)
			.withBean(Character.toLowerCase(name.charAt(0)) + name.substring(1), bean)
			.withPropertyValues("ring.rings.orders.types.1=" + OrderPlaced.class.getName(),
					"ring.rings.orders.types.2=" + OrderCancelled.class.getName(),
					"ring.rings.orders.types.3=java.lang.String", "ring.rings.orders.types.4=" + Opened.class.getName(),
					"ring.rings.orders.types.5=" + Closed.class.getName(),
					"ring.rings.orders.types.6=" + Quote.class.getName());
	}

	private static void send(ApplicationContext context, Object... events) {
		for (Object event : events) {
			context.getBean(RingTemplate.class).send("orders", event);
		}
	}

	sealed interface Door permits Opened, Closed {

	}

	@RingEvent
	record Opened(long id) implements Door {
	}

	@RingEvent
	record Closed(long id) implements Door {
	}

	@RingEvent("price")
	public interface Quote {

		double price();

	}

	record Tick(double price) implements Quote {
	}

	@RingListener("orders")
	static class ByType {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingHandler
		void placed(OrderPlaced order, long sequence) {
			this.seen.add("placed " + order.id() + " at " + sequence);
		}

		@RingHandler
		void cancelled(OrderCancelled order) {
			this.seen.add("cancelled " + order.id());
		}

	}

	@RingListener("orders")
	static class Kinds {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingHandler
		void door(Door door) {
			this.seen.add("door " + door);
		}

		@RingHandler
		void opened(Opened door) {
			this.seen.add("opened " + door.id());
		}

		@RingHandler(isDefault = true)
		void others(RingMetadata metadata, byte[] bytes) {
			this.seen.add((metadata.sequence() + 1) + ": " + metadata.typeName() + ", " + bytes.length + " bytes");
		}

	}

	@RingListener("orders")
	static class Views {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingHandler
		void cancelled(OrderCancelled order, boolean endOfBatch) {
			this.seen.add("cancelled " + order.id());
		}

		@RingHandler
		void quote(Quote quote, boolean endOfBatch) {
			this.seen.add("quote " + (long) quote.price() + " " + endOfBatch);
		}

	}

	@RingListener("orders")
	static class Sending {

		final List<Long> cancelled = new CopyOnWriteArrayList<>();

		final List<String> sent = new CopyOnWriteArrayList<>();

		@RingHandler
		@SendTo("lines")
		String placed(OrderPlaced order) {
			return "placed " + order.id();
		}

		@RingHandler
		void cancelled(OrderCancelled order) {
			if (order.id() < 0) {
				throw new IllegalStateException("not this one");
			}
			this.cancelled.add(order.id());
		}

		@RingListener("lines")
		void line(String line) {
			this.sent.add(line);
		}

	}

	@RingListener(ring = "orders", id = "one")
	@RingListener(ring = "orders", id = "two")
	static class Twice {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingHandler
		void placed(OrderPlaced order, RingMetadata metadata) {
			this.seen.add(metadata.listener());
		}

	}

	@RingListener("orders")
	static class NoMethods {

	}

	@RingListener("orders")
	static class Ambiguous {

		@RingHandler
		void one(OrderPlaced order) {
			// never asked
		}

		@RingHandler
		void another(OrderPlaced order, long sequence) {
			// never asked
		}

	}

	@RingListener("orders")
	static class Overlapping {

		@RingHandler
		void door(Door door) {
			// never asked
		}

		@RingHandler
		void same(Door door, long sequence) {
			// never asked
		}

	}

	@RingListener("orders")
	static class TwoDefaults {

		@RingHandler(isDefault = true)
		void one(byte[] bytes) {
			// never asked
		}

		@RingHandler(isDefault = true)
		void another(DirectBuffer bytes) {
			// never asked
		}

	}

	@RingListener("orders")
	static class TypedDefault {

		@RingHandler(isDefault = true)
		void one(OrderPlaced order) {
			// never asked
		}

	}

	@RingListener("orders")
	static class Bytes {

		@RingHandler
		void one(byte[] bytes) {
			// never asked
		}

	}

	@RingListener("orders")
	static class Batch {

		@RingHandler
		void all(List<OrderPlaced> orders) {
			// never asked
		}

	}

	@RingListener(ring = "orders", types = "io.mmapring.spring.shop.OrderPlaced")
	static class Types {

		@RingHandler
		void placed(OrderPlaced order) {
			// never asked
		}

	}

	static class NoClass {

		@RingHandler
		void placed(OrderPlaced order) {
			// never asked
		}

	}

	@RingListener("orders")
	static class TwoTargets {

		@RingHandler
		@SendTo("a")
		String placed(OrderPlaced order) {
			return "a";
		}

		@RingHandler
		@SendTo("b")
		String cancelled(OrderCancelled order) {
			return "b";
		}

	}

	@RingListener(ring = "orders", ackMode = "manual")
	static class Unacknowledged {

		@RingHandler
		void placed(OrderPlaced order, Acknowledgment acknowledgment) {
			// never asked
		}

		@RingHandler
		void cancelled(OrderCancelled order) {
			// never asked
		}

	}

	@RingListener
	static class NoRing {

		@RingHandler
		void placed(OrderPlaced order) {
			// never asked
		}

	}

}
