package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import io.mmapring.error.RingSequenceException;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Listeners that go on elsewhere, run, paused or stopped. */
class ListenerSeekTests {

	@TempDir
	Path directory;

	@Test
	void aListenerGoesBackAsFarAsTheSlowestGroup() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Work work = context.getBean(Work.class);
			registry.stop("slow");
			send(context, 10);
			RingContexts.until(() -> work.taken.size() == 10);
			assertThat(registry.seek("work", 7)).isEqualTo(7);
			RingContexts.until(() -> work.taken.size() == 13);
			assertThat(registry.seekToEarliest("work")).isZero();
			RingContexts.until(() -> work.taken.size() == 23);
			assertThat(work.taken.stream().skip(10)).containsExactlyElementsOf(
					LongStream.concat(LongStream.range(7, 10), LongStream.range(0, 10)).boxed().toList());
			assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> registry.seek("work", 11))
				.withMessageContaining("group 'work' of ring 'orders' cannot seek: sequence=11 (expected: 0,");
		});
	}

	@Test
	void whilePausedItGoesOnElsewhereWhenItIsResumed() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("work");
			Work work = context.getBean(Work.class);
			container.pause();
			send(context, 10);
			assertThat(container.seekToLatest()).isEqualTo(10);
			container.resume();
			send(context, 1);
			RingContexts.until(() -> !work.taken.isEmpty());
			assertThat(work.taken).containsExactly(0L);
		});
	}

	@Test
	void whileStoppedItsGroupIsMoved() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			Work work = context.getBean(Work.class);
			registry.stop("slow");
			registry.stop("work");
			send(context, 10);
			assertThat(registry.seekToLatest("work")).isEqualTo(10);
			assertThat(registry.seek("work", 8)).isEqualTo(8);
			registry.start("work");
			RingContexts.until(() -> work.taken.size() == 2);
			assertThat(work.taken).containsExactly(8L, 9L);
		});
	}

	@Test
	void itsOwnMethodIsRefused() {
		RingContexts.in(this.directory).withBean(Asking.class).run((context) -> {
			send(context, 1);
			AtomicReference<RuntimeException> refused = context.getBean(Asking.class).refused;
			RingContexts.until(() -> refused.get() != null);
			assertThat(refused.get()).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("group 'asking' of ring 'orders' cannot seek: a handler asks");
		});
	}

	private static void send(ApplicationContext context, long count) {
		RingTemplate template = context.getBean(RingTemplate.class);
		for (long id = 0; id < count; id++) {
			template.send("orders", new Order(id));
		}
	}

	@RingEvent
	record Order(long id) {
	}

	static class Work {

		final Queue<Long> taken = new ConcurrentLinkedQueue<>();

		@RingListener(id = "work", ring = "orders", group = "work")
		void on(Order order) {
			this.taken.add(order.id());
		}

		@RingListener(id = "slow", ring = "orders", group = "slow")
		void slow(Order order) {
			assertThat(order).isNotNull();
		}

	}

	static class Asking {

		final AtomicReference<RuntimeException> refused = new AtomicReference<>();

		@Autowired
		private RingListenerRegistry registry;

		@RingListener(id = "asking", ring = "orders", group = "asking")
		void on(Order order) {
			try {
				this.registry.seekToLatest("asking");
			}
			catch (IllegalStateException ex) {
				this.refused.set(ex);
			}
		}

	}

}
