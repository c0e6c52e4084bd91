package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.group.GroupSpec;
import io.mmapring.inspect.ShardSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes share the shards of one group; some are killed, some end, others come.
 */
class ShardsIT {

	static final String GROUP = "work";

	static final int SHARDS = 16;

	static final int KEYS = 100;

	private static final int SLOTS = 4096;

	private static final int MEMBERS = 4;

	private static final long KILLING_NS = TimeUnit.SECONDS.toNanos(12);

	private static final int BATCH = 256;

	@TempDir
	Path directory;

	private final List<Member> members = new ArrayList<>();

	private volatile boolean stop;

	@AfterEach
	void end() {
		this.stop = true;
		this.members.forEach((member) -> member.child.close());
	}

	@Test
	void whenAMemberIsKilledTheOtherTakesItsShardsAtOnce() throws Exception {
		try (Ring ring = ring()) {
			Member first = start();
			Member second = start();
			Await.until(() -> shares(ring).equals(List.of(8, 8)), ring::snapshot);
			first.child.kill();
			long killedNs = System.nanoTime();
			Await.until(() -> allOwnedBy(ring, second), ring::snapshot);
			Duration takenOver = Duration.ofNanos(System.nanoTime() - killedNs);
			assertThat(takenOver).isLessThan(Duration.ofSeconds(1));
			Member third = start();
			long startNs = System.nanoTime();
			Await.until(() -> shares(ring).equals(List.of(8, 8)), ring::snapshot);
			System.out.printf("ShardsIT: killed, taken over within %d ms; joined, shared within %d ms%n",
					takenOver.toMillis(), (System.nanoTime() - startNs) / 1_000_000);
			assertThat(third.child.handle().isAlive()).isTrue();
		}
	}

	@Test
	void whenAMemberIsStoppedItKeepsItsShardsAndGetsNoMore() throws Exception {
		try (Ring ring = ring()) {
			Member stopped = start();
			Member other = start();
			Member killed = start();
			Await.until(() -> shares(ring).equals(List.of(5, 5, 6)), ring::snapshot);
			long had = owned(ring, stopped);
			ChildJvm.signal("STOP", stopped.child.pid());
			try {
				killed.child.kill();
				Await.until(() -> owned(ring, other) == SHARDS - had, ring::snapshot);
				assertThat(owned(ring, stopped)).isEqualTo(had);
			}
			finally {
				ChildJvm.signal("CONT", stopped.child.pid());
			}
			Await.until(() -> shares(ring).equals(List.of(8, 8)), ring::snapshot);
		}
	}

	@Test
	void whileMembersAreKilledNothingIsLostAndKeysKeepTheirOrder() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (Ring ring = ring()) {
			for (int i = 0; i < MEMBERS; i++) {
				start();
			}
			Thread producer = new Thread(() -> produce(ring), "producer");
			producer.start();
			long startNs = System.nanoTime();
			int killed = 0;
			while (System.nanoTime() - startNs < KILLING_NS) {
				Member victim = living().get(random.nextInt(MEMBERS));
				if (random.nextInt(3) > 0) {
					victim.killed = true;
					victim.child.kill();
					killed++;
				}
				else {
					victim.child.terminate();
				}
				victim.ended = true;
				start();
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
			}
			this.stop = true;
			producer.join();
			Await.until(() -> position(ring) == ring.snapshot().tail(), ring::snapshot);
			Await.until(() -> shares(ring).equals(List.of(4, 4, 4, 4)), ring::snapshot);
			living().forEach((member) -> member.child.terminate());
			check(ring.snapshot().tail(), killed, seed);
		}
	}

	/** The only producer, and it is not killed: each value is its sequence. */
	private void produce(Ring ring) {
		try (Producer producer = ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(1)))) {
			for (long value = 0; !this.stop; value++) {
				long sequence = producer.publish(1, Long.BYTES, (payload, number) -> payload.putLong(0, number), value);
				if (sequence != value) {
					throw new IllegalStateException("sequence=" + sequence + " (expected: " + value + ")");
				}
				if (value % BATCH == 0) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
				}
			}
		}
	}

	private void check(long events, int killed, long seed) throws IOException {
		List<Delivery> all = new ArrayList<>();
		for (Member member : this.members) {
			EventLog.read(member.log)
				.forEach((entry) -> all.add(new Delivery(entry.sequence(), entry.value(), member)));
		}
		all.sort(Comparator.comparingLong(Delivery::timeNs));
		Map<Long, Delivery> last = new HashMap<>();
		long[] highest = new long[KEYS];
		int again = 0;
		for (Delivery delivery : all) {
			int key = (int) (delivery.sequence % KEYS);
			Delivery before = last.put(delivery.sequence, delivery);
			if (before == null) {
				assertThat(delivery.sequence).as("key %d, seed %d", key, seed).isGreaterThanOrEqualTo(highest[key]);
			}
			else {
				again++;
				assertThat(before.member.killed).as("twice: %s, %s, seed %d", before, delivery, seed).isTrue();
				assertThat(before.member).isNotSameAs(delivery.member);
			}
			highest[key] = Math.max(highest[key], delivery.sequence);
		}
		assertThat((long) last.size()).as("seed %d", seed).isEqualTo(events);
		// what was handed out behind the last stored position
		assertThat(again).isLessThanOrEqualTo(killed * BATCH);
		System.out.printf("ShardsIT: %d events to %d processes, %d killed, %d events came twice, none lost%n", events,
				this.members.size(), killed, again);
	}

	private Ring ring() {
		return Ring.builder("flow")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.group(GroupSpec.of(GROUP).withShards(SHARDS))
			.open();
	}

	private Member start() throws IOException {
		Path log = this.directory.resolve("taken-" + this.members.size());
		Member member = new Member(ChildJvm.start(ShardMemberMain.class, this.directory, log), log);
		this.members.add(member);
		// whoever comes may first log who has died
		Await.until(() -> member.child.line().equals("taking"), member.child::unread);
		return member;
	}

	private List<Member> living() {
		return this.members.stream().filter((member) -> !member.ended).toList();
	}

	private static List<ShardSnapshot> shards(Ring ring) {
		return ring.snapshot().group(GROUP).orElseThrow().shards();
	}

	private static long position(Ring ring) {
		return ring.snapshot().group(GROUP).orElseThrow().position();
	}

	private static List<Integer> shares(Ring ring) {
		return shards(ring).stream()
			.filter((shard) -> shard.owner() != null)
			.collect(Collectors.groupingBy(ShardSnapshot::member, Collectors.summingInt((shard) -> 1)))
			.values()
			.stream()
			.sorted()
			.toList();
	}

	private static long owned(Ring ring, Member member) {
		return shards(ring).stream()
			.filter((shard) -> shard.owner() != null && shard.owner().pid() == member.child.pid())
			.count();
	}

	private static boolean allOwnedBy(Ring ring, Member member) {
		return owned(ring, member) == SHARDS;
	}

	private static final class Member {

		private final ChildJvm child;

		private final Path log;

		private boolean killed;

		private boolean ended;

		private Member(ChildJvm child, Path log) {
			this.child = child;
			this.log = log;
		}

		@Override
		public String toString() {
			return this.log.getFileName() + (this.killed ? " (killed)" : "");
		}

	}

	private record Delivery(long sequence, long timeNs, Member member) {
	}

}
