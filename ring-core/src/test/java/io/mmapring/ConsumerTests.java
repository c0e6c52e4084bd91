package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** How a group takes its events. */
class ConsumerTests {

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(64)
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
	void pollTakesNoMoreThanItsLimitAndMarksTheEndOfTheBatch() throws Exception {
		publish(5);
		Consumer consumer = this.ring.consumer("risk");
		Taken taken = new Taken();
		assertThat(consumer.poll(taken, 3)).isEqualTo(3);
		assertThat(taken.ends).containsExactly(false, false, true);
		assertThat(consumer.poll(taken, 3)).isEqualTo(2);
		assertThat(taken.ends).containsExactly(false, false, true, false, true);
		assertThat(consumer.poll(taken, 3)).isZero();
	}

	@Test
	void whenTheLastSlotsWereAbandonedTheEndOfTheBatchIsBeforeThem() throws Exception {
		publish(2);
		this.producer.claim(3).abandon();
		Taken taken = new Taken();
		Consumer consumer = this.ring.consumer("risk");
		assertThat(consumer.poll(taken, 10)).isEqualTo(2);
		assertThat(taken.ends).containsExactly(false, true);
		assertThat(consumer.position()).isEqualTo(5);
	}

	@Test
	void thePositionIsStoredForEachBatch() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer("risk");
		List<Long> positions = new ArrayList<>();
		consumer.poll((event, sequence, end) -> positions.add(consumer.position()), 10);
		assertThat(positions).containsExactly(0L, 0L, 0L);
		assertThat(consumer.position()).isEqualTo(3);
	}

	@Test
	void whenAskedForThePositionIsStoredBehindEachEvent() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer(ConsumerOptions.of("risk").withStorePosition(StorePosition.EACH_EVENT));
		List<Long> positions = new ArrayList<>();
		consumer.poll((event, sequence, end) -> positions.add(consumer.position()), 10);
		assertThat(positions).containsExactly(0L, 1L, 2L);
		assertThat(consumer.position()).isEqualTo(3);
	}

	@Test
	void whenTheHandlerThrowsItsEventComesAgain() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer("risk");
		assertThatIllegalStateException().isThrownBy(() -> consumer.poll((event, sequence, end) -> {
			if (sequence == 1) {
				throw new IllegalStateException("not now");
			}
		}, 10));
		assertThat(Taken.from(consumer).sequences).containsExactly(1L, 2L);
	}

	@Test
	void whenABatchWasTakenInPartTheRestComesAgain() throws Exception {
		publish(5);
		Consumer consumer = this.ring.consumer(ConsumerOptions.of("risk").withStorePosition(StorePosition.WHOLE_BATCH));
		for (long next : new long[] { 2, 2, 4 }) {
			assertThatExceptionOfType(TakenInPartException.class)
				.isThrownBy(() -> consumer.poll((event, sequence, end) -> {
					if (end) {
						throw new TakenInPartException(next, new IllegalStateException("not now"));
					}
				}, 10))
				.satisfies((ex) -> assertThat(ex.next()).isEqualTo(next))
				.withMessage("next=" + next + " is not taken: java.lang.IllegalStateException: not now");
			assertThat(consumer.position()).isEqualTo(next);
		}
		// what was not handed out cannot have been taken
		assertThatExceptionOfType(TakenInPartException.class).isThrownBy(() -> consumer.poll((event, sequence, end) -> {
			throw new TakenInPartException(5, new IllegalStateException("not now"));
		}, 10));
		assertThat(Taken.from(consumer).sequences).containsExactly(4L);
	}

	@Test
	void whenABatchIsTakenWholeAnExceptionMakesAllOfItComeAgain() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer(ConsumerOptions.of("risk").withStorePosition(StorePosition.WHOLE_BATCH));
		assertThatIllegalStateException().isThrownBy(() -> consumer.poll((event, sequence, end) -> {
			if (end) {
				throw new IllegalStateException("not now");
			}
		}, 10));
		assertThat(consumer.position()).isZero();
		assertThat(Taken.from(consumer).sequences).containsExactly(0L, 1L, 2L);
		assertThat(consumer.position()).isEqualTo(3);
	}

	@Test
	void everyGroupSeesEveryEvent() throws Exception {
		publish(4);
		assertThat(Taken.from(this.ring.consumer("risk")).sequences).containsExactly(0L, 1L, 2L, 3L);
		assertThat(Taken.from(this.ring.consumer(journal())).sequences).containsExactly(0L, 1L, 2L, 3L);
	}

	@Test
	void aGroupStaysBehindThoseItIsAfter() throws Exception {
		publish(4);
		Consumer risk = this.ring.consumer("risk");
		Consumer journal = this.ring.consumer(journal());
		assertThat(Taken.from(journal).sequences).isEmpty();
		risk.poll(new Taken(), 3);
		assertThat(Taken.from(journal).sequences).containsExactly(0L, 1L, 2L);
	}

	@Test
	void aGroupStaysBehindThoseOfOtherAttachments() throws Exception {
		publish(4);
		try (Ring other = Ring.builder("orders").directory(this.directory).open()) {
			Consumer risk = other.consumer("risk");
			Consumer journal = this.ring.consumer(journal());
			risk.poll(new Taken(), 2);
			assertThat(Taken.from(journal).sequences).containsExactly(0L, 1L);
		}
	}

	@Test
	void whenAGroupIsOwnedAnotherConsumerIsRefused() {
		try (Consumer consumer = this.ring.consumer("risk");
				Ring other = Ring.builder("orders").directory(this.directory).application("other").open()) {
			assertThat(consumer.isClosed()).isFalse();
			for (Ring ring : List.of(this.ring, other)) {
				assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> ring.consumer("risk"))
					.withMessageContaining("cannot take group 'risk' of ring 'orders': owner=process "
							+ ProcessHandle.current().pid());
			}
		}
	}

	@Test
	void whenAConsumerIsClosedItsSuccessorGoesOnExactlyThere() throws Exception {
		publish(5);
		try (Consumer consumer = this.ring.consumer("risk")) {
			consumer.poll(new Taken(), 2);
		}
		assertThat(Taken.from(this.ring.consumer("risk")).sequences).containsExactly(2L, 3L, 4L);
	}

	@Test
	void whenEverybodyLeavesTheGroupGoesOnExactlyThere() throws Exception {
		publish(5);
		this.ring.consumer("risk").poll(new Taken(), 2);
		this.ring.close();
		open();
		assertThat(Taken.from(this.ring.consumer("risk")).sequences).containsExactly(2L, 3L, 4L);
	}

	@Test
	void runTakesEventsUntilItIsClosed() throws Exception {
		Consumer consumer = this.ring.consumer("risk");
		Taken taken = new Taken();
		CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(consumer, taken));
		publish(30);
		Await.until(() -> consumer.position() == 30, this.ring::snapshot);
		consumer.close();
		running.join();
		assertThat(taken.sequences).hasSize(30);
		assertThat(consumer.isClosed()).isTrue();
	}

	@Test
	void whenTheRingIsClosedRunReturnsAndPollIsRefused() throws Exception {
		Consumer consumer = this.ring.consumer("risk");
		CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(consumer, new Taken()));
		this.ring.close();
		Await.until(running::isDone, this.ring::snapshot);
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> consumer.poll(new Taken(), 1))
			.withMessageContaining("group 'risk' of ring 'orders' is closed");
	}

	@Test
	void whenAHandlerClosesItsConsumerTheGroupIsFreeAfterThePoll() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer("risk");
		consumer.poll((event, sequence, end) -> consumer.close(), 1);
		assertThat(consumer.isClosed()).isTrue();
		assertThat(Taken.from(this.ring.consumer("risk")).sequences).containsExactly(1L, 2L);
	}

	@Test
	void whenTwoThreadsPollTheSecondIsRefused() throws Exception {
		publish(1);
		Consumer consumer = this.ring.consumer("risk");
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> poll(consumer, inside, done));
		inside.await();
		assertThatIllegalStateException().isThrownBy(() -> consumer.poll(new Taken(), 1))
			.withMessageContaining("group 'risk' of ring 'orders' is polled by");
		done.countDown();
		first.join();
	}

	@Test
	void whenDependenciesDifferTheGroupIsRefused() {
		assertThatExceptionOfType(GroupMismatchException.class)
			.isThrownBy(() -> this.ring.consumer(ConsumerOptions.of("journal")))
			.withMessageContaining("cannot join group 'journal' of ring 'orders': after=[risk] (expected: [])");
	}

	@Test
	void whenADependencyIsUnknownTheGroupIsRefused() {
		assertThatExceptionOfType(GroupMismatchException.class)
			.isThrownBy(() -> this.ring.consumer(ConsumerOptions.of("audit").withAfter("rsik")))
			.withMessageContaining("after=rsik (expected: one of the ring's groups [risk, journal])");
	}

	@Test
	void aLimitBelowOneIsRefused() {
		Consumer consumer = this.ring.consumer("risk");
		assertThatIllegalArgumentException().isThrownBy(() -> consumer.poll(new Taken(), 0))
			.withMessage("limit=0 (expected: at least 1)");
	}

	@Test
	void eventsCarryTypeAndLength() throws Exception {
		this.producer.publish(42, 7, (payload, source) -> payload.putByte(6, (byte) 1), "");
		this.ring.consumer("risk").poll((event, sequence, end) -> {
			assertThat(event.type()).isEqualTo(42);
			assertThat(event.length()).isEqualTo(7);
			assertThat(event.payload().capacity()).isEqualTo(7);
			assertThat(event.payload().getByte(6)).isEqualTo((byte) 1);
		}, 1);
	}

	private static ConsumerOptions journal() {
		return ConsumerOptions.of("journal").withAfter("risk");
	}

	private static void run(Consumer consumer, Taken taken) {
		try {
			consumer.run(taken);
		}
		catch (RingClosedException ex) {
			assertThat(consumer.isClosed()).isTrue();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void poll(Consumer consumer, CountDownLatch inside, CountDownLatch done) {
		try {
			consumer.poll((event, sequence, end) -> {
				inside.countDown();
				done.await();
			}, 1);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, i);
		}
	}

}
