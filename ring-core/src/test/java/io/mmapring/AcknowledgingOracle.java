package io.mmapring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;

/** Says what a consumer that is acknowledged by hand must do: with sets, not bits. */
final class AcknowledgingOracle {

	private final TreeMap<Long, Long> published = new TreeMap<>();

	private final Set<Long> acknowledged = new HashSet<>();

	private final TreeSet<Long> open = new TreeSet<>();

	private final Set<Long> handedOut = new HashSet<>();

	private long cursor;

	private long stored;

	private long values;

	private long again;

	void publish(Producer producer, int bytes, EventFiller<Long> filler) {
		long value = this.values++;
		long sequence = producer.tryPublish(1, Math.max(Long.BYTES, bytes), filler, value);
		if (sequence >= 0) {
			this.published.put(sequence, value);
		}
	}

	void poll(Consumer consumer, int limit, Random random) throws Exception {
		List<Long> expected = this.published.tailMap(this.cursor)
			.keySet()
			.stream()
			.filter((sequence) -> !this.acknowledged.contains(sequence))
			.limit(limit)
			.toList();
		boolean atOnce = random.nextInt(4) == 0;
		List<Long> taken = new ArrayList<>();
		consumer.poll((event, sequence, end) -> {
			assertThat(event.payload().getLong(0)).isEqualTo(this.published.get(sequence));
			taken.add(sequence);
			assertThat(end).isEqualTo(taken.size() == expected.size());
			if (!this.handedOut.add(sequence)) {
				this.again++;
			}
			this.open.add(sequence);
			if (atOnce) {
				acknowledge(consumer, sequence);
			}
		}, limit);
		assertThat(taken).isEqualTo(expected);
		if (!taken.isEmpty()) {
			this.cursor = taken.get(taken.size() - 1) + 1;
		}
	}

	void acknowledge(Consumer consumer, Random random) {
		if (this.open.isEmpty() || random.nextInt(10) == 0) {
			acknowledge(consumer, this.stored - 10 + random.nextInt(100));
			return;
		}
		List<Long> all = List.copyOf(this.open);
		long sequence = all.get(random.nextInt(all.size()));
		if (random.nextInt(10) == 0) {
			Set<Long> upTo = this.open.headSet(sequence, true);
			assertThat(consumer.acknowledgeUpTo(sequence)).isEqualTo(upTo.size());
			this.acknowledged.addAll(upTo);
			upTo.clear();
		}
		else {
			acknowledge(consumer, sequence);
		}
	}

	private void acknowledge(Consumer consumer, long sequence) {
		boolean open = this.open.remove(sequence);
		assertThat(consumer.acknowledge(sequence)).isEqualTo(open);
		if (open) {
			this.acknowledged.add(sequence);
		}
	}

	void redeliver(Consumer consumer, Random random) {
		long sequence = this.stored + random.nextInt(20);
		consumer.redeliver(sequence);
		this.cursor = Math.min(this.cursor, sequence);
	}

	/** Another consumer goes on at the stored position. */
	void successor(Consumer consumer) {
		// the last one stored its position once more when it was closed
		passed(consumer.position());
		this.open.clear();
		this.acknowledged.removeIf((sequence) -> sequence >= this.stored);
		this.cursor = this.stored;
	}

	/** The position passes what is acknowledged, and nothing else. */
	void check(Consumer consumer) {
		passed(consumer.position());
		assertThat(consumer.unacknowledged()).isEqualTo(this.open.size());
		assertThat(consumer.oldestUnacknowledged()).isEqualTo(this.open.isEmpty() ? -1 : this.open.first());
	}

	private void passed(long position) {
		assertThat(position).isGreaterThanOrEqualTo(this.stored);
		assertThat(this.acknowledged).containsAll(this.published.subMap(this.stored, position).keySet());
		this.stored = position;
	}

	/** Take and acknowledge all that is left. */
	void finish(Consumer consumer) throws Exception {
		Random calm = new Random(0);
		for (int i = 0; i < 100; i++) {
			poll(consumer, 64, calm);
			consumer.acknowledgeUpTo(Long.MAX_VALUE);
			this.acknowledged.addAll(this.open);
			this.open.clear();
			check(consumer);
		}
	}

	/** How many events came more than once. */
	long again() {
		return this.again;
	}

}
