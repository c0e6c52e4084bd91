package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.event.EventView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of one slot and of several, in batches and alone, with claims between them that
 * were given up, taken in polls of any size by a handler that fails now and then.
 */
class MixedClaimsTests {

	private static final int SLOTS = 256;

	private static final int EVENTS = 20_000;

	@TempDir
	Path directory;

	private final List<Long> published = new ArrayList<>();

	/** Index of the event that must come next. */
	private int expected;

	private boolean ended;

	private int sincePoll;

	@ParameterizedTest
	@CsvSource({ "EACH_BATCH, 1", "EACH_BATCH, 2", "EACH_EVENT, 3", "EACH_EVENT, 4", "WHOLE_BATCH, 5",
			"WHOLE_BATCH, 6" })
	void eachEventComesInOrderAndAgainOnlyAfterAFailure(StorePosition storePosition, long seed) throws Exception {
		Random random = new Random(seed);
		ConsumerOptions options = ConsumerOptions.of("g").withStorePosition(storePosition);
		try (Ring ring = Ring.builder("mixed").directory(this.directory).slots(SLOTS).slotSizeBytes(64).open();
				Consumer consumer = ring.consumer(options);
				Producer producer = ring.producer()) {
			while (this.published.size() < EVENTS || this.expected < this.published.size()) {
				if (this.published.size() < EVENTS) {
					produce(ring, producer, random);
				}
				poll(consumer, storePosition, random);
			}
			assertThat(consumer.lag()).isZero();
		}
		assertThat(this.expected).isGreaterThanOrEqualTo(EVENTS);
	}

	private void produce(Ring ring, Producer producer, Random random) {
		for (int claims = random.nextInt(40); claims >= 0; claims--) {
			int[] lengths = random.ints(1 + random.nextInt(6), Long.BYTES, 3 * ring.slotSizeBytes()).toArray();
			if (producer.tryClaimEvents(lengths) < 0) {
				return;
			}
			boolean given = random.nextInt(4) == 0;
			try (Claim claim = producer.claimed()) {
				for (int length : lengths) {
					claim.next(1, length).putLong(0, this.published.size());
					if (!given) {
						this.published.add((long) this.published.size());
					}
				}
				if (!given) {
					claim.publish();
				}
			}
		}
	}

	private void poll(Consumer consumer, StorePosition storePosition, Random random) throws Exception {
		int start = this.expected;
		int failsAt = (random.nextInt(3) == 0) ? start + random.nextInt(80) : -1;
		this.sincePoll = 0;
		this.ended = false;
		try {
			int limit = 1 + random.nextInt(150);
			int taken = consumer.poll((event, sequence, endOfBatch) -> take(event, endOfBatch, failsAt), limit);
			assertThat(taken).isEqualTo(this.sincePoll).isLessThanOrEqualTo(limit);
			assertThat(this.ended).isEqualTo(taken > 0);
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessage("asked for");
			if (storePosition == StorePosition.WHOLE_BATCH) {
				this.expected = start;
			}
		}
	}

	private void take(EventView event, boolean endOfBatch, int failsAt) {
		assertThat(this.ended).as("an event behind the end of the batch").isFalse();
		assertThat(event.payload().getLong(0)).isEqualTo(this.published.get(this.expected));
		if (this.expected == failsAt) {
			throw new IllegalStateException("asked for");
		}
		this.expected++;
		this.sincePoll++;
		this.ended = endOfBatch;
	}

}
