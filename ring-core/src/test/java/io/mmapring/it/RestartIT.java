package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.it.EventLog.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes end, are killed, and come back, while events flow.
 */
class RestartIT {

	private static final String GROUP = "journal";

	private static final int SLOTS = 1024;

	private static final int SIGTERM_EXIT = 128 + 15;

	private static final int ROUNDS = 5;

	/** Events that each consumer takes before its end. */
	private static final long EVENTS = 20_000;

	@TempDir
	Path directory;

	private final List<ChildJvm> children = new ArrayList<>();

	private final List<Path> published = new ArrayList<>();

	private final List<Path> taken = new ArrayList<>();

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

	@Test
	void whenAConsumerIsEndedAndStartedAgainItGoesOnExactlyThere() throws Exception {
		ChildJvm producer = producer(0, Long.MAX_VALUE);
		try (Ring ring = attach()) {
			for (int round = 0; round < ROUNDS; round++) {
				ChildJvm consumer = consumer(StorePosition.EACH_BATCH);
				takeUpTo(ring, position(ring) + EVENTS);
				assertThat(consumer.terminate()).isEqualTo(SIGTERM_EXIT);
				assertThat(ring.snapshot().group(GROUP).orElseThrow().owner()).isNull();
			}
			ChildJvm last = consumer(StorePosition.EACH_BATCH);
			stop(producer);
			takeUpTo(ring, ring.snapshot().tail());
			last.terminate();
		}
		List<Entry> all = new ArrayList<>();
		for (Path log : this.taken) {
			List<Entry> entries = EventLog.read(log);
			assertThat(entries).isNotEmpty();
			all.addAll(entries);
		}
		assertThat(all).isEqualTo(EventLog.read(this.published.get(0)));
		assertThat(all.stream().map(Entry::sequence).toList())
			.isEqualTo(LongStream.range(0, all.size()).boxed().toList());
		System.out.printf("RestartIT: %d consumers ended by SIGTERM, %d events, each taken once%n", this.taken.size(),
				all.size());
	}

	@ParameterizedTest
	@CsvSource({ "EACH_BATCH, 256", "EACH_EVENT, 1" })
	void whenAConsumerIsKilledItsSuccessorGoesOnAtItsPosition(StorePosition store, int mostRepeated) throws Exception {
		assertThat(ConsumerOptions.DEFAULT_BATCH_LIMIT).isEqualTo(256);
		ChildJvm producer = producer(0, Long.MAX_VALUE);
		List<Long> takeoversMs = new ArrayList<>();
		try (Ring ring = attach()) {
			ChildJvm consumer = consumer(store);
			for (int round = 0; round < ROUNDS; round++) {
				ChildJvm successor = standby(store);
				takeUpTo(ring, position(ring) + EVENTS);
				long killedNs = System.nanoTime();
				consumer.kill();
				assertThat(successor.line()).isEqualTo("taking");
				takeoversMs.add((System.nanoTime() - killedNs) / 1_000_000);
				consumer = successor;
			}
			takeUpTo(ring, position(ring) + EVENTS);
			stop(producer);
			takeUpTo(ring, ring.snapshot().tail());
			consumer.terminate();
		}
		List<Long> repeated = checkNothingIsLost(EventLog.read(this.published.get(0)));
		assertThat(repeated).hasSize(ROUNDS)
			.allSatisfy((count) -> assertThat(count).isBetween(0L, (long) mostRepeated));
		System.out.printf("RestartIT: consumers killed, %s: repeated %s events, taken over within %s ms%n", store,
				repeated, takeoversMs);
	}

	@Test
	void whenTheProducerIsFirstDeclaredGroupsMissNothing() throws Exception {
		// the first one is gone before any consumer comes; the second one waits for it
		ChildJvm first = producer(0, SLOTS / 2);
		assertThat(first.line()).isEqualTo("published");
		assertThat(first.exit()).isZero();
		ChildJvm second = producer(SLOTS / 2, 3 * SLOTS);
		try (Ring ring = attach()) {
			Await.until(() -> ring.snapshot().remaining() == 0, ring::snapshot);
			consumer(StorePosition.EACH_BATCH);
			assertThat(second.line()).isEqualTo("published");
			takeUpTo(ring, 3 * SLOTS);
		}
		assertThat(EventLog.read(this.taken.get(0))).extracting(Entry::value)
			.containsExactlyElementsOf(LongStream.range(0, 3 * SLOTS).boxed().toList());
	}

	@Test
	void whenAllAreKilledTheFileStaysAndNewOnesGoOn() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			ChildJvm producer = producer(round * 1_000_000L, Long.MAX_VALUE);
			ChildJvm consumer = consumer(StorePosition.EACH_BATCH);
			try (Ring ring = attach()) {
				takeUpTo(ring, position(ring) + EVENTS);
			}
			((round % 2 == 0) ? producer : consumer).kill();
			((round % 2 == 0) ? consumer : producer).kill();
			assertThat(this.directory.resolve("flow/ring.dat")).isRegularFile();
		}
		ChildJvm last = producer(ROUNDS * 1_000_000L, ROUNDS * 1_000_000L + 1);
		assertThat(last.line()).isEqualTo("published");
		ChildJvm consumer = consumer(StorePosition.EACH_BATCH);
		long repaired;
		try (Ring ring = attach()) {
			takeUpTo(ring, ring.snapshot().tail());
			repaired = ring.snapshot().repaired();
		}
		consumer.terminate();
		List<Entry> acknowledged = new ArrayList<>();
		for (Path log : this.published) {
			acknowledged.addAll(EventLog.read(log));
		}
		List<Long> repeated = checkNothingIsLost(acknowledged);
		System.out.printf("RestartIT: all killed %d times, %d events, repeated %s, repaired %d%n", ROUNDS,
				acknowledged.size(), repeated, repaired);
	}

	/**
	 * All that was acknowledged was taken, in one order; what came again came to the
	 * successor of a killed consumer only.
	 * @return how many events each successor took again
	 */
	private List<Long> checkNothingIsLost(List<Entry> acknowledged) throws IOException {
		List<Entry> once = new ArrayList<>();
		List<Long> repeated = new ArrayList<>();
		for (Path log : this.taken) {
			List<Entry> entries = EventLog.read(log);
			assertThat(entries).isNotEmpty();
			int again = 0;
			if (!once.isEmpty()) {
				while (again < once.size()
						&& once.get(once.size() - 1 - again).sequence() >= entries.get(0).sequence()) {
					again++;
				}
				repeated.add((long) again);
			}
			assertThat(entries.subList(0, again)).isEqualTo(once.subList(once.size() - again, once.size()));
			once.addAll(entries.subList(again, entries.size()));
		}
		for (int i = 1; i < once.size(); i++) {
			assertThat(once.get(i).sequence()).isGreaterThan(once.get(i - 1).sequence());
			assertThat(once.get(i).value()).isGreaterThan(once.get(i - 1).value());
		}
		Set<Entry> missing = new HashSet<>(acknowledged);
		missing.removeAll(new HashSet<>(once));
		assertThat(missing).isEmpty();
		// a killed producer may have published one that it could not write down
		assertThat(once.size() - acknowledged.size()).isBetween(0, this.published.size() - 1);
		return repeated;
	}

	private ChildJvm producer(long first, long end) throws IOException {
		Path log = this.directory.resolve("published-" + this.published.size());
		ChildJvm child = ChildJvm.start(LoggingProducerMain.class, this.directory, log, first, end);
		this.children.add(child);
		this.published.add(log);
		assertThat(child.line()).isEqualTo("publishing");
		return child;
	}

	private ChildJvm consumer(StorePosition store) throws IOException {
		ChildJvm child = standby(store);
		assertThat(child.line()).isEqualTo("taking");
		return child;
	}

	private ChildJvm standby(StorePosition store) throws IOException {
		Path log = this.directory.resolve("taken-" + this.taken.size());
		ChildJvm child = ChildJvm.start(LoggingConsumerMain.class, this.directory, GROUP, log, store);
		this.children.add(child);
		this.taken.add(log);
		assertThat(child.line()).isEqualTo("ready");
		return child;
	}

	private Ring attach() {
		return Ring.builder("flow").directory(this.directory).create(CreateMode.NEVER).open();
	}

	private void stop(ChildJvm producer) {
		assertThat(producer.ask("stop")).isEqualTo("published");
		assertThat(producer.exit()).isZero();
	}

	private static long position(Ring ring) {
		return position(ring.snapshot());
	}

	private static long position(RingSnapshot snapshot) {
		return snapshot.group(GROUP).orElseThrow().position();
	}

	private static void takeUpTo(Ring ring, long position) {
		Await.until(() -> position(ring) >= position, ring::snapshot);
	}

}
