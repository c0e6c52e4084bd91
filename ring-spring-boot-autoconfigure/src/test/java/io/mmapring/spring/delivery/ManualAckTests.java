package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Listeners that say by hand when an event is done with. */
class ManualAckTests {

	@TempDir
	Path directory;

	@Test
	void thePositionWaitsForTheAcknowledgementsOfOtherThreads() {
		runner().withBean(Later.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 4);
			Later later = context.getBean(Later.class);
			RingContexts.until(() -> later.open.size() == 4);
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("later");
			ManagedRings rings = context.getBean(ManagedRings.class);
			assertThat(container.unacknowledged()).isEqualTo(4);
			assertThat(later.open.get(2).acknowledge()).isTrue();
			assertThat(later.open.get(2).acknowledge()).isFalse();
			assertThat(position(rings)).isZero();
			assertThat(container.oldestUnacknowledged()).isZero();
			RingContexts.until(() -> !container.unacknowledgedFor().isZero());
			later.open.get(0).acknowledge();
			later.open.get(1).acknowledge();
			later.open.get(3).acknowledge();
			RingContexts.until(() -> position(rings) == 4);
			assertThat(container.oldestUnacknowledged()).isEqualTo(-1);
		});
	}

	@Test
	void whatIsRefusedComesAgain() {
		runner().withBean(Later.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Later later = context.getBean(Later.class);
			RingContexts.until(() -> later.open.size() == 3);
			later.open.get(0).acknowledge();
			later.open.get(1).nack();
			RingContexts.until(() -> later.ids.size() == 5);
			assertThat(later.ids).containsExactly(0L, 1L, 2L, 1L, 2L);
			later.open.forEach(Acknowledgment::acknowledge);
		});
	}

	@Test
	void whenItStopsWhatWasNotAcknowledgedComesAgain() {
		runner().withPropertyValues("ring.listener.shutdown.drain=false").withBean(Later.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Later later = context.getBean(Later.class);
			RingContexts.until(() -> later.open.size() == 3);
			later.open.get(0).acknowledge();
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.stop("later");
			assertThat(later.open.get(1).acknowledge()).isFalse();
			registry.start("later");
			RingContexts.until(() -> later.ids.size() == 5);
			assertThat(later.ids).containsExactly(0L, 1L, 2L, 1L, 2L);
		});
	}

	@Test
	void aStopWaitsForTheAcknowledgements() {
		runner().withBean(Later.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			Later later = context.getBean(Later.class);
			RingContexts.until(() -> later.open.size() == 3);
			Thread stopping = new Thread(() -> context.getBean(RingListenerRegistry.class).stop("later"));
			stopping.start();
			RingContexts.until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
			later.open.forEach(Acknowledgment::acknowledge);
			stopping.join();
			assertThat(position(context.getBean(ManagedRings.class))).isEqualTo(3);
		});
	}

	@Test
	void aListIsAcknowledgedAsAWhole() {
		runner().withBean(Lists.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("later");
			RingContexts.send(context.getBean(RingTemplate.class), 5);
			Lists lists = context.getBean(Lists.class);
			lists.refuse.set(true);
			registry.resume("later");
			RingContexts.until(() -> lists.ids.size() == 5);
			assertThat(lists.ids).containsExactly(0L, 1L, 2L, 3L, 4L);
			RingContexts.until(() -> position(context.getBean(ManagedRings.class)) == 5);
		});
	}

	@Test
	void whatIsSkippedIsAcknowledged() {
		runner().withBean(Later.class).run((context) -> {
			Later later = context.getBean(Later.class);
			later.failing.set(true);
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			RingContexts.until(() -> position(context.getBean(ManagedRings.class)) == 3);
			assertThat(context.getBean(RingListenerRegistry.class).get("later").skipped()).isEqualTo(3);
		});
	}

	@Test
	void withoutAnAcknowledgmentTheStartFails() {
		runner().withBean(Forgetful.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ack-mode=manual without an Acknowledgment (expected: batch)"));
	}

	@Test
	void anAcknowledgmentNeedsTheMode() {
		RingContexts.in(this.directory)
			.withBean(Lists.class)
			.withPropertyValues("ring.listeners.later.ack-mode=batch")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("an Acknowledgment with ack-mode=batch (expected: manual)"));
	}

	@Test
	void aListenerWithoutAnAnnotationMayAcknowledgeByHandToo() {
		List<Acknowledgment> open = new CopyOnWriteArrayList<>();
		List<Long> ids = new CopyOnWriteArrayList<>();
		runner().run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			RingListenerContainer container = registry.register(
					RingListenerSpec.each("orders", "each", OrderPlaced.class, (order, metadata, acknowledgment) -> {
						ids.add(order.id());
						open.add(acknowledgment);
					}));
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			RingContexts.until(() -> open.size() == 3);
			open.get(1).acknowledge();
			assertThat(container.unacknowledged()).isEqualTo(2);
			assertThat(container.oldestUnacknowledged()).isZero();
			open.get(2).nack();
			RingContexts.until(() -> ids.size() == 4);
			assertThat(ids).containsExactly(0L, 1L, 2L, 2L);
			open.forEach(Acknowledgment::acknowledge);
			RingContexts.until(() -> container.unacknowledged() == 0);
			assertThat(container.position()).isEqualTo(3);
		});
	}

	@Test
	void soMayOneThatTakesBatches() {
		List<Acknowledgment> open = new CopyOnWriteArrayList<>();
		runner().withBean(RingListenerSpec.class, () -> RingListenerSpec.batches("orders", "batches", OrderPlaced.class,
				(orders, metadata, acknowledgment) -> open.add(acknowledgment)))
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 1);
				RingContexts.until(() -> open.size() == 1);
				RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("batches");
				assertThat(container.position()).isZero();
				assertThat(open.get(0).acknowledge()).isTrue();
				RingContexts.until(() -> container.position() == 1);
			});
	}

	@Test
	void aListenerWithoutAnAnnotationMustAcknowledgeIfItIsManual() {
		RingListenerSpec silent = RingListenerSpec
			.each("orders", "silent", OrderPlaced.class, (order, metadata) -> order.id())
			.with("ackMode", "manual");
		RingListenerSpec batch = RingListenerSpec
			.each("orders", "batch", OrderPlaced.class,
					(order, metadata, acknowledgment) -> acknowledgment.acknowledge())
			.with("ackMode", "batch");
		runner().run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			assertThatExceptionOfType(RingSignatureException.class).isThrownBy(() -> registry.register(silent))
				.withMessageContaining("RingListenerSpec 'silent'")
				.withMessageContaining("ack-mode=manual without an Acknowledgment");
			assertThatExceptionOfType(RingSignatureException.class).isThrownBy(() -> registry.register(batch))
				.withMessageContaining("an Acknowledgment with ack-mode=batch (expected: manual)");
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	private static long position(ManagedRings rings) {
		return rings.ring("orders", "test")
			.snapshot()
			.flatMap((snapshot) -> snapshot.group("shop.later"))
			.map(GroupSnapshot::position)
			.orElseThrow();
	}

	static class Later {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<Acknowledgment> open = new CopyOnWriteArrayList<>();

		final AtomicBoolean failing = new AtomicBoolean();

		@RingListener(ring = "orders", id = "later", ackMode = "manual")
		void on(OrderPlaced order, Acknowledgment acknowledgment) {
			if (this.failing.get()) {
				throw new IllegalStateException("not now");
			}
			this.ids.add(order.id());
			this.open.add(acknowledgment);
		}

	}

	static class Lists {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final AtomicBoolean refuse = new AtomicBoolean();

		@RingListener(ring = "orders", id = "later", ackMode = "manual")
		void on(List<OrderPlaced> orders, Acknowledgment acknowledgment) {
			if (this.refuse.getAndSet(false)) {
				acknowledgment.nack();
				return;
			}
			orders.forEach((order) -> this.ids.add(order.id()));
			acknowledgment.acknowledge();
		}

	}

	static class Forgetful {

		@RingListener(ring = "orders", id = "later", ackMode = "manual")
		void on(OrderPlaced order) {
			// never called
		}

	}

}
