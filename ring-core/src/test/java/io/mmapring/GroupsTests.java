package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.codec.RingCodecs;
import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingFullException;
import io.mmapring.error.RingFullException.GatingGroup;
import io.mmapring.error.RingLimitException;
import io.mmapring.event.EventFiller;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Groups that are declared, that join late, and none at all. */
class GroupsTests {

	private static final int SLOTS = 64;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	@Test
	void aDeclaredGroupLosesNothingBeforeItsConsumerStarts() throws Exception {
		try (Ring ring = ring().group("journal").open(); Producer producer = ring.producer()) {
			publish(producer, SLOTS);
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> producer.claim(1, Duration.ZERO))
				.withMessageContaining("group 'journal' at position 0, 64 events behind, which no process runs");
			assertThat(Taken.from(ring.consumer("journal")).values).hasSize(SLOTS);
		}
	}

	@Test
	void aFullRingNamesWhomItWaitsFor() throws Exception {
		long pid = ProcessHandle.current().pid();
		try (Ring ring = ring().application("shop").group("risk").group("journal").group("mail", "risk").open();
				Producer producer = ring.producer();
				Consumer risk = ring.consumer("risk")) {
			publish(producer, SLOTS);
			Await.until(() -> ring.snapshot().group("risk").orElseThrow().withoutProgress().toMillis() >= 300,
					ring::snapshot);
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> producer.claim(1, Duration.ZERO))
				.withMessageMatching(
						"ring 'orders' is full: missing=1 slots after \\d+ ms \\(expected: room for the claim\\); "
								+ "it waits for group 'risk' at position 0, 64 events behind, run by process " + pid
								+ " \\(application 'shop', participant 1, since .*\\), without progress for \\d{3,} ms; "
								+ "and for group 'journal' at position 0, 64 events behind, which no process runs: .*")
				.satisfies((ex) -> {
					assertThat(ex.missing()).isEqualTo(1);
					assertThat(risk.lag()).isEqualTo(SLOTS);
					assertThat(ex.gating()).hasSize(2);
					GatingGroup first = ex.gating().get(0);
					assertThat(first.group()).isEqualTo("risk");
					assertThat(first.position()).isZero();
					assertThat(first.lag()).isEqualTo(SLOTS);
					assertThat(first.withoutProgress()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
					assertThat(first.pid()).isEqualTo(pid);
					assertThat(first.application()).isEqualTo("shop");
					assertThat(ex.gating().get(1).application()).isNull();
				});
		}
	}

	@Test
	void aFullRingNamesTheProducerThatTheGroupsWaitFor() throws Exception {
		long pid = ProcessHandle.current().pid();
		try (Ring ring = ring().group("risk").open();
				Producer paused = ring.producer();
				Producer producer = ring.producer()) {
			paused.claim(1);
			publish(producer, SLOTS - 1);
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> producer.claim(1, Duration.ZERO))
				.withMessageContaining("it waits in turn for the claim of sequence 0, unfinished for ")
				.withMessageContaining(" ms, of process " + pid);
		}
		try (Ring ring = Ring.builder("nobody")
			.directory(this.directory)
			.slots(SLOTS)
			.whenNoGroups(WhenNoGroups.OVERWRITE)
			.open(); Producer paused = ring.producer(); Producer producer = ring.producer()) {
			paused.claim(1);
			publish(producer, SLOTS - 1);
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> producer.claim(1, Duration.ZERO))
				.withMessageContaining("it waits for the unfinished claim of process " + pid)
				.satisfies((ex) -> assertThat(ex.gating()).isEmpty());
		}
	}

	@Test
	void aLateGroupStartsAtTheSlowestOfTheOthers() throws Exception {
		try (Ring ring = ring().group("journal").open(); Producer producer = ring.producer()) {
			publish(producer, 10);
			ring.consumer("journal").poll(new Taken(), 4);
			assertThat(Taken.from(ring.consumer("late")).values).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
		}
	}

	@Test
	void whenAskedForALateGroupStartsBehindTheNewestEvent() throws Exception {
		try (Ring ring = ring().group("journal").open(); Producer producer = ring.producer()) {
			publish(producer, 10);
			Consumer late = ring.consumer(ConsumerOptions.of("late").withStartFrom(StartFrom.LATEST));
			publish(producer, 1);
			assertThat(Taken.from(late).sequences).containsExactly(10L);
		}
	}

	@Test
	void whenTheFirstGroupStartsAtTheLatestAnOpenClaimIsNotLapped() throws Exception {
		try (Ring ring = ring().open(); Producer paused = ring.producer(); Producer producer = ring.producer()) {
			publish(producer, 3);
			Claim claim = paused.claim(1);
			claim.next(1, Long.BYTES).putLong(0, 42);
			publish(producer, 1);
			Consumer late = ring.consumer(ConsumerOptions.of("late").withStartFrom(StartFrom.LATEST));
			publish(producer, SLOTS - 2);
			assertThat(producer.tryClaim(1)).isEqualTo(-1);
			claim.publish();
			assertThat(Taken.from(late).values).hasSize(SLOTS).startsWith(42L);
		}
	}

	@Test
	void aLateGroupNeverStartsInTheMiddleOfABatch() throws Exception {
		try (Ring ring = ring().group("journal").open(); Producer producer = ring.producer()) {
			Claim claim = producer.claim(4);
			for (long i = 0; i < 4; i++) {
				claim.next(1, Long.BYTES).putLong(0, i);
			}
			claim.publish();
			publish(producer, 1);
			ring.consumer("journal").poll(new Taken(), 2);
			assertThat(Taken.from(ring.consumer("late")).sequences).containsExactly(4L);
		}
	}

	@Test
	void aLateGroupHoldsProducersBack() throws Exception {
		try (Ring ring = ring().group("journal").open(); Producer producer = ring.producer()) {
			publish(producer, 10);
			Consumer journal = ring.consumer("journal");
			Taken.from(journal);
			Consumer late = ring.consumer("late");
			for (long i = 0; i < SLOTS; i++) {
				publish(producer, 1);
				Taken.from(journal);
			}
			assertThat(producer.tryClaim(1)).isEqualTo(-1);
			assertThat(Taken.from(late).sequences)
				.containsExactlyElementsOf(LongStream.range(10, 10 + SLOTS).boxed().toList());
		}
	}

	@Test
	void withoutAnyGroupAFullRingWaitsForTheFirst() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer()) {
			publish(producer, SLOTS);
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> producer.claim(1, Duration.ZERO))
				.withMessageContaining("it waits for a first consumer group");
			assertThat(Taken.from(ring.consumer("first")).sequences).hasSize(SLOTS).startsWith(0L);
		}
	}

	@Test
	void withoutAnyGroupTheOldestEventsMayBeOverwritten() throws Exception {
		try (Ring ring = ring().whenNoGroups(WhenNoGroups.OVERWRITE).open(); Producer producer = ring.producer()) {
			publish(producer, 3 * SLOTS + 5);
			Taken taken = Taken.from(ring.consumer("first"));
			assertThat(taken.sequences)
				.containsExactlyElementsOf(LongStream.range(2 * SLOTS + 5, 3 * SLOTS + 5).boxed().toList());
			assertThat(ring.snapshot().overwritten()).isEqualTo(2 * SLOTS + 5);
		}
	}

	@Test
	void overwritingStopsAtTheOpenClaimOfALivingProducer() {
		try (Ring ring = ring().whenNoGroups(WhenNoGroups.OVERWRITE).open();
				Producer paused = ring.producer();
				Producer producer = ring.producer()) {
			paused.claim(1);
			publish(producer, SLOTS - 1);
			assertThat(producer.tryClaim(1)).isEqualTo(-1);
			paused.claimed().abandon();
			assertThat(producer.tryClaim(1)).isEqualTo(SLOTS);
		}
	}

	@Test
	void groupsMayBeDeclaredInAnyOrder() {
		try (Ring ring = ring().group("delays", "journal").group("journal").open()) {
			assertThat(ring.snapshot().group("delays")).get()
				.satisfies((group) -> assertThat(group.after()).containsExactly("journal"));
		}
	}

	@Test
	void whenGroupsWaitForEachOtherTheyAreRefused() {
		assertThatExceptionOfType(GroupMismatchException.class)
			.isThrownBy(() -> ring().group("a", "b").group("b", "c").group("c", "a").open())
			.withMessageContaining("after=a -> b -> c -> a is a cycle (expected: groups in an order)");
		assertThat(this.directory.resolve("orders").resolve("ring.dat")).doesNotExist();
	}

	@Test
	void whenAllEntriesAreTakenAFurtherGroupIsRefused() {
		try (Ring ring = ring().open()) {
			for (int i = 0; i < 16; i++) {
				ring.join(List.of(GroupSpec.of("g" + i)), StartFrom.EARLIEST);
			}
			assertThatExceptionOfType(RingLimitException.class)
				.isThrownBy(() -> ring.join(List.of(GroupSpec.of("one-more")), StartFrom.EARLIEST))
				.withMessageContaining(
						"cannot add group 'one-more' to ring 'orders': groups=16, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12, g13, g14, g15 (expected: fewer than the ring's limit of 16); let listeners share a group");
			assertThatExceptionOfType(RingLimitException.class).isThrownBy(() -> ring().group("one-more").open());
			assertThat(ring.snapshot().participants()).as("who could not join has left").hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 32, 64 })
	void aRingCanHaveAsManyGroupsAsItsCreatorSays(int maxGroups) throws Exception {
		try (Ring ring = ring().maxGroups(maxGroups).open()) {
			for (int i = 0; i < maxGroups; i++) {
				ring.join(List.of(GroupSpec.of("g" + i)), StartFrom.EARLIEST);
			}
			ring.producer().publish(1, 8, (payload, id) -> payload.putLong(0, id), 7L);
			for (int i = 0; i < maxGroups; i++) {
				try (Consumer consumer = ring.consumer("g" + i)) {
					assertThat(consumer
						.poll((event, sequence, end) -> assertThat(event.payload().getLong(0)).isEqualTo(7), 8))
						.isOne();
				}
			}
			assertThatExceptionOfType(RingLimitException.class)
				.isThrownBy(() -> ring.join(List.of(GroupSpec.of("one-more")), StartFrom.EARLIEST))
				.withMessageContaining("expected: fewer than the ring's limit of " + maxGroups)
				.withMessageContaining("create it with a larger maxGroups");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 65 })
	void whenItIsToHaveTooManyGroupsItIsNotCreated(int maxGroups) {
		assertThatIllegalArgumentException().isThrownBy(() -> ring().maxGroups(maxGroups).open())
			.withMessageContaining("maxGroups=%d (expected: 1 to 64)".formatted(maxGroups));
		assertThat(this.directory.resolve("orders").resolve("ring.dat")).doesNotExist();
	}

	@Test
	void whenAllEntriesAreTakenAFurtherTypeIsRefused() {
		try (Ring ring = ring().open()) {
			for (int id = 1; id <= 32; id++) {
				ring.register(id, RingCodecs.text());
			}
			assertThatExceptionOfType(RingLimitException.class).isThrownBy(() -> ring.register(33, RingCodecs.text()))
				.withMessage(
						"cannot add type 33 (java.lang.String) to ring 'orders': types=32 (expected: fewer than the ring's limit of 32); use fewer types of events, or remove the ring while no process has it open")
				.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(32));
			assertThat(ring.register(32, RingCodecs.text()).id()).isEqualTo(32);
		}
	}

	@Test
	void namesThatCannotBeShownEverywhereAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ring().group("a/b"))
			.withMessageContaining("group='a/b' (expected: a name of letters, digits");
	}

	private RingBuilder ring() {
		return Ring.builder("orders").directory(this.directory).slots(SLOTS).slotSizeBytes(64);
	}

	private static void publish(Producer producer, long count) {
		for (long i = 0; i < count; i++) {
			producer.publish(1, Long.BYTES, FILL, i);
		}
	}

}
