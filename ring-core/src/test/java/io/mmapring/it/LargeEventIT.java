package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Ring;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Producers that are killed in the middle of events of up to a quarter of the ring, and
 * of batches of them: each one arrives whole and in order, or not at all.
 */
class LargeEventIT {

	private static final int SLOTS = 128;

	private static final int SLOT_BYTES = 128;

	private static final Duration KILLING = Duration.ofSeconds(10);

	private static final long LONGEST_PAUSE_NS = 100_000_000;

	private static final int MOST_RUNS = 64;

	private static final String PUBLISHED = "published ";

	@TempDir
	Path directory;

	private final ChildJvm[] producers = new ChildJvm[LargeEvent.PRODUCERS];

	private final int[] runs = new int[LargeEvent.PRODUCERS];

	private Ring ring;

	private Consumer first;

	private Consumer second;

	private final Oracle firstOracle = new Oracle();

	private final Oracle secondOracle = new Oracle();

	@BeforeEach
	void open() throws IOException {
		this.ring = Ring.builder("large")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(SLOT_BYTES)
			.group("first")
			.group("second")
			.open();
		this.first = this.ring.consumer("first");
		this.second = this.ring.consumer("second");
		for (int producer = 0; producer < LargeEvent.PRODUCERS; producer++) {
			start(producer);
		}
	}

	@AfterEach
	void end() {
		for (ChildJvm producer : this.producers) {
			producer.close();
		}
		this.ring.close();
	}

	@Test
	void whoeverIsKilledEachEventArrivesWholeOrNotAtAll() throws IOException {
		Random random = new Random();
		int kills = 0;
		long startNs = System.nanoTime();
		while (System.nanoTime() - startNs < KILLING.toNanos()) {
			int victim = random.nextInt(LargeEvent.PRODUCERS);
			awaitBegun(victim);
			long pauseNs = random.nextLong(LONGEST_PAUSE_NS);
			long begunNs = System.nanoTime();
			while (System.nanoTime() - begunNs < pauseNs) {
				take();
			}
			this.producers[victim].kill();
			start(victim);
			kills++;
		}
		for (int producer = 0; producer < LargeEvent.PRODUCERS; producer++) {
			awaitBegun(producer);
		}
		int[] published = stop();
		Await.until(() -> take() && this.ring.snapshot().groups().stream().allMatch((group) -> group.lag() == 0),
				this.ring::snapshot);
		this.firstOracle.check(published);
		this.secondOracle.check(published);
		System.out.printf("LargeEventIT: %d events of 1 to %d bytes, %d MB, %d kills, %d slots repaired%n",
				this.firstOracle.events, this.ring.maxEventBytes(), this.firstOracle.bytes >> 20, kills,
				this.ring.snapshot().repaired());
	}

	private void start(int producer) throws IOException {
		assertThat(this.runs[producer]).isLessThan(MOST_RUNS);
		this.producers[producer] = ChildJvm.startFast(LargeEventMain.class, this.directory, producer,
				this.runs[producer]++);
	}

	/** Wait until something of a producer's present run was taken. */
	private void awaitBegun(int producer) {
		Await.until(() -> take() && this.firstOracle.run[producer] == this.runs[producer] - 1
				&& this.firstOracle.next[producer] > 0, this.ring::snapshot);
	}

	/**
	 * End all producers, and learn how many events the last run of each has published.
	 */
	private int[] stop() {
		int[] published = new int[LargeEvent.PRODUCERS];
		for (int producer = 0; producer < LargeEvent.PRODUCERS; producer++) {
			ChildJvm child = this.producers[producer];
			child.say("stop");
			Await.until(() -> take() && published(child).isPresent(), child::unread);
			published[producer] = published(child).getAsInt();
		}
		return published;
	}

	/** What the child has said, between the lines of its log. */
	private static OptionalInt published(ChildJvm child) {
		return child.unread()
			.stream()
			.filter((line) -> line.startsWith(PUBLISHED))
			.mapToInt((line) -> Integer.parseInt(line.substring(PUBLISHED.length())))
			.findFirst();
	}

	private boolean take() {
		try {
			this.first.poll(this.firstOracle, SLOTS);
			this.second.poll(this.secondOracle, 2);
			return true;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a group must see. */
	private final class Oracle implements EventHandler {

		private final int[] run = new int[LargeEvent.PRODUCERS];

		/** Counter of the next event of each producer. */
		private final int[] next = new int[LargeEvent.PRODUCERS];

		/** Further events of the batch that each producer's last event is of. */
		private final int[] rest = new int[LargeEvent.PRODUCERS];

		private long events;

		private long bytes;

		@Override
		public void onEvent(EventView event, long sequence, boolean endOfBatch) {
			int type = event.type();
			int producer = LargeEvent.producer(type);
			if (LargeEvent.run(type) != this.run[producer]) {
				assertThat(LargeEvent.run(type)).as("order of runs").isGreaterThan(this.run[producer]);
				assertThat(this.rest[producer]).as("events of a batch that are missing").isZero();
				this.run[producer] = LargeEvent.run(type);
				this.next[producer] = 0;
			}
			assertThat(LargeEvent.counter(type)).as("order of events of producer %d", producer)
				.isEqualTo(this.next[producer]++);
			this.rest[producer] = ((this.rest[producer] != 0) ? this.rest[producer] : LargeEvent.batch(type)) - 1;
			assertThat(event.length()).isEqualTo(LargeEvent.length(type, LargeEventIT.this.ring.maxEventBytes()))
				.isEqualTo(event.payload().capacity());
			assertThat(LargeEvent.isWhole(event.payload(), type))
				.as("event %d of producer %d is whole", LargeEvent.counter(type), producer)
				.isTrue();
			this.events++;
			this.bytes += event.length();
		}

		private void check(int[] published) {
			assertThat(this.next).as("events of the last runs").containsExactly(published);
			assertThat(this.rest).as("events of a batch that are missing").containsOnly(0);
		}

	}

}
