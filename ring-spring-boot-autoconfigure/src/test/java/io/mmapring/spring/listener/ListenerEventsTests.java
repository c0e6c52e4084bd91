package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingFull;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerIdle;
import io.mmapring.spring.RingListenerRecovered;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerStalled;
import io.mmapring.spring.RingListenerStarted;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingListenerStopped;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application is told of its listeners. */
class ListenerEventsTests {

	private static final RingListenerStarted STARTED = new RingListenerStarted("journal", "orders", "shop.journal");

	private static final RingListenerStopped STOPPED = new RingListenerStopped("journal", "orders", "shop.journal",
			RingListenerState.STOPPED, null);

	@TempDir
	Path directory;

	@Test
	void startAndStopAreTold() {
		News[] news = new News[1];
		runner().run((context) -> {
			News told = context.getBean(News.class);
			news[0] = told;
			RingContexts.until(() -> told.all.contains(STARTED));
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.stop("journal");
			assertThat(told.all).containsExactly(STARTED, STOPPED);
			registry.start("journal");
			RingContexts.until(() -> told.all.size() == 3);
		});
		assertThat(news[0].all).containsExactly(STARTED, STOPPED, STARTED, STOPPED);
	}

	@Test
	void severalThreadsStartAndStopAsOne() {
		News[] news = new News[1];
		runner().withPropertyValues("ring.listener.concurrency=3").run((context) -> {
			news[0] = context.getBean(News.class);
			RingContexts.until(() -> news[0].all.contains(STARTED));
		});
		assertThat(news[0].all).containsExactly(STARTED, STOPPED);
	}

	@Test
	void anErrorThatStopsAListenerIsTold() {
		runner().withPropertyValues("ring.listener.error.policy=stop").run((context) -> {
			News news = context.getBean(News.class);
			news.failing = true;
			send(context, 1);
			RingContexts.until(() -> news.all.size() == 2);
			assertThat(news.all.get(1)).isInstanceOfSatisfying(RingListenerStopped.class, (stopped) -> {
				assertThat(stopped.state()).isEqualTo(RingListenerState.FAILED);
				assertThat(stopped.cause()).hasMessageContaining("on purpose");
			});
		});
	}

	@Test
	void whoListensMayStartTheListenerAgain() {
		runner().withBean(Restarter.class).withPropertyValues("ring.listener.error.policy=stop").run((context) -> {
			News news = context.getBean(News.class);
			news.failing = true;
			send(context, 1);
			RingContexts.until(() -> context.getBean(Restarter.class).restarted);
			RingContexts.until(() -> context.getBean(RingListenerRegistry.class).get("journal").delivered() == 1);
		});
	}

	@Test
	void aStallAndItsEndAreToldOnce() {
		runner().withPropertyValues("ring.health.stall-timeout=300ms").run((context) -> {
			News news = context.getBean(News.class);
			news.hanging = true;
			send(context, 3);
			RingContexts.until(() -> news.of(RingListenerStalled.class) == 1);
			news.go.countDown();
			RingContexts.until(() -> news.of(RingListenerRecovered.class) == 1);
			assertThat(news.of(RingListenerStalled.class)).isEqualTo(1);
			assertThat(news.all).filteredOn(RingListenerStalled.class::isInstance)
				.allSatisfy((stalled) -> assertThat(((RingListenerStalled) stalled).withoutProgress())
					.isGreaterThanOrEqualTo(Duration.ofMillis(300)));
		});
	}

	@Test
	void anIdleListenerSaysSoAfterEachIntervalIfItIsAskedTo() {
		runner().withPropertyValues("ring.listeners.journal.idle-event-interval=300ms").run((context) -> {
			News news = context.getBean(News.class);
			send(context, 1);
			RingContexts.until(() -> news.of(RingListenerIdle.class) >= 2);
			List<Duration> idle = news.all.stream()
				.filter(RingListenerIdle.class::isInstance)
				.map((told) -> ((RingListenerIdle) told).idle())
				.toList();
			assertThat(idle.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
			assertThat(idle.get(1)).isGreaterThanOrEqualTo(idle.get(0).plusMillis(300));
		});
	}

	@Test
	void aRingThatIsFullForTooLongIsToldOnce() {
		runner().withPropertyValues("ring.health.blocked-producer-timeout=500ms", "ring.rings.orders.block-timeout=60s")
			.run((context) -> {
				News news = context.getBean(News.class);
				RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
				registry.pause("journal");
				Thread sender = new Thread(() -> send(context, 65), "sender");
				sender.start();
				RingContexts.until(() -> news.of(RingFull.class) == 1);
				assertThat(news.all).filteredOn(RingFull.class::isInstance)
					.allSatisfy((told) -> assertThat(((RingFull) told).groups()).containsExactly("shop.journal"));
				registry.resume("journal");
				sender.join();
				RingContexts.until(() -> registry.get("journal").delivered() == 65);
				assertThat(news.of(RingFull.class)).isEqualTo(1);
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withBean(News.class);
	}

	private static void send(ApplicationContext context, int count) {
		for (int i = 0; i < count; i++) {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(i));
		}
	}

	static class News {

		final List<Object> all = new CopyOnWriteArrayList<>();

		final CountDownLatch go = new CountDownLatch(1);

		volatile boolean failing;

		volatile boolean hanging;

		long of(Class<?> type) {
			return this.all.stream().filter(type::isInstance).count();
		}

		@EventListener({ RingListenerStarted.class, RingListenerStopped.class, RingListenerStalled.class,
				RingListenerRecovered.class, RingListenerIdle.class, RingFull.class })
		void on(Object news) {
			this.all.add(news);
		}

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) throws InterruptedException {
			if (this.failing) {
				this.failing = false;
				throw new IllegalStateException("on purpose");
			}
			if (this.hanging) {
				this.go.await();
			}
		}

	}

	static class Restarter {

		private final RingListenerRegistry registry;

		volatile boolean restarted;

		Restarter(RingListenerRegistry registry) {
			this.registry = registry;
		}

		@EventListener
		void on(RingListenerStopped stopped) {
			if (stopped.state() == RingListenerState.FAILED) {
				this.registry.start(stopped.listener());
				this.restarted = true;
			}
		}

	}

}
