package io.mmapring.spring.producer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.OnFull;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.event.KeyHash;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What senders and the template do with time-outs, batches, headers and policies. */
class SendingTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final Duration LONG = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	@Test
	void anIterableIsSentAsOneBatch() {
		runner().run((context) -> {
			RingSender<Tick> ticks = ticks(context);
			Queue<Tick> queue = new ArrayDeque<>(List.of(Tick.of(1), Tick.of(2)));
			assertThat(ticks.sendAll(queue)).isZero();
			assertThat(ticks.sendAll(new LinkedHashSet<>(List.of(Tick.of(3))), LONG)).isEqualTo(2);
			assertThat(ticks.trySendAll(List.of(Tick.of(4)))).isTrue();
			assertThat(ticks.trySendAll(List.of())).isTrue();
			assertThat(Published.numbers(context, "orders")).containsExactly(1L, 2L, 3L, 4L);
		});
	}

	@Test
	void whenThereIsNoRoomForAllATriedBatchIsNotSentInPart() {
		runner().run((context) -> {
			RingSender<Tick> ticks = ticks(context);
			fill(ticks, 62);
			List<Tick> batch = List.of(Tick.of(1), Tick.of(2), Tick.of(3));
			assertThat(ticks.trySendAll(batch)).isFalse();
			assertThat(context.getBean(RingTemplate.class).trySendAll("orders", batch)).isFalse();
			assertThat(ticks.trySendAll(batch.subList(0, 2))).isTrue();
			assertThat(Published.numbers(context, "orders")).hasSize(64).endsWith(1L, 2L);
		});
	}

	@Test
	void aTimeOutGoesBeforeWhatIsConfigured() {
		runner().withPropertyValues("ring.rings.orders.on-full=drop").run((context) -> {
			RingSender<Tick> ticks = ticks(context);
			fill(ticks, 64);
			assertThat(ticks.send(Tick.of(9))).isNegative();
			assertThatExceptionOfType(RingFullException.class)
				.isThrownBy(() -> ticks.send(Tick.of(9), Duration.ofMillis(1)))
				.withMessageContaining("group 'test'");
			assertThatExceptionOfType(RingFullException.class)
				.isThrownBy(() -> ticks.sendAll(List.of(Tick.of(9)), Duration.ZERO));
			assertThat(dropped(context)).isOne();
		});
	}

	@Test
	void anEventHasHeadersKeyAndTraceOfItsOwn() {
		runner()
			.withPropertyValues("ring.rings.orders.slot-size=256B",
					"ring.rings.orders.headers=key-hash,trace,publish-time", "ring.rings.orders.user-header-size=64B")
			.run((context) -> {
				RingTemplate template = context.getBean(RingTemplate.class);
				template.newEvent("orders", Tick.of(1))
					.withHeader("source", "desk 7")
					.withHeader("user", "ann")
					.withKey("XYZ")
					.withTraceparent(TRACE)
					.send();
				assertThat(ticks(context).newEvent(Tick.of(2)).withKey(7).trySend()).isTrue();
				template.newEvent("orders", Tick.of(3)).withKey(new UUID(1, 2)).send();
				template.send("orders", Tick.of(4));
				template.sendAll("orders", List.of(Tick.of(5), new Tick(6, "D")));
				long abc = KeyHash.of("ABC");
				assertThat(Published.on(context, "orders")).containsExactly(
						new Published(1, KeyHash.of("XYZ"), TRACE, Map.of("source", "desk 7", "user", "ann")),
						new Published(2, 7, "", Map.of()), new Published(3, 3, "", Map.of()),
						new Published(4, abc, "", Map.of()), new Published(5, abc, "", Map.of()),
						new Published(6, KeyHash.of("D"), "", Map.of()));
			});
	}

	@Test
	void whenHeadersCannotBeSetNothingIsSentAndNothingIsLeftOfThem() {
		runner().withPropertyValues("ring.rings.orders.slot-size=128B", "ring.rings.orders.user-header-size=32B")
			.run((context) -> {
				RingSender<Tick> ticks = ticks(context);
				assertThatIllegalArgumentException()
					.isThrownBy(() -> ticks.newEvent(Tick.of(1))
						.withHeader("a", "short")
						.withHeader("b", "much too long for what is left")
						.send())
					.withMessageContaining("header 'b'");
				assertThatIllegalStateException().isThrownBy(() -> ticks.newEvent(Tick.of(2)).withKey(1).send())
					.withMessageContaining("no header KEY_HASH");
				ticks.send(Tick.of(3));
				assertThat(Published.on(context, "orders")).containsExactly(new Published(3, 0, "", Map.of()));
			});
	}

	@Test
	void whenAnEventIsRefusedItsHeadersDoNotGoWithTheNextOne() {
		runner().withPropertyValues("ring.rings.orders.slot-size=128B", "ring.rings.orders.user-header-size=32B")
			.run((context) -> {
				RingSender<Tick> ticks = ticks(context);
				fill(ticks, 64);
				assertThat(ticks.newEvent(Tick.of(70)).withHeader("a", "b").trySend()).isFalse();
				assertThat(Published.on(context, "orders")).hasSize(64);
				ticks.send(Tick.of(71));
				assertThat(Published.on(context, "orders")).containsExactly(new Published(71, 0, "", Map.of()));
			});
	}

	@Test
	void anEventHasAPolicyOfItsOwn() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			fill(ticks(context), 64);
			assertThat(template.newEvent("orders", Tick.of(9)).onFull(OnFull.DROP).send()).isNegative();
			assertThat(dropped(context)).isOne();
			assertThatExceptionOfType(RingFullException.class)
				.isThrownBy(() -> template.newEvent("orders", Tick.of(9)).onFull(OnFull.FAIL).send())
				.withMessageContaining("after 0 ms");
			assertThatExceptionOfType(RingFullException.class)
				.isThrownBy(() -> template.newEvent("orders", Tick.of(9)).withTimeout(Duration.ofMillis(1)).send());
			assertThatIllegalArgumentException()
				.isThrownBy(() -> template.newEvent("orders", Tick.of(9)).withTimeout(Duration.ofMillis(-1)))
				.withMessageContaining("zero or more");
		});
	}

	@Test
	void theTemplateFixesRingAndType() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingSender<Object> orders = template.sender("orders");
			assertThat(orders.send(Tick.of(1))).isZero();
			assertThat(template.sender("orders", Tick.class).send(Tick.of(2))).isOne();
			assertThat(orders.ring()).isEqualTo("orders");
			assertThatExceptionOfType(RingSignatureException.class)
				.isThrownBy(() -> template.sender("orders", Thread.class))
				.withMessageContaining("RingTemplate.sender(\"orders\", Thread.class)")
				.withMessageContaining("no codec");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "multi", "single" })
	void whenTheApplicationStopsBlockedSendersAreReleased(String producers) {
		List<Throwable> thrown = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		runner().withPropertyValues("ring.rings.orders.block-timeout=60s", "ring.rings.orders.producers=" + producers)
			.run((context) -> {
				RingSender<Tick> ticks = ticks(context);
				fill(ticks, 64);
				for (int i = 0; i < 2; i++) {
					threads.add(blocked(() -> ticks.send(Tick.of(9)), thrown));
				}
			});
		RingContexts.until(() -> threads.stream().noneMatch(Thread::isAlive));
		assertThat(thrown).hasSize(2).allSatisfy((ex) -> assertThat(ex).isInstanceOf(RingClosedException.class));
	}

	@Test
	void whenTheOnlyProducerWaitsOthersDoNotWaitLongerThanTheyWant() {
		List<Throwable> thrown = new CopyOnWriteArrayList<>();
		runner().withPropertyValues("ring.rings.orders.block-timeout=60s", "ring.rings.orders.producers=single")
			.run((context) -> {
				RingSender<Tick> ticks = ticks(context);
				fill(ticks, 64);
				blocked(() -> ticks.send(Tick.of(9)), thrown);
				assertThat(ticks.trySend(Tick.of(10))).isFalse();
				assertThatExceptionOfType(RingFullException.class)
					.isThrownBy(() -> ticks.send(Tick.of(10), Duration.ofMillis(1)))
					.withMessageContaining("has the ring's only producer");
				assertThatExceptionOfType(RingFullException.class)
					.isThrownBy(() -> ticks.newEvent(Tick.of(10)).onFull(OnFull.FAIL).send());
				assertThat(ticks.newEvent(Tick.of(10)).onFull(OnFull.DROP).send()).isNegative();
				assertThat(dropped(context)).isOne();
				Thread.currentThread().interrupt();
				assertThatExceptionOfType(RingInterruptedException.class).isThrownBy(() -> ticks.send(Tick.of(10)));
				assertThat(Thread.interrupted()).isTrue();
				assertThat(Published.on(context, "orders")).hasSize(64);
				RingContexts.until(() -> Published.numbers(context, "orders").equals(List.of(9L)));
				assertThat(thrown).isEmpty();
			});
	}

	private static Thread blocked(Runnable sending, List<Throwable> thrown) {
		Thread thread = new Thread(sending);
		thread.setUncaughtExceptionHandler((from, ex) -> thrown.add(ex));
		thread.start();
		RingContexts.until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return thread;
	}

	private static void fill(RingSender<Tick> ticks, int count) {
		for (int i = 0; i < count; i++) {
			ticks.send(Tick.of(100 + i));
		}
	}

	private static RingSender<Tick> ticks(ApplicationContext context) {
		return context.getBean(RingTemplate.class).sender("orders", Tick.class);
	}

	private static long dropped(ApplicationContext context) {
		ManagedRing ring = context.getBean(ManagedRings.class).ring("orders", "test");
		return ring.snapshot().orElseThrow().participants().get(0).dropped();
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withPropertyValues("ring.rings.orders.groups=test");
	}

}
