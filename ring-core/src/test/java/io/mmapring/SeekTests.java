package io.mmapring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.GroupMissingException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Groups that go on elsewhere. */
class SeekTests {

	private static final int SLOTS = 64;

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private Consumer slow;

	private Consumer consumer;

	@AfterEach
	void close() {
		this.ring.close();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void itGoesBackAsFarAsTheSlowestGroup(Producers producers) throws Exception {
		open(producers);
		publish(20);
		this.slow.poll(new Taken(), 5);
		Taken.from(this.consumer);
		assertThat(this.consumer.seek(7)).isEqualTo(7);
		assertThat(this.consumer.position()).isEqualTo(7);
		assertThat(Taken.from(this.consumer).values).containsExactlyElementsOf(values(7, 20));
		assertThat(this.consumer.seekToEarliest()).isEqualTo(5);
		assertThat(Taken.from(this.consumer).values).containsExactlyElementsOf(values(5, 20));
		assertThat(this.consumer.seekToLatest()).isEqualTo(20);
		assertThat(Taken.from(this.consumer).values).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void producersAreHeldAtThePlaceItWentBackTo(Producers producers) throws Exception {
		open(producers);
		publish(SLOTS);
		this.slow.poll(new Taken(), 30);
		Taken.from(this.consumer);
		// it now remembers that it may go on to 30
		publish(1);
		assertThat(this.consumer.seek(30)).isEqualTo(30);
		Taken.from(this.slow);
		publish(29);
		assertThat(this.producer.tryClaim(1)).as("room").isNegative();
		assertThat(Taken.from(this.consumer).values).containsExactlyElementsOf(values(30, SLOTS + 30));
		publish(1);
	}

	@Test
	void itGoesForwardOverWhatIsFinishedOnly() throws Exception {
		open(Producers.MULTI);
		publish(10);
		this.producer.claim(2).abandon();
		Producer other = this.ring.producer();
		Claim open = other.claim(3);
		publish(4);
		assertThat(this.consumer.seekToLatest()).isEqualTo(12);
		assertThat(this.consumer.seek(3)).isEqualTo(3);
		assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> this.consumer.seek(13))
			.withMessage(
					"group 'g' of ring 'orders' cannot seek: sequence=13 (expected: 0, where the slowest group is, to 12, what is finished); the group stays where it is: seek to the earliest or latest event, or read what is older with Ring.reader()")
			.satisfies((ex) -> {
				assertThat(ex.sequence()).isEqualTo(13);
				assertThat(ex.lowest()).isZero();
				assertThat(ex.highest()).isEqualTo(12);
			});
		assertThat(this.consumer.position()).isEqualTo(3);
		open.abandon();
		assertThat(this.consumer.seek(19)).isEqualTo(19);
		assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> this.consumer.seek(20));
		assertThatIllegalArgumentException().isThrownBy(() -> this.consumer.seek(-1))
			.withMessage("sequence=-1 (expected: 0 or more)");
	}

	@Test
	void itDoesNotGoBelowTheSlowestGroup() throws Exception {
		open(Producers.MULTI);
		publish(10);
		this.slow.poll(new Taken(), 4);
		Taken.from(this.consumer);
		assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> this.consumer.seek(3))
			.withMessageContaining("sequence=3 (expected: 4, where the slowest group is, to 10, what is finished)");
		assertThat(this.consumer.position()).isEqualTo(10);
		// the slowest is that itself
		assertThat(this.slow.seekToEarliest()).isEqualTo(4);
	}

	@Test
	void theSlowestGroupCannotGoBackAndIsToldWhy() throws Exception {
		open(Producers.MULTI);
		publish(10);
		this.slow.poll(new Taken(), 4);
		Taken.from(this.consumer);
		assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> this.slow.seek(3))
			.withMessage(
					"group 'slow' of ring 'orders' cannot seek back: sequence=3 (expected: 4 to 10); it is the slowest group of the ring itself, so that producers may overwrite what it has passed: read that with Ring.reader(), or an observer, as far as it is there; to be able to go back later, have another group stay behind")
			.satisfies(
					(ex) -> assertThat(List.of(ex.sequence(), ex.lowest(), ex.highest())).containsExactly(3L, 4L, 10L));
		assertThat(this.slow.position()).isEqualTo(4);
	}

	@Test
	void insideOfAnEventItGoesToTheNextStart() throws Exception {
		open(Producers.MULTI);
		this.producer.publish(1, 100, FILL, 0L);
		try (Claim claim = this.producer.claim(3)) {
			for (long value = 3; value < 6; value++) {
				claim.next(1, Long.BYTES).putLong(0, value);
			}
			claim.publish();
		}
		Taken.from(this.consumer);
		assertThat(this.consumer.seek(1)).isEqualTo(3);
		// an event of a batch is a start too
		assertThat(this.consumer.seek(4)).isEqualTo(4);
		assertThat(Taken.from(this.consumer).values).containsExactly(4L, 5L);
		this.slow.poll(new Taken(), 3);
		assertThat(this.consumer.seek(5)).isEqualTo(5);
		assertThat(Taken.from(this.consumer).values).containsExactly(5L);
	}

	@Test
	void groupsThatStayBehindItStayWhereTheyAre() throws Exception {
		open(Producers.MULTI);
		ConsumerOptions options = ConsumerOptions.of("after").withAfter("g");
		try (Consumer after = this.ring.consumer(options)) {
			publish(10);
			Taken.from(this.consumer);
			after.poll(new Taken(), 8);
			this.consumer.seek(2);
			publish(2);
			assertThat(Taken.from(after).values).isEmpty();
			assertThat(after.position()).isEqualTo(8);
			this.consumer.poll(new Taken(), 7);
			assertThat(Taken.from(after).values).containsExactly(8L);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anotherThreadHasItDoneBetweenTwoPolls(boolean running) throws Exception {
		open(Producers.MULTI);
		publish(10);
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Taken taken = new Taken();
		Thread polling = new Thread(() -> {
			try {
				if (running) {
					this.consumer.run((event, sequence, end) -> stay(taken, sequence, inside, goOn));
				}
				else {
					this.consumer.poll((event, sequence, end) -> stay(taken, sequence, inside, goOn), 10);
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		polling.start();
		inside.await();
		AtomicReference<Long> position = new AtomicReference<>();
		Thread seeking = new Thread(() -> position.set(this.consumer.seek(6)));
		seeking.start();
		goOn.countDown();
		seeking.join();
		assertThat(position).hasValue(6L);
		if (running) {
			Await.until(() -> this.consumer.position() == 10, this.ring::snapshot);
			this.consumer.close();
			polling.join();
			assertThat(taken.sequences).startsWith(0L, 1L).endsWith(6L, 7L, 8L, 9L).hasSize(14);
		}
		else {
			polling.join();
			assertThat(Taken.from(this.consumer).values).containsExactlyElementsOf(values(6, 10));
		}
	}

	private static void stay(Taken taken, long sequence, CountDownLatch inside, CountDownLatch goOn)
			throws InterruptedException {
		taken.sequences.add(sequence);
		if (sequence == 0) {
			inside.countDown();
			goOn.await();
		}
	}

	@Test
	void whatIsNotAcknowledgedIsForgotten() throws Exception {
		open(Producers.MULTI);
		this.consumer.close();
		publish(10);
		ConsumerOptions options = ConsumerOptions.of("g").withStorePosition(StorePosition.MANUAL);
		try (Consumer manual = this.ring.consumer(options)) {
			manual.poll(new Taken(), 10);
			manual.acknowledgeUpTo(5);
			manual.acknowledge(8);
			assertThat(manual.seek(3)).isEqualTo(3);
			assertThat(manual.unacknowledged()).isZero();
			assertThat(manual.acknowledge(7)).isFalse();
			assertThat(Taken.from(manual).values).containsExactlyElementsOf(values(3, 10));
			assertThat(manual.position()).isEqualTo(3);
			manual.acknowledgeUpTo(9);
			assertThat(manual.position()).isEqualTo(10);
		}
	}

	@Test
	void aHandlerIsRefused() throws Exception {
		open(Producers.MULTI);
		publish(1);
		this.consumer.poll((event, sequence, end) -> assertThatIllegalStateException()
			.isThrownBy(() -> this.consumer.seekToLatest())
			.withMessage(
					"group 'g' of ring 'orders' cannot seek: a handler asks (expected: nobody, or another thread); return from it first"),
				1);
		this.consumer.close();
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> this.consumer.seekToLatest());
	}

	@Test
	void aMemberMovesTheShardsThatItHas() throws Exception {
		this.ring = builder(Producers.MULTI).open();
		this.producer = this.ring.producer();
		ConsumerOptions options = ConsumerOptions.of("g").withShards(2, (event) -> event.payload().getLong(0));
		try (Consumer only = this.ring.consumer(options)) {
			this.consumer = only;
			this.slow = this.ring.consumer("slow");
			Taken taken = new Taken();
			publish(10);
			Await.until(() -> poll(only, taken) && only.position() == 10, this.ring::snapshot);
			assertThat(taken.values).hasSize(10);
			assertThat(only.seek(4)).isEqualTo(4);
			assertThat(this.ring.snapshot().group("g").orElseThrow().shards())
				.allSatisfy((shard) -> assertThat(shard.position()).isEqualTo(4));
			Await.until(() -> poll(only, taken) && only.position() == 10, this.ring::snapshot);
			assertThat(taken.values).hasSize(16).endsWith(4L, 5L, 6L, 7L, 8L, 9L);
		}
	}

	private static boolean poll(Consumer consumer, Taken taken) {
		try {
			consumer.poll(taken, 100);
			return true;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aGroupThatNobodyHasIsMovedByAnybody() throws Exception {
		open(Producers.MULTI);
		publish(10);
		Taken.from(this.consumer);
		RingGroup group = this.ring.group("g");
		assertThatExceptionOfType(RingOwnedException.class).isThrownBy(group::seekToEarliest)
			.withMessageContaining("cannot take group 'g' to move it of ring 'orders': owner=process "
					+ ProcessHandle.current().pid());
		this.consumer.close();
		assertThat(group.seek(3)).isEqualTo(3);
		assertThat(group.position()).isEqualTo(3);
		assertThat(group.seekToLatest()).isEqualTo(10);
		assertThat(group.seekToEarliest()).isZero();
		assertThatExceptionOfType(RingSequenceException.class).isThrownBy(() -> group.seek(11));
		assertThatExceptionOfType(GroupMissingException.class).isThrownBy(() -> this.ring.group("h").seekToLatest());
		try (Consumer next = this.ring.consumer("g")) {
			assertThat(Taken.from(next).values).containsExactlyElementsOf(values(0, 10));
		}
	}

	@Test
	void aGroupThatWasPutOutDoesNotMove() throws Exception {
		this.directory = this.directory.resolve("evicting");
		Files.createDirectory(this.directory);
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.group("g")
			.evictAfter(Duration.ofSeconds(1))
			.open();
		this.producer = this.ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofSeconds(30)));
		this.consumer = this.ring.consumer("g");
		publish(SLOTS + 1);
		assertThatExceptionOfType(GroupEvictedException.class).isThrownBy(() -> this.consumer.seekToLatest())
			.withMessageContaining("group 'g' of ring 'orders' was evicted at");
	}

	private RingBuilder builder(Producers producers) {
		return Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.producers(producers)
			.group("slow");
	}

	private void open(Producers producers) {
		this.ring = builder(producers).group("g").open();
		this.producer = this.ring.producer();
		this.slow = this.ring.consumer("slow");
		this.consumer = this.ring.consumer("g");
	}

	private static Iterable<Long> values(long from, long to) {
		return LongStream.range(from, to).boxed().toList();
	}

	/** Each event's value is its sequence. */
	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, this.ring.reader().tail());
		}
	}

}
