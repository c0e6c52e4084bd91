package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Logs;
import io.mmapring.Ring;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A producer that does not get on but lives: everybody can see who it is, and nobody
 * takes its claim away.
 */
class StalledProducerIT {

	private static final int SLOTS = 64;

	private static final int EVENTS = 2 * SLOTS;

	private static final Duration STOPPED = Duration.ofSeconds(10);

	/** A stopped process has to be seen for so long, whatever the machine does else. */
	private static final Duration SEEN = Duration.ofSeconds(8);

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	@TempDir
	Path directory;

	private final List<ChildJvm> children = new ArrayList<>();

	private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

	@Test
	void whenAProducerIsStoppedForTenSecondsItIsNamedAndItsEventComesOnce() throws Exception {
		try (Ring ring = open()) {
			Thread consumer = run(ring);
			ChildJvm paused = producer();
			ChildJvm second = producer();
			ChildJvm third = producer();
			assertThat(paused.ask("claim 2 1")).isEqualTo("claimed 0");
			ChildJvm.signal("STOP", paused.pid());
			long stoppedNs = System.nanoTime();
			second.say("events 1000 " + EVENTS);
			third.say("events 2000 " + EVENTS);
			Await.until(() -> ring.snapshot().remaining() == 0, ring::snapshot);
			Await.until(DEADLINE, () -> System.nanoTime() - stoppedNs >= STOPPED.toNanos() && isSeen(ring.snapshot()),
					ring::snapshot);
			RingSnapshot seen = ring.snapshot();
			assertThat(seen.tail()).isEqualTo(SLOTS);
			assertThat(seen.repaired()).isZero();
			assertThat(this.taken).isEmpty();
			ClaimSnapshot claim = seen.openClaims().get(0);
			assertThat(seen.openClaims()).hasSize(1);
			assertThat(claim.sequence()).isZero();
			assertThat(claim.slots()).isEqualTo(2);
			assertThat(claim.thread()).isNull();
			assertThat(claim.owner().pid()).isEqualTo(paused.pid());
			assertThat(claim.owner().application()).isEqualTo("java");
			assertThat(claim.owner().state()).isEqualTo("LIVE");
			assertThat(seen.group("risk").orElseThrow().waitsFor()).isNotNull();
			ChildJvm.signal("CONT", paused.pid());
			assertThat(paused.ask("publish 7")).isEqualTo("published 0");
			assertThat(second.line()).isEqualTo("published " + EVENTS);
			assertThat(third.line()).isEqualTo("published " + EVENTS);
			Await.until(() -> this.taken.size() == 2 + 2 * EVENTS, ring::snapshot);
			assertThat(this.taken).startsWith(ProducerMain.UNFINISHED, 7L);
			assertThat(values(ProducerMain.UNFINISHED, 1000)).containsExactly(ProducerMain.UNFINISHED, 7L);
			assertThat(values(1000, 2000)).isEqualTo(LongStream.range(1000, 1000 + EVENTS).boxed().toList());
			assertThat(values(2000, 3000)).isEqualTo(LongStream.range(2000, 2000 + EVENTS).boxed().toList());
			assertThat(ring.snapshot().repaired()).isZero();
			assertThat(ring.snapshot().openClaims()).isEmpty();
			end(ring, consumer);
			System.out.printf("StalledProducerIT: stopped for %d ms, seen as %s%n",
					(System.nanoTime() - stoppedNs) / 1_000_000, claim);
		}
	}

	@Test
	void whenAProducerLosesItsLockThereIsAnAlarmAndNoRepair() throws Exception {
		try (Logs logs = new Logs(); Ring ring = open()) {
			Thread consumer = run(ring);
			ChildJvm careless = producer();
			long pid = careless.pid();
			assertThat(careless.ask("claim 1 0")).isEqualTo("claimed 0");
			int participant = ring.snapshot().openClaims().get(0).owner().id();
			assertThat(careless.ask("drop " + participant)).isEqualTo("dropped");
			Await.until(() -> !ring.snapshot().withoutLock().isEmpty(), ring::snapshot);
			assertThat(ring.snapshot().withoutLock()).extracting(ParticipantInfo::pid).containsExactly(pid);
			Await.until(() -> logs.with("runs without its lock").size() == 1, ring::snapshot);
			assertThat(logs.with("runs without its lock").get(0)).startsWith("SEVERE ring 'dead': process " + pid);
			assertThat(ring.snapshot().repaired()).isZero();
			assertThat(careless.ask("publish 5")).isEqualTo("published 0");
			Await.until(
					() -> careless.log()
						.stream()
						.anyMatch((line) -> line.contains("lock of participant " + participant + " is lost")),
					careless::log);
			Await.until(() -> this.taken.equals(List.of(5L)), ring::snapshot);
			end(ring, consumer);
		}
	}

	private static void end(Ring ring, Thread consumer) throws InterruptedException {
		ring.close();
		consumer.join();
	}

	private static boolean isSeen(RingSnapshot snapshot) {
		return snapshot.openClaims().stream().anyMatch((claim) -> claim.age().compareTo(SEEN) >= 0);
	}

	private List<Long> values(long from, long to) {
		return this.taken.stream().filter((value) -> value >= from && value < to).toList();
	}

	private Thread run(Ring ring) {
		Consumer consumer = ring.consumer("risk");
		Thread thread = new Thread(() -> {
			try {
				consumer.run((event, sequence, end) -> this.taken.add(event.payload().getLong(0)));
			}
			catch (Exception ex) {
				this.taken.add(Long.MIN_VALUE);
				throw new IllegalStateException(ex);
			}
		}, "risk");
		thread.start();
		return thread;
	}

	private ChildJvm producer() throws IOException {
		ChildJvm child = ChildJvm.start(ProducerMain.class, this.directory);
		this.children.add(child);
		assertThat(Stream.generate(child::line).limit(2)).containsExactly("ready", "producing");
		return child;
	}

	private Ring open() {
		return Ring.builder("dead").directory(this.directory).slots(SLOTS).slotSizeBytes(64).group("risk").open();
	}

}
