package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.event.EventFiller;
import io.mmapring.inspect.GroupSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/** Members of a shared group that acknowledge by hand. */
class AcknowledgingShardsTests {

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	private static final int SLOTS = 256;

	private static final ConsumerOptions OPTIONS = ConsumerOptions.of("risk")
		.withShards(8, (event) -> event.payload().getLong(0))
		.withStorePosition(StorePosition.MANUAL);

	@TempDir
	Path directory;

	private long published;

	@Test
	void whenShardsChangeHandsWhatIsOpenComesAgain() throws Exception {
		try (Ring ring = ring(); Producer producer = ring.producer(); Consumer first = ring.consumer(OPTIONS)) {
			publish(producer, 100);
			Set<Long> done = new HashSet<>();
			first.poll((event, sequence, end) -> {
				// all but one of each ten
				if (sequence % 10 != 7) {
					first.acknowledge(sequence);
					done.add(sequence);
				}
			}, SLOTS);
			assertThat(first.position()).isEqualTo(7);
			try (Consumer second = ring.consumer(OPTIONS)) {
				Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
				drain(first, done);
				drain(second, done);
				assertThat(done).containsExactlyInAnyOrderElementsOf(LongStream.range(0, 100).boxed().toList());
				assertThat(group(ring).position()).isEqualTo(100);
			}
		}
	}

	@Test
	void whileMembersComeAndGoNothingIsLost() throws Exception {
		Random random = new Random(1);
		Set<Long> done = new HashSet<>();
		List<Consumer> members = new ArrayList<>();
		List<List<Long>> open = new ArrayList<>();
		try (Ring ring = ring(); Producer producer = ring.producer()) {
			for (int step = 0; step < 3000; step++) {
				if (members.isEmpty() || (members.size() < 3 && random.nextInt(300) == 0)) {
					members.add(ring.consumer(OPTIONS));
					open.add(new ArrayList<>());
				}
				int one = random.nextInt(members.size());
				Consumer member = members.get(one);
				List<Long> mine = open.get(one);
				while (ring.snapshot().remaining() > 0 && random.nextInt(4) != 0) {
					publish(producer, 1);
				}
				member.poll((event, sequence, end) -> mine.add(sequence), 1 + random.nextInt(20));
				while (!mine.isEmpty() && random.nextInt(20) != 0) {
					long sequence = mine.remove(random.nextInt(mine.size()));
					if (member.acknowledge(sequence)) {
						done.add(sequence);
					}
				}
				if (members.size() > 1 && random.nextInt(300) == 0) {
					members.remove(one).close();
					open.remove(one);
				}
				long position = group(ring).position();
				assertThat(done.stream().filter((sequence) -> sequence < position).count()).isEqualTo(position);
			}
			while (members.size() > 1) {
				members.remove(0).close();
			}
			Await.until(() -> shares(ring).equals(List.of(8)), ring::snapshot);
			drain(members.get(0), done);
			assertThat(done).hasSize((int) this.published);
			assertThat(group(ring).position()).isEqualTo(this.published);
		}
	}

	private static void drain(Consumer consumer, Set<Long> done) throws Exception {
		consumer.redeliver(0);
		boolean more = true;
		while (more) {
			more = consumer.poll((event, sequence, end) -> {
				consumer.acknowledge(sequence);
				done.add(sequence);
			}, SLOTS) > 0;
		}
	}

	private void publish(Producer producer, int count) {
		for (int i = 0; i < count; i++) {
			producer.publish(1, Long.BYTES, FILL, this.published);
			this.published++;
		}
	}

	private Ring ring() {
		return Ring.builder("orders").directory(this.directory).slots(SLOTS).slotSizeBytes(64).open();
	}

	private static GroupSnapshot group(Ring ring) {
		return ring.snapshot().group("risk").orElseThrow();
	}

	private static List<Integer> shares(Ring ring) {
		long[] counts = new long[8];
		group(ring).shards().forEach((shard) -> {
			if (shard.owner() != null) {
				counts[shard.member()]++;
			}
		});
		return LongStream.of(counts).filter((count) -> count > 0).mapToObj((count) -> (int) count).sorted().toList();
	}

}
