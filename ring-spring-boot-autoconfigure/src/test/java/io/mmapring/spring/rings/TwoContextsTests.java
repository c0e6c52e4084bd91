package io.mmapring.spring.rings;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import io.mmapring.ParticipantLost;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Two applications in one JVM that use one ring. */
class TwoContextsTests {

	/** Several times round the ring. */
	private static final int EVENTS = 500;

	@TempDir
	Path directory;

	@Test
	void bothTakeAllEventsAndWhenOneIsClosedTheOtherGoesOn() {
		RingContexts.in(this.directory).withBean(Journal.class).run((shop) -> {
			Journal journal = shop.getBean(Journal.class);
			RingContexts.in(this.directory)
				.withPropertyValues("spring.application.name=warehouse")
				.withBean(Journal.class)
				.run((warehouse) -> {
					assertThat(snapshot(shop).participants()).extracting(ParticipantInfo::application)
						.containsExactly("shop", "warehouse");
					send(shop, 0, EVENTS);
					send(warehouse, EVENTS, 2 * EVENTS);
					Journal other = warehouse.getBean(Journal.class);
					RingContexts.until(() -> journal.ids.size() == 2 * EVENTS && other.ids.size() == 2 * EVENTS);
					assertThat(other.ids).isEqualTo(LongStream.range(0, 2 * EVENTS).boxed().toList());
				});
			RingSnapshot alone = snapshot(shop);
			assertThat(alone.participants()).extracting(ParticipantInfo::application).containsExactly("shop");
			assertThat(alone.withoutLock()).isEmpty();
			assertThat(alone.repaired()).isZero();
			// the group of the one that left stays, and holds what it has not taken
			send(shop, 2 * EVENTS, 2 * EVENTS + 10);
			RingContexts.until(() -> journal.ids.size() == 2 * EVENTS + 10);
			assertThat(journal.ids).isEqualTo(LongStream.range(0, 2 * EVENTS + 10).boxed().toList());
			assertThat(snapshot(shop).group("warehouse.journal").orElseThrow().lag()).isEqualTo(10);
			assertThat(journal.lost).isEmpty();
		});
	}

	private static RingSnapshot snapshot(ApplicationContext context) {
		return context.getBean(ManagedRings.class).ring("orders", "a test").snapshot().orElseThrow();
	}

	private static void send(ApplicationContext context, long from, long to) {
		RingTemplate template = context.getBean(RingTemplate.class);
		for (long id = from; id < to; id++) {
			template.send("orders", OrderPlaced.of(id));
		}
	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<ParticipantLost> lost = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

		@EventListener
		void on(ParticipantLost lost) {
			this.lost.add(lost);
		}

	}

}
