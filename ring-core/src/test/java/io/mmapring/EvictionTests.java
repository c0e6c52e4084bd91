package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.EventFiller;
import io.mmapring.group.Eviction;
import io.mmapring.inspect.GroupSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Groups that hold producers back for longer than the ring allows. */
class EvictionTests {

	private static final int SLOTS = 64;

	private static final Duration EVICT_AFTER = Duration.ofMillis(600);

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	private static final ConsumerOptions BEHIND = ConsumerOptions.of("behind").withAfter("slow");

	@TempDir
	Path directory;

	private final List<GroupEvicted> evicted = Collections.synchronizedList(new ArrayList<>());

	private Ring ring;

	private Producer producer;

	private long published;

	@BeforeEach
	void open() {
		this.ring = builder().evictAfter(EVICT_AFTER)
			.application("shop")
			.group("slow")
			.group("quick")
			.group("behind", "slow")
			.onGroupEvicted(this.evicted::add)
			.open();
		this.producer = this.ring.producer();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenAGroupStandsInTheWayForTooLongProducersGoOn() throws Exception {
		try (Logs logs = new Logs();
				Consumer slow = this.ring.consumer("slow");
				Consumer quick = this.ring.consumer("quick");
				Consumer behind = this.ring.consumer(BEHIND)) {
			publish(1);
			for (Consumer consumer : List.of(slow, quick, behind)) {
				consumer.poll(new Taken(), 1);
			}
			publishUntil(SLOTS + 1);
			Taken.from(quick);
			evict("slow");
			assertThat(Taken.from(behind).sequences).as("nobody stays behind it any more").hasSize(SLOTS);
			while (this.published < 3 * SLOTS) {
				publish(SLOTS / 2);
				Taken.from(quick);
				Taken.from(behind);
			}
			Taken none = new Taken();
			assertThatExceptionOfType(GroupEvictedException.class).isThrownBy(() -> slow.poll(none, 1))
				.withMessageMatching(
						"group 'slow' of ring 'orders' was evicted at 20.*Z: position=1, (\\d+) events behind the tail .*")
				.satisfies((ex) -> {
					assertThat(ex.group()).isEqualTo("slow");
					assertThat(ex.position()).isEqualTo(1);
					assertThat(ex.lag()).isEqualTo(this.published - 1);
					assertThat(ex.evictedAt()).isBeforeOrEqualTo(Instant.now());
				});
			assertThat(none.sequences).isEmpty();
			assertThat(this.ring.snapshot().group("slow")).get()
				.satisfies((group) -> assertThat(group.isEvicted()).isTrue());
			Await.until(() -> !this.evicted.isEmpty(), this.ring::snapshot);
			assertThat(this.evicted).singleElement().satisfies((told) -> {
				assertThat(told.ring()).isEqualTo("orders");
				assertThat(told.group()).isEqualTo("slow");
				assertThat(told.position()).isEqualTo(1);
				assertThat(told.lag()).isEqualTo(SLOTS);
				assertThat(told.withoutProgress()).isGreaterThanOrEqualTo(EVICT_AFTER);
				assertThat(told.owner()).isNotNull();
				assertThat(told.owner().application()).isEqualTo("shop");
			});
			assertThat(logs.with("group 'slow' was evicted: position=1, 64 events behind")).hasSize(1);
		}
	}

	@Test
	void whenEvictedInItsHandlerAConsumerKeepsTheEventAndGetsNoOther() throws Exception {
		try (Consumer slow = this.ring.consumer("slow"); Consumer quick = this.ring.consumer("quick")) {
			publishUntil(SLOTS);
			List<Long> values = new ArrayList<>();
			assertThatExceptionOfType(GroupEvictedException.class)
				.isThrownBy(() -> slow.poll((event, sequence, endOfBatch) -> {
					if (sequence == 2) {
						Taken.from(quick);
						evict("slow");
						publish(SLOTS);
					}
					values.add(event.payload().getLong(0));
				}, SLOTS))
				.withMessageContaining("position=3,");
			assertThat(values).containsExactly(0L, 1L, 2L);
			assertThat(slow.position()).isEqualTo(3);
		}
	}

	@Test
	void whenItsConsumerHasLetGoAGroupGoesOnWhereTheRingStillHasItsEvents() throws Exception {
		Consumer first = this.ring.consumer("slow");
		publishUntil(SLOTS);
		first.poll(new Taken(), 9);
		evictAll();
		assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> this.ring.consumer("slow"))
			.withMessageStartingWith("cannot take group 'slow', which was evicted, of ring 'orders': owner=process "
					+ ProcessHandle.current().pid() + " (application 'shop'");
		first.close();
		try (Consumer second = this.ring.consumer("slow")) {
			assertThat(Taken.from(second).sequences).startsWith(this.published - SLOTS)
				.hasSize(SLOTS)
				.endsWith(this.published - 1);
			assertThat(this.ring.snapshot().group("slow")).get()
				.satisfies((group) -> assertThat(group.isEvicted()).isFalse());
			assertThat(this.ring.snapshot().groups()).hasSize(3);
		}
	}

	@Test
	void whenNoneOfItsEventsIsLostAGroupGoesOnExactlyAtItsPosition() throws Exception {
		Consumer first = this.ring.consumer("slow");
		publishUntil(SLOTS);
		first.poll(new Taken(), 9);
		Eviction eviction = new Eviction(this.ring.memory(), this.ring.layout(), this.ring.groups());
		assertThat(eviction.evict("slow", 8, 1)).as("it has moved since").isFalse();
		assertThat(eviction.evict("slow", 9, 1)).isTrue();
		first.close();
		try (Consumer second = this.ring.consumer("slow")) {
			assertThat(Taken.from(second).sequences).startsWith(9L).hasSize(SLOTS - 9);
		}
	}

	@Test
	void whenOneMemberHangsTheWholeGroupIsEvictedAndComesBackOnceAllHaveLeft() throws Exception {
		ConsumerOptions options = ConsumerOptions.of("slow").withShards(4, (event) -> event.payload().getLong(0));
		try (Ring shared = Ring.builder("shared")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.evictAfter(EVICT_AFTER)
			.group(options.group())
			.open(); Producer producer = shared.producer()) {
			Consumer hangs = shared.consumer(options);
			Consumer works = shared.consumer(options);
			while (!shared.snapshot().group("slow").orElseThrow().isEvicted()) {
				this.published += (producer.tryPublish(1, Long.BYTES, FILL, this.published) >= 0) ? 1 : 0;
				pollUnlessEvicted(works);
			}
			for (Consumer member : List.of(hangs, works)) {
				assertThatExceptionOfType(GroupEvictedException.class).isThrownBy(() -> member.poll(new Taken(), 1));
			}
			works.close();
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> shared.consumer(options))
				.withMessageContaining("group 'slow', which was evicted");
			hangs.close();
			try (Consumer successor = shared.consumer(options)) {
				assertThat(Taken.from(successor).sequences).endsWith(this.published - 1);
				assertThat(shared.snapshot().group("slow").orElseThrow().isEvicted()).isFalse();
			}
		}
	}

	@Test
	void whenAllGroupsAreEvictedProducersOverwrite() {
		evictAll();
		for (int i = 0; i < 20 * SLOTS; i++) {
			assertThat(tryPublish()).isTrue();
		}
		Await.until(() -> this.evicted.size() == 3, () -> this.evicted);
		assertThat(this.evicted).extracting(GroupEvicted::group).containsExactlyInAnyOrder("slow", "quick", "behind");
		assertThat(this.ring.snapshot().overwritten()).isBetween(20L * SLOTS, this.published);
	}

	@Test
	void whileAProducerIsInTheWayNoGroupIsEvicted() throws Exception {
		try (Producer paused = this.ring.producer();
				Consumer slow = this.ring.consumer("slow");
				Consumer quick = this.ring.consumer("quick");
				Consumer behind = this.ring.consumer(BEHIND)) {
			Claim claim = paused.claim(1);
			claim.next(1, Long.BYTES).putLong(0, 0);
			publishUntil(SLOTS - 1);
			Await.until(() -> {
				assertThat(tryPublish()).isFalse();
				poll(slow);
				return this.ring.snapshot()
					.group("slow")
					.orElseThrow()
					.waitsFor()
					.age()
					.compareTo(EVICT_AFTER.multipliedBy(4)) > 0;
			}, this.ring::snapshot);
			assertThat(this.evicted).isEmpty();
			assertThat(this.ring.snapshot().groups()).noneMatch(GroupSnapshot::isEvicted);
			claim.publish();
			for (Consumer consumer : List.of(slow, quick, behind)) {
				assertThat(Taken.from(consumer).sequences)
					.containsExactlyElementsOf(LongStream.range(0, SLOTS).boxed().toList());
			}
		}
	}

	@Test
	void allProcessesFollowTheFile() {
		try (Ring other = builder().evictAfter(EVICT_AFTER).open(); Ring any = builder().open()) {
			assertThat(other.id()).isEqualTo(any.id());
		}
		assertThatExceptionOfType(RingFormatException.class)
			.isThrownBy(() -> builder().evictAfter(Duration.ofSeconds(9)).open())
			.withMessageContaining("evictAfterMs=600 (expected: 9000)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder().evictAfter(Duration.ofNanos(1)))
			.withMessageContaining("evictAfter='PT0.000000001S' (expected: zero for never, or at least a millisecond)");
	}

	/** All groups stand still, and are put out one after the other. */
	private void evictAll() {
		Await.until(() -> {
			tryPublish();
			return this.ring.snapshot().groups().stream().allMatch(GroupSnapshot::isEvicted);
		}, this.ring::snapshot);
	}

	private void evict(String group) {
		Await.until(() -> {
			tryPublish();
			return this.ring.snapshot().group(group).orElseThrow().isEvicted();
		}, this.ring::snapshot);
	}

	private static void pollUnlessEvicted(Consumer consumer) throws Exception {
		try {
			consumer.poll(new Taken(), SLOTS);
		}
		catch (GroupEvictedException ex) {
			assertThat(ex.group()).isEqualTo("slow");
		}
	}

	private void poll(Consumer consumer) {
		try {
			assertThat(consumer.poll(new Taken(), 1)).isZero();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void publishUntil(long sequence) {
		while (this.published < sequence) {
			publish(1);
		}
	}

	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, this.published);
			this.published++;
		}
	}

	private boolean tryPublish() {
		boolean room = this.producer.tryPublish(1, Long.BYTES, FILL, this.published) >= 0;
		this.published += room ? 1 : 0;
		return room;
	}

	private RingBuilder builder() {
		return Ring.builder("orders").directory(this.directory).slots(SLOTS).slotSizeBytes(64);
	}

}
