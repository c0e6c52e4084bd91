package io.mmapring.spring.actuate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What meters say of listeners and groups that come, go, hang and begin anew. */
class RingMetersTests {

	@TempDir
	Path directory;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void theLagOfAnObserverIsItsOwn() {
		runner(Spy.class).withPropertyValues("ring.listeners.spy.mode=observer").run((context) -> {
			bind(context);
			send(context, 10);
			RingContexts.until(() -> value("ring.listener.lag", "spy") == 10);
			assertThat(value("ring.listener.position", "spy")).isZero();
			RingContexts.until(() -> value("ring.listener.lag.age", "spy") > 0);
			assertThat(value("ring.listener.running", "spy")).isEqualTo(1);
			assertThat(value("ring.listener.owned", "spy")).isEqualTo(1);
			context.getBean(Spy.class).go.release(10);
			RingContexts.until(() -> value("ring.listener.lag", "spy") == 0);
			assertThat(value("ring.listener.lag.age", "spy")).isZero();
		});
	}

	@Test
	void theAgeOfTheLagGrowsWhileAListenerHangs() {
		runner(Spy.class).run((context) -> {
			bind(context);
			send(context, 1);
			RingContexts.until(() -> value("ring.listener.lag.age", "spy") > 1);
			assertThat(value("ring.listener.without.progress", "spy")).isPositive();
			context.getBean(Spy.class).go.release(1);
			RingContexts.until(() -> value("ring.listener.lag.age", "spy") == 0);
		});
	}

	@Test
	void batchesAreCountedBySize() {
		runner(Spy.class).withPropertyValues("ring.listener.max-batch-size=8").run((context) -> {
			bind(context);
			context.getBean(RingListenerRegistry.class).stop("spy");
			send(context, 13);
			context.getBean(Spy.class).go.release(13);
			context.getBean(RingListenerRegistry.class).start("spy");
			RingContexts.until(() -> batches("+Inf") == 2);
			assertThat(List.of(batches("1"), batches("2"), batches("4"), batches("8"))).containsExactly(0.0, 0.0, 0.0,
					2.0);
			send(context, 1);
			context.getBean(Spy.class).go.release(1);
			RingContexts.until(() -> batches("1") == 1);
			assertThat(this.registry.find("ring.listener.batch").meters()).hasSize(5);
		});
	}

	@Test
	void countsGoOnWhenAListenerIsRegisteredAgain() {
		runner(Object.class).run((context) -> {
			bind(context);
			RingListenerRegistry listeners = context.getBean(RingListenerRegistry.class);
			for (int round = 1; round <= 3; round++) {
				List<Long> ids = new CopyOnWriteArrayList<>();
				listeners.register(RingListenerSpec
					.each("orders", "audit", OrderPlaced.class, (order, metadata) -> ids.add(order.id()))
					.group("audit"));
				send(context, 2);
				RingContexts.until(() -> ids.size() == 2);
				int handled = 2 * round;
				RingContexts.until(() -> value("ring.listener.events", "audit") == handled);
				listeners.unregister("audit");
				assertThat(this.registry.find("ring.listener.events").tag("listener", "audit").meter()).isNull();
				// it is nobody's now, and holds producers back all the same
				RingContexts.until(() -> value("ring.listener.owned", "none") == 0);
			}
		});
	}

	@Test
	void groupsOfOthersComeAndGo() {
		runner(Taker.class).withPropertyValues("ring.rings.orders.evict-after=300ms").run((context) -> {
			bind(context);
			try (Ring other = Ring.builder("orders").directory(this.directory).application("warehouse").open()) {
				other.consumer("stock");
				send(context, 3);
				RingContexts.until(() -> value("ring.listener.lag", "none") == 3);
				assertThat(value("ring.listener.owned", "none")).isEqualTo(1);
				RingContexts.until(() -> value("ring.listener.without.progress", "none") > 0);
				send(context, 64);
				RingContexts.until(() -> this.registry.find("ring.listener.lag").meters().size() == 1);
			}
		});
	}

	private void send(ApplicationContext context, int count) {
		RingContexts.send(context.getBean(RingTemplate.class), count);
	}

	private void bind(ApplicationContext context) {
		new RingMeters(context.getBean(ManagedRings.class), context.getBean(ListenerRegistry.class),
				context.getBean(RingWatch.class))
			.bindTo(this.registry);
	}

	private double batches(String atMost) {
		return value(this.registry.find("ring.listener.batch").tag("le", atMost).meter());
	}

	private double value(String name, String listener) {
		return value(this.registry.find(name).tag("listener", listener).meter());
	}

	private static double value(@Nullable Meter meter) {
		return (meter != null) ? meter.measure().iterator().next().getValue() : Double.NaN;
	}

	private ApplicationContextRunner runner(Class<?> listeners) {
		return RingContexts.in(this.directory).withBean(listeners);
	}

	static class Taker {

		@RingListener(ring = "orders", id = "taker")
		void take(OrderPlaced order) {
			// nothing to do
		}

	}

	static class Spy {

		final Semaphore go = new Semaphore(0);

		@RingListener(ring = "orders", id = "spy")
		void spy(OrderPlaced order) throws InterruptedException {
			this.go.acquire();
		}

	}

}
