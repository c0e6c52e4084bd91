package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A position that moves over acknowledged events only. */
class AcknowledgingTests {

	private static final EventFiller<Long> FILL = (payload, value) -> {
		for (int i = 0; i + Long.BYTES <= payload.capacity(); i += Long.BYTES) {
			payload.putLong(i, value);
		}
	};

	private static final int SLOTS = 64;

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.group("risk")
			.group("journal", "risk")
			.open();
		this.producer = this.ring.producer();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void thePositionWaitsForTheOldestOpenEvent() throws Exception {
		publish(4);
		Consumer consumer = manual("risk");
		assertThat(consumer.poll(new Taken(), 10)).isEqualTo(4);
		assertThat(consumer.position()).isZero();
		assertThat(consumer.unacknowledged()).isEqualTo(4);
		assertThat(consumer.acknowledge(2)).isTrue();
		assertThat(consumer.acknowledge(1)).isTrue();
		assertThat(consumer.position()).isZero();
		assertThat(consumer.oldestUnacknowledged()).isZero();
		assertThat(consumer.acknowledge(0)).isTrue();
		assertThat(consumer.position()).isEqualTo(3);
		assertThat(consumer.oldestUnacknowledged()).isEqualTo(3);
		assertThat(consumer.acknowledge(3)).isTrue();
		assertThat(consumer.position()).isEqualTo(4);
		assertThat(consumer.oldestUnacknowledged()).isEqualTo(-1);
	}

	@Test
	void whatIsNotOpenCannotBeAcknowledged() throws Exception {
		publish(3);
		Consumer consumer = manual("risk");
		consumer.poll(new Taken(), 2);
		assertThat(consumer.acknowledge(2)).as("not handed out").isFalse();
		assertThat(consumer.acknowledge(-1)).isFalse();
		assertThat(consumer.acknowledge(0)).isTrue();
		assertThat(consumer.acknowledge(0)).as("once more").isFalse();
		assertThat(consumer.acknowledge(0 + SLOTS)).as("in the same slot").isFalse();
		consumer.close();
		assertThat(consumer.acknowledge(1)).as("closed").isFalse();
		assertThat(this.ring.snapshot().group("risk").orElseThrow().position()).isEqualTo(1);
	}

	@Test
	void allUpToOneAreAcknowledgedAtOnce() throws Exception {
		publish(5);
		Consumer consumer = manual("risk");
		consumer.poll(new Taken(), 10);
		consumer.acknowledge(1);
		assertThat(consumer.acknowledgeUpTo(2)).isEqualTo(2);
		assertThat(consumer.position()).isEqualTo(3);
		assertThat(consumer.acknowledgeUpTo(1)).isZero();
		assertThat(consumer.acknowledgeUpTo(Long.MAX_VALUE)).isEqualTo(2);
		assertThat(consumer.position()).isEqualTo(5);
	}

	@Test
	void anAcknowledgementInTheHandlerCountsWhenItReturns() throws Exception {
		publish(2);
		Consumer consumer = manual("risk");
		List<Long> positions = new ArrayList<>();
		consumer.poll((event, sequence, end) -> {
			assertThat(consumer.acknowledge(sequence)).isTrue();
			positions.add(consumer.position());
		}, 10);
		assertThat(positions).containsExactly(0L, 1L);
		assertThat(consumer.position()).isEqualTo(2);
	}

	@Test
	void whatWasNotAcknowledgedComesToTheSuccessor() throws Exception {
		publish(4);
		try (Consumer consumer = manual("risk")) {
			consumer.poll(new Taken(), 10);
			consumer.acknowledge(0);
			consumer.acknowledge(2);
		}
		assertThat(Taken.from(manual("risk")).sequences).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whatIsToComeAgainComesUnlessItWasAcknowledged() throws Exception {
		publish(5);
		Consumer consumer = manual("risk");
		consumer.poll(new Taken(), 4);
		consumer.acknowledge(2);
		consumer.redeliver(1);
		assertThat(Taken.from(consumer).sequences).containsExactly(1L, 3L, 4L);
		assertThat(consumer.unacknowledged()).isEqualTo(4);
		consumer.acknowledgeUpTo(4);
		assertThat(consumer.position()).isEqualTo(5);
		consumer.redeliver(0);
		assertThat(consumer.poll(new Taken(), 10)).isZero();
	}

	@Test
	void whenAnEventIsToComeAgainThePollEndsBehindTheHandler() throws Exception {
		publish(5);
		Consumer consumer = manual("risk");
		List<Long> taken = new ArrayList<>();
		assertThat(consumer.poll((event, sequence, end) -> {
			taken.add(sequence);
			if (sequence == 1) {
				consumer.redeliver(1);
			}
		}, 10)).isEqualTo(2);
		assertThat(Taken.from(consumer).sequences).containsExactly(1L, 2L, 3L, 4L);
		assertThat(taken).containsExactly(0L, 1L);
	}

	@Test
	void whenTheHandlerThrowsItsEventComesAgain() throws Exception {
		publish(3);
		Consumer consumer = manual("risk");
		assertThatIllegalStateException().isThrownBy(() -> consumer.poll((event, sequence, end) -> {
			if (sequence == 1) {
				throw new IllegalStateException("not now");
			}
		}, 10));
		assertThat(Taken.from(consumer).sequences).containsExactly(1L, 2L);
		assertThat(consumer.unacknowledged()).isEqualTo(3);
	}

	@Test
	void whenABatchWasTakenInPartTheRestComesAgain() throws Exception {
		publish(4);
		Consumer consumer = manual("risk");
		assertThatExceptionOfType(TakenInPartException.class).isThrownBy(() -> consumer.poll((event, sequence, end) -> {
			if (end) {
				throw new TakenInPartException(2, new IllegalStateException("not now"));
			}
		}, 10));
		consumer.acknowledge(3);
		assertThat(Taken.from(consumer).sequences).containsExactly(2L);
		assertThat(consumer.unacknowledged()).isEqualTo(3);
	}

	@Test
	void whenARingIsFullOfOpenEventsProducersWait() throws Exception {
		publish(SLOTS);
		Consumer consumer = manual("risk");
		Consumer journal = journal();
		assertThat(consumer.poll(new Taken(), 2 * SLOTS)).isEqualTo(SLOTS);
		assertThat(this.producer.tryPublish(1, Long.BYTES, FILL, 1L)).isNegative();
		assertThat(consumer.poll(new Taken(), 10)).isZero();
		consumer.acknowledge(0);
		Taken.from(journal);
		assertThat(this.producer.tryPublish(1, Long.BYTES, FILL, 1L)).isEqualTo(SLOTS);
	}

	@Test
	void groupsThatFollowWaitForTheAcknowledgement() throws Exception {
		publish(3);
		Consumer consumer = manual("risk");
		Consumer journal = journal();
		consumer.poll(new Taken(), 10);
		assertThat(Taken.from(journal).sequences).isEmpty();
		consumer.acknowledge(0);
		assertThat(Taken.from(journal).sequences).containsExactly(0L);
	}

	@Test
	void whatWasGivenUpAndTheRestOfLargeEventsIsPassed() throws Exception {
		this.producer.claim(2).abandon();
		publish(1, 100);
		this.producer.claim(1).abandon();
		publish(1, 8);
		this.producer.claim(1).abandon();
		Consumer consumer = manual("risk");
		Taken taken = Taken.from(consumer);
		assertThat(taken.sequences).containsExactly(2L, 6L);
		assertThat(consumer.position()).isEqualTo(2);
		assertThat(consumer.acknowledge(3)).as("the rest of a large event").isFalse();
		consumer.acknowledge(6);
		consumer.redeliver(3);
		assertThat(Taken.from(consumer).sequences).isEmpty();
		consumer.acknowledge(2);
		assertThat(consumer.position()).isEqualTo(8);
	}

	@Test
	void aConsumerThatStoresItsPositionByItselfIsNotAcknowledged() {
		Consumer consumer = this.ring.consumer("risk");
		assertThatIllegalStateException().isThrownBy(() -> consumer.acknowledge(0))
			.withMessage(
					"group 'risk' of ring 'orders' is not acknowledged by hand: storePosition=EACH_BATCH (expected: MANUAL)");
		assertThat(consumer.unacknowledged()).isZero();
		assertThat(consumer.oldestUnacknowledged()).isEqualTo(-1);
	}

	/** Any schedule, beside an oracle that knows each event by its sequence. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void whateverIsDoneNothingIsLostAndNothingPassed(int seed) throws Exception {
		Random random = new Random(seed);
		AcknowledgingOracle oracle = new AcknowledgingOracle();
		try (Consumer journal = journal()) {
			Consumer consumer = manual("risk");
			for (int step = 0; step < 4_000; step++) {
				switch (random.nextInt(8)) {
					case 0, 1 -> oracle.publish(this.producer, 1 + random.nextInt(250), FILL);
					case 2 -> abandon(1 + random.nextInt(3));
					case 3, 4 -> oracle.poll(consumer, 1 + random.nextInt(10), random);
					case 5, 6 -> oracle.acknowledge(consumer, random);
					default -> {
						if (random.nextInt(20) == 0) {
							consumer.close();
							consumer = manual("risk");
							oracle.successor(consumer);
						}
						else {
							oracle.redeliver(consumer, random);
						}
					}
				}
				oracle.check(consumer);
				journal.poll(new Taken(), SLOTS);
			}
			oracle.finish(consumer);
			assertThat(consumer.position()).isEqualTo(this.ring.snapshot().tail());
		}
		assertThat(oracle.again()).isPositive();
	}

	private void abandon(int slots) {
		if (this.producer.tryClaim(slots) >= 0) {
			this.producer.claimed().abandon();
		}
	}

	@Test
	void whenThreadsAcknowledgeWhileEventsFlowEachComesWhole() throws Exception {
		long events = 10_000;
		Consumer consumer = manual("risk");
		Consumer journal = journal();
		Queue<Long> open = new ConcurrentLinkedQueue<>();
		AtomicBoolean done = new AtomicBoolean();
		AtomicLong acknowledged = new AtomicLong();
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Thread worker = new Thread(() -> work(consumer, open, done, acknowledged), "worker " + i);
			worker.start();
			workers.add(worker);
		}
		Set<Long> values = ConcurrentHashMap.newKeySet();
		long sent = 0;
		int polls = 0;
		while (values.size() < events || consumer.unacknowledged() > 0) {
			while (sent < events
					&& this.producer.tryPublish(1, Long.BYTES * (1 + (int) (sent % 20)), FILL, sent) >= 0) {
				sent++;
			}
			consumer.poll((event, sequence, end) -> {
				values.add(whole(event));
				open.add(sequence);
			}, 16);
			if (++polls % 50 == 0) {
				consumer.redeliver(consumer.position());
			}
			journal.poll((event, sequence, end) -> whole(event), SLOTS);
		}
		done.set(true);
		for (Thread worker : workers) {
			worker.join();
		}
		assertThat(acknowledged.get()).isEqualTo(events);
		assertThat(consumer.position()).isEqualTo(this.ring.snapshot().tail());
	}

	private static void work(Consumer consumer, Queue<Long> open, AtomicBoolean done, AtomicLong acknowledged) {
		while (!done.get()) {
			Long sequence = open.poll();
			if (sequence == null) {
				Thread.onSpinWait();
			}
			else if (consumer.acknowledge(sequence)) {
				acknowledged.incrementAndGet();
			}
		}
	}

	/** The value that fills all of an event. */
	private static long whole(EventView event) {
		long value = event.payload().getLong(0);
		for (int i = Long.BYTES; i < event.length(); i += Long.BYTES) {
			assertThat(event.payload().getLong(i)).isEqualTo(value);
		}
		return value;
	}

	private Consumer journal() {
		return this.ring.consumer(ConsumerOptions.of("journal").withAfter("risk"));
	}

	private Consumer manual(String group) {
		return this.ring.consumer(ConsumerOptions.of(group).withStorePosition(StorePosition.MANUAL));
	}

	private void publish(int count) {
		publish(count, Long.BYTES);
	}

	private void publish(int count, int bytes) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, bytes, FILL, i);
		}
	}

}
