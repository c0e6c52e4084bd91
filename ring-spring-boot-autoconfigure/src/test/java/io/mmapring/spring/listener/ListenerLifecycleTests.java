package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How listeners start, pause and stop. */
class ListenerLifecycleTests {

	@TempDir
	Path directory;

	@Test
	void aListenerTakesWhatIsSent() {
		runner().withBean(Journal.class).run((context) -> {
			Journal journal = context.getBean(Journal.class);
			RingContexts.send(context.getBean(RingTemplate.class), 0, 100);
			RingContexts.until(() -> journal.ids.size() == 100);
			assertThat(journal.ids).isSorted();
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("journal");
			assertThat(container.ring()).isEqualTo("orders");
			assertThat(container.group()).isEqualTo("shop.journal");
			assertThat(container.state()).isEqualTo(RingListenerState.RUNNING);
			assertThat(container.errors()).isZero();
			assertThat(container.lastError()).isNull();
			assertThat(journal.threads).containsOnly("journal");
			RingContexts.until(() -> container.delivered() == 100);
		});
	}

	@Test
	void aRunningListenerKeepsTheApplicationAliveAndAStoppedOneDoesNot() {
		runner().withBean(Journal.class).run((context) -> {
			assertThat(threadsNamed("journal")).singleElement().matches((thread) -> !thread.isDaemon(), "not a daemon");
			context.getBean(RingListenerRegistry.class).stop("journal");
			assertThat(threadsNamed("journal")).isEmpty();
		});
	}

	@Test
	void idAndGroupHaveDefaults() {
		runner().withBean("orderJournal", Plain.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("orderJournal.on");
			assertThat(container.group()).isEqualTo("shop.orderJournal.on");
		});
	}

	@Test
	void whenAListenerIsUnknownThoseThereAreAreNamed() {
		runner().withBean(Journal.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(RingListenerRegistry.class).get("other"))
				.withMessage("listener='other' (expected: one of [journal])"));
	}

	@Test
	void aPausedListenerTakesNothingAndKeepsItsGroup() {
		runner().withBean(Journal.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Journal journal = context.getBean(Journal.class);
			registry.pause("journal");
			assertThat(registry.get("journal").state()).isEqualTo(RingListenerState.PAUSED);
			RingContexts.send(context.getBean(RingTemplate.class), 0, 10);
			assertThat(ring(context.getBean(ManagedRings.class)).snapshot().group("shop.journal")).get()
				.satisfies((group) -> assertThat(group.owner()).isNotNull());
			assertThat(journal.ids).isEmpty();
			registry.resume("journal");
			RingContexts.until(() -> journal.ids.size() == 10);
		});
	}

	@Test
	void aStoppedListenerGoesOnWhereItStopped() {
		runner().withBean(Journal.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			RingTemplate template = context.getBean(RingTemplate.class);
			Journal journal = context.getBean(Journal.class);
			for (int round = 0; round < 3; round++) {
				RingContexts.send(template, round * 10, 10);
				registry.stop("journal");
				assertThat(registry.get("journal").state()).isEqualTo(RingListenerState.STOPPED);
				assertThat(journal.ids).hasSize((round + 1) * 10);
				registry.start("journal");
			}
			assertThat(journal.ids).hasSize(30).doesNotHaveDuplicates();
		});
	}

	@Test
	void whenTheContextStopsWhatIsInTheRingIsTaken() {
		runner().withBean(Slow.class).run((context) -> {
			Slow slow = context.getBean(Slow.class);
			RingContexts.send(context.getBean(RingTemplate.class), 0, 50);
			slow.go.countDown();
			((Lifecycle) context.getSourceApplicationContext()).stop();
			assertThat(slow.ids).hasSize(50);
		});
	}

	@Test
	void whenDrainIsOffTheRestComesAgain() {
		Slow first = new Slow();
		runner().withBean(Slow.class, () -> first)
			.withPropertyValues("ring.listener.shutdown.drain=false", "ring.listener.shutdown.timeout=100ms")
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 0, 50);
				RingContexts.until(() -> first.begun);
			});
		assertThat(first.ids).isEmpty();
		runner().withBean(Journal.class).withPropertyValues("ring.rings.orders.groups=shop.slow").run((context) -> {
			Ring ring = ring(context.getBean(ManagedRings.class));
			assertThat(ring.snapshot().group("shop.slow")).get()
				.satisfies((group) -> assertThat(group.position()).isZero());
		});
	}

	@Test
	void aRestartOfTheContextHonoursAutoStartupAndStop() {
		runner().withBean(Journal.class).withBean(Sleeper.class).withBean("plain", Plain.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Lifecycle lifecycle = (Lifecycle) context.getSourceApplicationContext();
			assertThat(registry.get("sleeper").state()).isEqualTo(RingListenerState.STOPPED);
			registry.stop("plain.on");
			for (int i = 0; i < 2; i++) {
				lifecycle.stop();
				assertThat(registry.all()).allMatch((one) -> one.state() == RingListenerState.STOPPED);
				lifecycle.start();
				assertThat(registry.get("journal").state()).isEqualTo(RingListenerState.RUNNING);
				assertThat(registry.get("sleeper").state()).isEqualTo(RingListenerState.STOPPED);
				assertThat(registry.get("plain.on").state()).isEqualTo(RingListenerState.STOPPED);
			}
			registry.start("sleeper");
			lifecycle.stop();
			lifecycle.start();
			assertThat(registry.get("sleeper").state()).isEqualTo(RingListenerState.RUNNING);
			RingContexts.send(context.getBean(RingTemplate.class), 0, 5);
			Journal journal = context.getBean(Journal.class);
			RingContexts.until(() -> journal.ids.size() == 5);
		});
	}

	@Test
	void aPausedContextKeepsItsRingsAndGoesOn() {
		runner().withBean(Journal.class).withBean("plain", Plain.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			Journal journal = context.getBean(Journal.class);
			registry.stop("plain.on");
			for (int i = 0; i < 3; i++) {
				source.pause();
				assertThat(registry.get("journal").state()).isEqualTo(RingListenerState.STOPPED);
				RingContexts.send(context.getBean(RingTemplate.class), i, 1);
				assertThat(journal.ids).hasSize(i);
				source.restart();
				int taken = i + 1;
				RingContexts.until(() -> journal.ids.size() == taken);
				assertThat(registry.get("plain.on").state()).isEqualTo(RingListenerState.STOPPED);
			}
		});
	}

	@Test
	void whenAMethodHangsItsListenerIsInterruptedAndCannotBeStartedTwice() {
		runner().withBean(Slow.class).withPropertyValues("ring.listener.shutdown.timeout=100ms").run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Slow slow = context.getBean(Slow.class);
			RingContexts.send(context.getBean(RingTemplate.class), 0, 1);
			RingContexts.until(() -> slow.begun);
			registry.stop("slow");
			RingContexts.until(() -> registry.get("slow").state() == RingListenerState.STOPPED);
			slow.go.countDown();
			registry.start("slow");
			RingContexts.until(() -> slow.ids.size() == 1);
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	private static List<Thread> threadsNamed(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).toList();
	}

	private static Ring ring(ManagedRings rings) {
		return rings.ring("orders", "test").ring().orElseThrow();
	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<String> threads = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
			this.threads.add(Thread.currentThread().getName());
		}

	}

	static class Plain {

		@RingListener("orders")
		void on(OrderPlaced order) {
			// only counted
		}

	}

	static class Sleeper {

		@RingListener(ring = "orders", id = "sleeper", autoStartup = "#{1 > 2}")
		void on(OrderPlaced order) {
			// only counted
		}

	}

	static class Slow {

		final CountDownLatch go = new CountDownLatch(1);

		final List<Long> ids = new CopyOnWriteArrayList<>();

		volatile boolean begun;

		@RingListener(ring = "orders", id = "slow")
		void on(OrderPlaced order) throws InterruptedException {
			this.begun = true;
			this.go.await();
			this.ids.add(order.id());
		}

	}

}
