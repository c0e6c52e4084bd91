package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.EventType;
import io.mmapring.group.GroupSpec;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ShardSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.RingContexts;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners in processes of their own, which are killed, end and come. */
class SharedListenersIT {

	private static final String GROUP = "shop.work";

	/** A process may take long to start where others are busy. */
	private static final Duration START = Duration.ofMinutes(2);

	private static final int SHARDS = 16;

	private static final int KEYS = 100;

	private static final int PROCESSES = 4;

	private static final int THREADS = 2;

	/** Most events that a thread hands out before it stores its position. */
	private static final int BATCH = 256;

	private static final long KILLING_NS = TimeUnit.SECONDS.toNanos(30);

	@TempDir
	Path directory;

	private final List<ListeningProcess> all = new ArrayList<>();

	private volatile boolean stop;

	@AfterEach
	void end() {
		this.stop = true;
		this.all.forEach(ListeningProcess::close);
	}

	@Test
	void whenTheOwnerIsKilledOneThatStandsByGoesOn() throws Exception {
		try (Ring ring = ring(1); Producer producer = ring.producer()) {
			EventType<SharedEvent> type = ring.register(1, RecordCodec.of(SharedEvent.class));
			ListeningProcess owner = start("exclusive", 1, 1);
			RingContexts.until(START, () -> owners(ring).equals(List.of(owner.pid())));
			List<ListeningProcess> standby = List.of(start("standby", 1, 1), start("standby", 1, 1));
			RingContexts.until(START, () -> ring.snapshot().participants().size() == 4);
			producer.publish(type, new SharedEvent(0, 0));
			RingContexts.until(() -> group(ring).position() == 1);
			owner.kill();
			long killedNs = System.nanoTime();
			producer.publish(type, new SharedEvent(1, 0));
			RingContexts.until(() -> group(ring).position() == 2);
			List<JournalLine> taken = new ArrayList<>();
			for (ListeningProcess process : standby) {
				taken.addAll(JournalLine.read(process));
			}
			assertThat(taken).extracting(JournalLine::id).containsExactly(1L);
			Duration takenOver = Duration.ofNanos(taken.get(0).timeNs() - killedNs);
			System.out.printf("SharedListenersIT: owner killed, event taken by a process that stood by within %d ms%n",
					takenOver.toMillis());
			assertThat(takenOver).isLessThan(Duration.ofSeconds(1));
			assertThat(owners(ring)).containsExactly(taken.get(0).by().pid());
		}
	}

	@Test
	void whileProcessesAreKilledNothingIsLostAndKeysKeepTheirOrder() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (Ring ring = ring(SHARDS)) {
			List<ListeningProcess> living = new ArrayList<>();
			for (int i = 0; i < PROCESSES; i++) {
				living.add(start("exclusive", THREADS, SHARDS));
			}
			RingContexts.until(START, () -> owners(ring).size() == PROCESSES);
			Thread producer = new Thread(() -> produce(ring), "producer");
			producer.start();
			long startNs = System.nanoTime();
			int killed = 0;
			while (System.nanoTime() - startNs < KILLING_NS) {
				ListeningProcess victim = living.remove(random.nextInt(PROCESSES));
				if (random.nextInt(3) > 0) {
					victim.kill();
					killed++;
				}
				else {
					victim.end();
				}
				ListeningProcess next = start("exclusive", THREADS, SHARDS);
				living.add(next);
				RingContexts.until(START, () -> owners(ring).contains(next.pid()));
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
			}
			this.stop = true;
			producer.join();
			RingContexts.until(() -> group(ring).lag() == 0);
			for (ListeningProcess process : living) {
				process.end();
			}
			check(ring.snapshot().tail(), killed, seed);
		}
	}

	/** The only producer, and it is not killed: each number is its sequence. */
	private void produce(Ring ring) {
		EventType<SharedEvent> type = ring.register(1, RecordCodec.of(SharedEvent.class));
		try (Producer producer = ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(1)))) {
			for (long id = 0; !this.stop; id++) {
				producer.publish(type, new SharedEvent(id, (int) (id % KEYS)));
				if (id % 10 == 0) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
				}
			}
		}
	}

	private void check(long events, int killed, long seed) throws IOException {
		List<JournalLine> taken = new ArrayList<>();
		for (ListeningProcess process : this.all) {
			taken.addAll(JournalLine.read(process));
		}
		taken.sort(Comparator.comparingLong(JournalLine::timeNs));
		Map<Long, JournalLine> last = new HashMap<>();
		long[] highest = new long[KEYS];
		int again = 0;
		for (JournalLine one : taken) {
			int key = (int) one.key();
			JournalLine before = last.put(one.id(), one);
			if (before == null) {
				assertThat(one.id()).as("key %d, seed %d", key, seed).isGreaterThanOrEqualTo(highest[key]);
			}
			else {
				again++;
				assertThat(before.by().wasKilled()).as("twice: %s, %s, seed %d", before, one, seed).isTrue();
			}
			highest[key] = Math.max(highest[key], one.id());
		}
		assertThat((long) last.size()).as("seed %d", seed).isEqualTo(events);
		assertThat(again).isLessThanOrEqualTo(killed * THREADS * BATCH);
		System.out.printf(
				"SharedListenersIT: %d events to %d processes with %d threads each, %d killed, %d events came twice, none lost%n",
				events, this.all.size(), THREADS, killed, again);
	}

	private Ring ring(int shards) {
		return Ring.builder("orders")
			.directory(this.directory)
			.slots(4096)
			.slotSizeBytes(64)
			.group(GroupSpec.of(GROUP).withShards(shards))
			.open();
	}

	private ListeningProcess start(String mode, int concurrency, int shards) throws IOException {
		ListeningProcess process = ListeningProcess.start(this.directory,
				this.directory.resolve("taken-" + this.all.size()), mode, concurrency, shards);
		this.all.add(process);
		return process;
	}

	private static GroupSnapshot group(Ring ring) {
		return ring.snapshot().group(GROUP).orElseThrow();
	}

	/** Processes that have a shard. */
	private static List<Long> owners(Ring ring) {
		return group(ring).shards()
			.stream()
			.map(ShardSnapshot::owner)
			.filter(Objects::nonNull)
			.map(ParticipantInfo::pid)
			.distinct()
			.toList();
	}

}
