package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.inspect.RingSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three producers and three consumers, one of which follows another, each a process. A
 * random one is killed and replaced, again and again, while nobody else watches the ring.
 */
class KillSoakIT {

	static final int SLOTS = 256;

	private static final int PRODUCERS = 3;

	private static final List<String> GROUPS = List.of("risk", "journal", "audit");

	private static final List<String> AFTER = List.of("", "risk", "");

	/** So many processes stand ready, since a JVM takes its time to start. */
	private static final int SPARES = 4;

	private static final int MAX_PAUSE_MS = 50;

	private static final Duration SOON = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	private final long seed = Long.getLong("ring.soak.seed", System.nanoTime());

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final List<ChildJvm> spares = new ArrayList<>();

	/** Producers first, then the groups' consumers. */
	private final List<ChildJvm> running = new ArrayList<>();

	private final List<Path> published = new ArrayList<>();

	private final List<List<Path>> taken = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

	@AfterEach
	void end() {
		this.running.forEach(ChildJvm::close);
		this.spares.forEach(ChildJvm::close);
	}

	@Test
	void whoeverIsKilledNothingIsLost() throws Exception {
		soak(Duration.ofSeconds(15));
	}

	@Test
	@Tag("nightly")
	void whoeverIsKilledNothingIsLostForAMinute() throws Exception {
		soak(Duration.ofMinutes(1));
	}

	private void soak(Duration time) throws Exception {
		System.out.println("KillSoakIT: seed " + this.seed + " (again with -Dring.soak.seed=" + this.seed + ")");
		create();
		for (int i = 0; i < SPARES; i++) {
			this.spares.add(ChildJvm.start(KillSoakMain.class, this.directory));
		}
		for (int i = 0; i < PRODUCERS + GROUPS.size(); i++) {
			this.running.add(start(i));
		}
		int[] kills = new int[this.running.size()];
		long startNs = System.nanoTime();
		while (System.nanoTime() - startNs < time.toNanos()) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(this.random.nextInt(1, MAX_PAUSE_MS + 1)));
			int victim = this.random.nextInt(this.running.size());
			assertThat(this.running.get(victim).unread()).as("seed %d: said by %d", this.seed, victim).isEmpty();
			this.running.get(victim).kill();
			kills[victim]++;
			this.running.set(victim, start(victim));
		}
		RingSnapshot last = drain();
		check(kills, last);
	}

	private void create() {
		try (Ring ring = Ring.builder("soak")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.group(GROUPS.get(0))
			.group(GROUPS.get(1), AFTER.get(1))
			.group(GROUPS.get(2))
			.open()) {
			assertThat(ring.slots()).isEqualTo(SLOTS);
		}
	}

	private ChildJvm start(int index) throws IOException {
		ChildJvm child = this.spares.remove(0);
		this.spares.add(ChildJvm.start(KillSoakMain.class, this.directory));
		assertThat(child.line()).isEqualTo("ready");
		if (index < PRODUCERS) {
			int life = this.published.size();
			this.published.add(this.directory.resolve("published-" + life));
			child.say("produce " + life + " published-" + life);
		}
		else {
			int group = index - PRODUCERS;
			String log = GROUPS.get(group) + "-" + this.taken.get(group).size();
			this.taken.get(group).add(this.directory.resolve(log));
			child.say("consume " + GROUPS.get(group) + " " + log + " " + AFTER.get(group));
		}
		return child;
	}

	/** Without another process that looks, until nothing is left to be taken. */
	private RingSnapshot drain() {
		for (ChildJvm producer : this.running.subList(0, PRODUCERS)) {
			producer.say("stop");
			Await.until(SOON, () -> !producer.unread().isEmpty(), this::picture);
			assertThat(producer.line()).as("seed %d", this.seed).isEqualTo("stopped");
		}
		try (Ring ring = attach()) {
			Await.until(SOON, () -> ring.snapshot().groups().stream().allMatch((group) -> group.lag() == 0),
					() -> "seed " + this.seed + ": " + ring.snapshot());
			return ring.snapshot();
		}
	}

	private String picture() {
		try (Ring ring = attach()) {
			return "seed " + this.seed + ": " + ring.snapshot();
		}
	}

	private Ring attach() {
		return Ring.builder("soak").directory(this.directory).create(CreateMode.NEVER).open();
	}

	private void check(int[] kills, RingSnapshot last) throws IOException {
		this.running.subList(PRODUCERS, this.running.size()).forEach((consumer) -> {
			assertThat(consumer.unread()).as("seed %d", this.seed).isEmpty();
			consumer.kill();
		});
		List<KillSoakCheck> checks = new ArrayList<>();
		for (int group = 0; group < GROUPS.size(); group++) {
			KillSoakCheck check = new KillSoakCheck("seed " + this.seed + ", " + GROUPS.get(group));
			for (Path log : this.taken.get(group)) {
				if (Files.exists(log)) {
					check.add(log);
				}
			}
			for (int life = 0; life < this.published.size(); life++) {
				if (Files.exists(this.published.get(life))) {
					check.compare(life, this.published.get(life));
				}
			}
			checks.add(check);
		}
		assertThat(checks).extracting((check) -> check.hash).containsOnly(checks.get(0).hash);
		assertThat(checks.get(0).taken).isPositive();
		System.out.printf(
				"KillSoakIT: seed %d: killed %d producers and %d consumers, %d events in %d claims, each group the same and none lost;"
						+ " slots repaired %d, events that came again %s%n",
				this.seed, IntStream.of(kills).limit(PRODUCERS).sum(), IntStream.of(kills).skip(PRODUCERS).sum(),
				checks.get(0).taken, checks.get(0).claims.values().stream().mapToInt((claims) -> claims).sum(),
				last.repaired(), checks.stream().map((check) -> check.duplicates).toList());
	}

}
