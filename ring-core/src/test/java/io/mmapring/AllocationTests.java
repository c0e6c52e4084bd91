package io.mmapring;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.codec.RecordCodec;
import io.mmapring.event.Chars;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;
import io.mmapring.event.EventType;
import io.mmapring.event.EventView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What publishing and taking events leaves for the garbage collector: nothing.
 */
class AllocationTests {

	/** Events of a lap, for which there is room also when they are large. */
	private static final int EVENTS_OF_LAP = 64;

	/** Of three slots. */
	private static final int LARGE_BYTES = 100;

	private static final int WARM_UP_LAPS = 4_000;

	private static final int LAPS = 16_000;

	private static final int EVENTS = LAPS * EVENTS_OF_LAP;

	/** What the measurement itself may cost: not a byte for a hundred events. */
	private static final long MEASUREMENT_BYTES = EVENTS / 100;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenEventsAreFilledInPlaceNothingIsAllocated(Producers producers) throws Exception {
		check(producers, (producer, value) -> {
			producer.tryClaim(1);
			Claim claim = producer.claimed();
			claim.next(1, Long.BYTES).putLong(0, value);
			claim.publish();
		});
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAClaimIsClosedByTheLanguageNothingIsAllocated(Producers producers) throws Exception {
		check(producers, (producer, value) -> {
			try (Claim claim = producer.claim(1)) {
				claim.next(1, Long.BYTES).putLong(0, value);
				claim.publish();
			}
		});
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAFillerIsGivenItsSourceNothingIsAllocated(Producers producers) throws Exception {
		long[] source = new long[1];
		check(producers, (producer, value) -> {
			source[0] = value;
			producer.publish(1, Long.BYTES, (payload, from) -> payload.putLong(0, from[0]), source);
		});
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenRecordsArePublishedNothingIsAllocated(Producers producers) throws Exception {
		EventType<Trade> type = new EventType<>(1, RecordCodec.of(Trade.class));
		Trade[] trades = new Trade[EVENTS_OF_LAP];
		for (int i = 0; i < EVENTS_OF_LAP; i++) {
			trades[i] = new Trade(i, i, i * 0.5, (i % 2 == 0) ? Side.BUY : Side.SELL, (i % 3 == 0) ? "ÄÖ" : "ADS");
		}
		check(producers, (producer, value) -> producer.publish(type, trades[(int) value]));
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenEventsTakeSeveralSlotsNothingIsAllocated(Producers producers) throws Exception {
		long[] source = new long[1];
		check(producers, (producer, value) -> {
			source[0] = value;
			int length = (value % 2 == 0) ? LARGE_BYTES : Long.BYTES;
			producer.publish(1, length, (payload, from) -> payload.putLong(0, from[0]), source);
		});
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenEventsHaveHeadersNothingIsAllocated(Producers producers) throws Exception {
		byte[] trace = new byte[EventHeaders.TRACE_BYTES];
		trace[EventHeaders.TRACE_BYTES / 2] = 1;
		long[] source = new long[1];
		check(builder(producers).slotSizeBytes(128).eventHeaders(EventHeader.values()), (producer, value) -> {
			source[0] = value;
			producer.headers().keyHash(value).trace(trace, 0);
			int length = (value % 2 == 0) ? LARGE_BYTES : Long.BYTES;
			producer.publish(1, length, (payload, from) -> payload.putLong(0, from[0]), source);
		}, new SumOfHeaders());
	}

	@Test
	void whenMembersShareAGroupNeitherTakingNorPassingAllocates() throws Exception {
		ConsumerOptions options = ConsumerOptions.of("g").withShards(16, (event) -> event.payload().getLong(0));
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(4 * EVENTS_OF_LAP).open();
				Producer producer = ring.producer();
				Consumer first = ring.consumer(options);
				Consumer second = ring.consumer(options)) {
			Await.until(
					() -> ring.snapshot()
						.group("g")
						.orElseThrow()
						.shards()
						.stream()
						.allMatch((shard) -> shard.owner() != null && (shard.member() == 1) == (shard.shard() >= 8)),
					ring::snapshot);
			long[] source = new long[1];
			Publication publication = (from, value) -> {
				source[0] = value;
				from.publish(1, Long.BYTES, (payload, number) -> payload.putLong(0, number[0]), source);
			};
			Sum sum = new Sum();
			Sum other = new Sum();
			run(producer, first, publication, sum, 1);
			second.poll(other, EVENTS_OF_LAP);
			assertThat(sum.count).isPositive();
			assertThat(other.count).isPositive();
			for (int lap = 0; lap < WARM_UP_LAPS; lap++) {
				run(producer, first, publication, sum, 1);
				second.poll(other, EVENTS_OF_LAP);
			}
			long taken = sum.count + other.count;
			long before = THREADS.getCurrentThreadAllocatedBytes();
			for (int lap = 0; lap < LAPS; lap++) {
				run(producer, first, publication, sum, 1);
				second.poll(other, EVENTS_OF_LAP);
			}
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			assertThat(sum.count + other.count - taken).isEqualTo(EVENTS);
			assertThat(allocated).isLessThan(MEASUREMENT_BYTES);
		}
	}

	@Test
	void whenEventsAreAcknowledgedNothingIsAllocated() throws Exception {
		ConsumerOptions options = ConsumerOptions.of("g").withStorePosition(StorePosition.MANUAL);
		try (Ring ring = builder(Producers.MULTI).open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer(options)) {
			long[] source = new long[1];
			Publication publication = (from, value) -> {
				source[0] = value;
				from.publish(1, Long.BYTES, (payload, number) -> payload.putLong(0, number[0]), source);
			};
			Acknowledging sum = new Acknowledging(consumer);
			run(producer, consumer, publication, sum, WARM_UP_LAPS);
			sum.count = 0;
			long before = THREADS.getCurrentThreadAllocatedBytes();
			run(producer, consumer, publication, sum, LAPS);
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			assertThat(sum.count).isEqualTo(EVENTS);
			assertThat(consumer.lag()).isEqualTo(1);
			assertThat(allocated).isLessThan(MEASUREMENT_BYTES);
		}
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAnObserverFollowsAndIsOvertakenNothingIsAllocated(Producers producers) throws Exception {
		try (Ring ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(EVENTS_OF_LAP / 2)
			.slotSizeBytes(64)
			.producers(producers)
			.whenNoGroups(WhenNoGroups.OVERWRITE)
			.open(); Producer producer = ring.producer(); Observer observer = ring.observer(ObserverOptions.LATEST)) {
			RingReader reader = ring.reader();
			long[] source = new long[1];
			Publication publication = (from, value) -> {
				source[0] = value;
				int length = (value % 2 == 0) ? LARGE_BYTES : Long.BYTES;
				from.publish(1, length, (payload, number) -> payload.putLong(0, number[0]), source);
			};
			Sum sum = new Sum();
			observe(producer, observer, reader, publication, sum, WARM_UP_LAPS);
			long seen = sum.count;
			long lost = observer.lost();
			long before = THREADS.getCurrentThreadAllocatedBytes();
			observe(producer, observer, reader, publication, sum, LAPS);
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			assertThat(sum.count - seen).isGreaterThan(LAPS);
			assertThat(observer.lost() - lost).isGreaterThan(LAPS);
			assertThat(allocated).isLessThan(MEASUREMENT_BYTES);
		}
	}

	private static void observe(Producer producer, Observer observer, RingReader reader, Publication publication,
			Sum sum, int laps) throws Exception {
		for (int lap = 0; lap < laps; lap++) {
			for (long value = 0; value < EVENTS_OF_LAP; value++) {
				publication.publish(producer, value);
			}
			observer.poll(sum, EVENTS_OF_LAP);
			reader.read(reader.tail() - 1, sum);
		}
	}

	private void check(Producers producers, Publication publication) throws Exception {
		check(builder(producers).slotSizeBytes(64), publication, new Sum());
	}

	private RingBuilder builder(Producers producers) {
		return Ring.builder("orders")
			.directory(this.directory)
			.slots(4 * EVENTS_OF_LAP)
			.producers(producers)
			.group("g");
	}

	private static void check(RingBuilder builder, Publication publication, Sum sum) throws Exception {
		try (Ring ring = builder.open(); Producer producer = ring.producer(); Consumer consumer = ring.consumer("g")) {
			run(producer, consumer, publication, sum, WARM_UP_LAPS);
			sum.count = 0;
			sum.total = 0;
			long before = THREADS.getCurrentThreadAllocatedBytes();
			run(producer, consumer, publication, sum, LAPS);
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			assertThat(sum.count).isEqualTo(EVENTS);
			assertThat(sum.total).isEqualTo((long) LAPS * EVENTS_OF_LAP * (EVENTS_OF_LAP - 1) / 2);
			assertThat(allocated).isLessThan(MEASUREMENT_BYTES);
		}
	}

	private static void run(Producer producer, Consumer consumer, Publication publication, Sum sum, int laps)
			throws Exception {
		for (int lap = 0; lap < laps; lap++) {
			for (long value = 0; value < EVENTS_OF_LAP; value++) {
				publication.publish(producer, value);
			}
			consumer.poll(sum, EVENTS_OF_LAP);
		}
	}

	@FunctionalInterface
	private interface Publication {

		void publish(Producer producer, long value);

	}

	private enum Side {

		BUY, SELL

	}

	private record Trade(long id, int amount, double price, Side side, @Chars(8) String symbol) {
	}

	private static final class SumOfHeaders extends Sum {

		private final byte[] trace = new byte[EventHeaders.TRACE_BYTES];

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			EventHeaders headers = event.headers();
			if (headers.keyHash() == event.payload().getLong(0) && headers.trace(this.trace, 0)
					&& headers.publishTimeNs() != 0) {
				super.onEvent(event, sequence, endOfBatch);
			}
		}

	}

	/** Each one behind the next: never in its own handler. */
	private static final class Acknowledging extends Sum {

		private final Consumer consumer;

		private long last = -1;

		Acknowledging(Consumer consumer) {
			this.consumer = consumer;
		}

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			super.onEvent(event, sequence, endOfBatch);
			this.consumer.acknowledge(this.last);
			this.last = sequence;
		}

	}

	private static class Sum implements EventHandler {

		long count;

		long total;

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			this.count++;
			this.total += event.payload().getLong(0);
		}

	}

}
