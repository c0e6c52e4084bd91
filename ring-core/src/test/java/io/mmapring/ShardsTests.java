package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingLimitException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.KeyHash;
import io.mmapring.event.ShardKey;
import io.mmapring.group.GroupSpec;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ShardSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A group whose load several consumers share. */
class ShardsTests {

	private static final int SLOTS = 256;

	private static final int SHARDS = 8;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	private static final ShardKey KEY = (event) -> event.payload().getLong(0) % 100;

	@TempDir
	Path directory;

	@Test
	void whenItIsAloneAMemberTakesEverythingInOrder() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer(); Consumer consumer = member(ring)) {
			publish(producer, 0, SLOTS);
			Taken taken = Taken.from(consumer);
			assertThat(taken.sequences).containsExactlyElementsOf(LongStream.range(0, SLOTS).boxed().toList());
			assertThat(consumer.position()).isEqualTo(SLOTS);
			assertThat(consumer.lag()).isZero();
			assertThat(consumer.reached()).isEqualTo(SLOTS);
			assertThat(consumer.member()).isZero();
			assertThat(shards(ring)).hasSize(SHARDS).allSatisfy((shard) -> {
				assertThat(shard.position()).isEqualTo(SLOTS);
				assertThat(shard.lag()).isZero();
				assertThat(shard.owner()).isNotNull().satisfies((owner) -> assertThat(owner.pid()).isPositive());
			});
		}
	}

	@Test
	void membersShareTheEventsByKey() throws Exception {
		try (Ring ring = ring().open();
				Ring other = ring().open();
				Producer producer = ring.producer();
				Consumer first = member(ring);
				Consumer second = member(other)) {
			Await.until(() -> count(ring, ring) == 4 && count(ring, other) == 4, ring::snapshot);
			long before = ring.snapshot().tail();
			Set<Long> mine = new HashSet<>();
			Map<Long, Consumer> keys = new HashMap<>();
			List<Long> all = new ArrayList<>();
			for (long i = 0; i < 1000; i++) {
				publish(producer, i, 1);
				all.addAll(take(first, keys));
				all.addAll(take(second, keys));
			}
			keys.forEach((key, consumer) -> mine.add((long) KeyHash.shard(key, SHARDS)));
			assertThat(mine).hasSize(SHARDS);
			assertThat(new HashSet<>(keys.values())).hasSize(2);
			assertThat(all)
				.containsExactlyInAnyOrderElementsOf(LongStream.range(before, before + 1000).boxed().toList());
			assertThat(group(ring).position()).isEqualTo(before + 1000);
		}
	}

	@Test
	void aShardIsHandedOverOnlyBehindTheBatch() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer(); Consumer first = member(ring)) {
			publish(producer, 0, 200);
			List<Consumer> joined = new ArrayList<>();
			first.poll((event, sequence, end) -> {
				if (sequence == 10) {
					joined.add(member(ring));
					long askedNs = System.nanoTime();
					Await.until(() -> System.nanoTime() - askedNs > ShardKeeper.PERIOD.toNanos() * 4, ring::snapshot);
					assertThat(shares(ring)).containsExactly(SHARDS);
				}
			}, 100);
			assertThat(shards(ring)).extracting(ShardSnapshot::position).containsOnly(100L);
			Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
			Map<Long, Consumer> keys = new HashMap<>();
			List<Long> rest = take(first, keys);
			rest.addAll(take(joined.get(0), keys));
			assertThat(rest).containsExactlyInAnyOrderElementsOf(LongStream.range(100, 200).boxed().toList());
		}
	}

	@Test
	void whenMembersComeAndGoSharesDifferByOneAtMost() {
		try (Ring ring = ring().open()) {
			List<Consumer> members = new ArrayList<>();
			for (List<Integer> expected : List.of(List.of(8), List.of(4, 4), List.of(2, 3, 3), List.of(2, 2, 2, 2))) {
				members.add(member(ring));
				long startNs = System.nanoTime();
				Await.until(() -> shares(ring).equals(expected), ring::snapshot);
				assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(3));
			}
			members.remove(0).close();
			Await.until(() -> shares(ring).equals(List.of(2, 3, 3)), ring::snapshot);
			members.forEach(Consumer::close);
			assertThat(shares(ring)).isEmpty();
		}
	}

	@Test
	void aSuccessorGoesOnAtThePositionOfEachShard() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer(); Consumer first = member(ring)) {
			publish(producer, 0, 100);
			first.poll(new Taken(), 30);
			Taken behind;
			try (Consumer second = member(ring)) {
				Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
				behind = Taken.from(second);
			}
			assertThat(behind.sequences).allSatisfy((sequence) -> assertThat(sequence).isGreaterThanOrEqualTo(30));
			Await.until(() -> shares(ring).equals(List.of(8)), ring::snapshot);
			publish(producer, 100, 20);
			Taken rest = Taken.from(first);
			List<Long> all = new ArrayList<>(behind.sequences);
			all.addAll(rest.sequences);
			assertThat(rest.sequences).isSorted();
			assertThat(all).containsExactlyInAnyOrderElementsOf(LongStream.range(30, 120).boxed().toList());
		}
	}

	@Test
	void bySequenceTheLoadIsSharedEvenly() throws Exception {
		ConsumerOptions options = ConsumerOptions.of("work").withShards(SHARDS, ShardKey.bySequence());
		try (Ring ring = ring().open();
				Producer producer = ring.producer();
				Consumer first = ring.consumer(options);
				Consumer second = ring.consumer(options)) {
			assertThat(second.member()).isEqualTo(1);
			assertThat(second.reached()).isEqualTo(Long.MAX_VALUE);
			Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
			for (int i = 0; i < SLOTS; i++) {
				// one key only
				publish(producer, 7, 1);
			}
			List<Long> one = Taken.from(first).sequences;
			List<Long> other = Taken.from(second).sequences;
			assertThat(one).hasSizeBetween(SLOTS / 3, 2 * SLOTS / 3);
			assertThat(first.reached()).isEqualTo(SLOTS);
			List<Long> all = new ArrayList<>(one);
			all.addAll(other);
			assertThat(all).containsExactlyInAnyOrderElementsOf(LongStream.range(0, SLOTS).boxed().toList());
		}
	}

	@Test
	void aShardWithoutOwnerHoldsProducersBack() {
		try (Ring ring = ring().open(); Producer producer = ring.producer()) {
			publish(producer, 0, SLOTS);
			assertThat(producer.tryClaim(1)).isEqualTo(-1);
		}
	}

	@Test
	void eventsForOthersNeverHoldProducersBack() throws Exception {
		try (Ring ring = ring().open();
				Ring other = ring().open();
				Producer producer = ring.producer();
				Consumer first = member(ring);
				Consumer second = member(other)) {
			Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
			Taken one = new Taken();
			Taken two = new Taken();
			for (long i = 0; i < 40L * SLOTS; i++) {
				// one key only
				producer.publish(1, Long.BYTES, FILL, 7L);
				if (i % 100 == 99) {
					first.poll(one, SLOTS);
					second.poll(two, SLOTS);
				}
			}
			assertThat(one.values.isEmpty()).isNotEqualTo(two.values.isEmpty());
		}
	}

	@Test
	void aGroupBehindWaitsForTheSlowestShard() throws Exception {
		try (Ring ring = ring().group("behind", "work").open();
				Producer producer = ring.producer();
				Consumer first = member(ring);
				Consumer second = member(ring);
				Consumer behind = ring.consumer(ConsumerOptions.of("behind").withAfter("work"))) {
			Await.until(() -> shares(ring).equals(List.of(4, 4)), ring::snapshot);
			publish(producer, 0, 50);
			Taken.from(first);
			assertThat(Taken.from(behind).sequences).isEmpty();
			Taken.from(second);
			assertThat(Taken.from(behind).sequences).hasSize(50);
		}
	}

	@Test
	void whenTheHandlerFailsItsEventComesAgain() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer(); Consumer consumer = member(ring)) {
			publish(producer, 0, 10);
			assertThatIllegalStateException().isThrownBy(() -> consumer.poll((event, sequence, end) -> {
				if (sequence == 4) {
					throw new IllegalStateException();
				}
			}, 100));
			assertThat(Taken.from(consumer).sequences).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
		}
	}

	@Test
	void whenAKeyCannotBeFoundAllBeforeItIsTakenAndPollFails() throws Exception {
		ShardKey key = (event) -> {
			if (event.payload().getLong(0) == 5) {
				throw new IllegalStateException("no key");
			}
			return 0;
		};
		try (Ring ring = ring().open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer(ConsumerOptions.of("work").withShards(SHARDS, key))) {
			publish(producer, 0, 10);
			Taken taken = new Taken();
			assertThat(consumer.poll(taken, 100)).isEqualTo(5);
			assertThat(taken.ends).endsWith(true);
			for (int i = 0; i < 2; i++) {
				assertThatIllegalStateException().isThrownBy(() -> consumer.poll(taken, 100)).withMessage("no key");
				assertThat(consumer.position()).isEqualTo(5);
			}
		}
	}

	@Test
	void thereAreAsManyMembersAsShards() {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(SLOTS).slotSizeBytes(64).open()) {
			ConsumerOptions options = ConsumerOptions.of("few").withShards(2, KEY);
			Consumer first = ring.consumer(options);
			ring.consumer(options);
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> ring.consumer(options))
				.withMessageContaining("a share of group 'few'")
				.withMessageContaining("2 living members, as many as it has shards");
			first.close();
			assertThat(ring.awaitConsumer(options).group()).isEqualTo("few");
		}
	}

	@Test
	void theNumberOfShardsIsTheGroups() {
		try (Ring ring = ring().open()) {
			assertThatExceptionOfType(GroupMismatchException.class)
				.isThrownBy(() -> ring.consumer(ConsumerOptions.of("work").withShards(4, KEY)))
				.withMessageContaining("shards=8 (expected: 4)");
			assertThatExceptionOfType(GroupMismatchException.class).isThrownBy(() -> ring.consumer("work"))
				.withMessageContaining("shards=8 (expected: 1)");
			assertThatExceptionOfType(RingLimitException.class)
				.isThrownBy(() -> ring.consumer(ConsumerOptions.of("many").withShards(17, KEY)))
				.withMessageContaining("shards=17 (expected: 1 to the ring's limit of 16)");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> GroupSpec.of("g").withShards(65))
			.withMessageContaining("shards=65 (expected: 1 to 64)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ConsumerOptions(GroupSpec.of("g").withShards(2), ConsumerOptions.of("g").startFrom(),
					StorePosition.EACH_BATCH, 1, ConsumerOptions.of("g").waitStrategy()))
			.withMessageContaining("shards=2 (expected: 1 without a key by which events fall on shards)");
	}

	private RingBuilder ring() {
		return Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.group(GroupSpec.of("work").withShards(SHARDS));
	}

	private static Consumer member(Ring ring) {
		return ring.consumer(ConsumerOptions.of("work").withShards(SHARDS, KEY));
	}

	private static GroupSnapshot group(Ring ring) {
		return ring.snapshot().group("work").orElseThrow();
	}

	private static List<ShardSnapshot> shards(Ring ring) {
		return group(ring).shards();
	}

	private static int count(Ring looker, Ring owner) {
		return (int) shards(looker).stream()
			.filter((shard) -> shard.owner() != null && shard.owner().id() == owner.participant())
			.count();
	}

	/** How many shards each member has, the fewest first; nobody in between. */
	private static List<Integer> shares(Ring ring) {
		return shards(ring).stream()
			.filter((shard) -> shard.owner() != null)
			.collect(Collectors.groupingBy(ShardSnapshot::member, Collectors.summingInt((shard) -> 1)))
			.values()
			.stream()
			.sorted()
			.toList();
	}

	private static List<Long> take(Consumer consumer, Map<Long, Consumer> keys) throws Exception {
		Taken taken = Taken.from(consumer);
		for (long value : taken.values) {
			assertThat(keys.putIfAbsent(value % 100, consumer)).isIn(null, consumer);
		}
		return new ArrayList<>(taken.sequences);
	}

	private static void publish(Producer producer, long first, long count) {
		for (long i = first; i < first + count; i++) {
			producer.publish(1, Long.BYTES, FILL, i);
		}
	}

}
