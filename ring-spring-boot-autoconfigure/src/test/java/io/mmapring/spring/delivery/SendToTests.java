package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.SendTo;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows what a listener returns. */
class SendToTests {

	@TempDir
	Path directory;

	@Test
	void aResultIsSentToItsRing() {
		runner().withBean(Forwarding.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 4);
			Forwarding forwarding = context.getBean(Forwarding.class);
			RingContexts.until(() -> forwarding.cancelled.size() == 2);
			assertThat(forwarding.cancelled).containsExactly(new OrderCancelled(1), new OrderCancelled(3));
		});
	}

	@Test
	void severalResultsAreOneBatch() {
		runner().withBean(Splitting.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 2);
			Splitting splitting = context.getBean(Splitting.class);
			RingContexts.until(() -> splitting.cancelled.size() == 2 + 4 + 2);
			assertThat(splitting.cancelled).filteredOn((order) -> order.id() >= 100)
				.containsExactly(new OrderCancelled(100), new OrderCancelled(200), new OrderCancelled(101),
						new OrderCancelled(201));
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			assertThat(registry.all()).allMatch((container) -> container.errors() == 0);
		});
	}

	@Test
	void whenTheOtherRingIsFullItIsAsIfTheMethodHadThrown() {
		runner().withBean(Forwarding.class)
			.withPropertyValues("ring.rings.cancelled.slots=32", "ring.rings.cancelled.on-full=fail")
			.run((context) -> {
				RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
				registry.stop("cancelled");
				RingContexts.send(context.getBean(RingTemplate.class), 66);
				RingListenerContainer container = registry.get("forward");
				RingContexts.until(() -> container.errors() == 1);
				RingContexts.until(() -> container.delivered() == 65);
				assertThat(container.lastError()).isNotNull()
					.satisfies((error) -> assertThat(error.exception()).contains("ring 'cancelled' is full"));
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withPropertyValues("target=cancelled");
	}

	static class Forwarding {

		final List<OrderCancelled> cancelled = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "forward")
		@SendTo("${target}")
		@Nullable OrderCancelled on(OrderPlaced order) {
			return (order.id() % 2 == 1) ? new OrderCancelled(order.id()) : null;
		}

		@RingListener(ring = "cancelled", id = "cancelled")
		void on(OrderCancelled order) {
			this.cancelled.add(order);
		}

	}

	static class Splitting {

		final List<OrderCancelled> cancelled = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "array")
		@SendTo("cancelled")
		OrderCancelled[] array(OrderPlaced order) {
			return new OrderCancelled[] { new OrderCancelled(order.id()) };
		}

		@RingListener(ring = "orders", id = "list")
		@SendTo("cancelled")
		Iterable<OrderCancelled> iterable(List<OrderPlaced> orders) {
			List<OrderCancelled> all = new ArrayList<>();
			orders.forEach((order) -> {
				all.add(new OrderCancelled(100 + order.id()));
				all.add(new OrderCancelled(200 + order.id()));
			});
			return all;
		}

		@RingListener(ring = "orders", id = "stream")
		@SendTo("cancelled")
		Stream<? extends Record> stream(OrderPlaced order) {
			return (order.id() == 0) ? Stream.of() : Stream.of(new OrderCancelled(50), new OrderCancelled(51));
		}

		@RingListener(ring = "cancelled", id = "cancelled")
		void on(OrderCancelled order) {
			this.cancelled.add(order);
		}

	}

}
