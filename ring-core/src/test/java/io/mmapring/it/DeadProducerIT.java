package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.EventView;
import io.mmapring.inspect.ClaimSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A producer is killed, or merely stopped, in the middle of a claim.
 */
class DeadProducerIT {

	private static final int SLOTS = 64;

	private static final String GROUP = "risk";

	/** Three laps: the survivors fill the ring behind the dead one's claim. */
	private static final int EVENTS = 3 * SLOTS;

	/** At a tenth of a millisecond or more each, two seconds. */
	private static final int FRUITLESS_POLLS = 20_000;

	private static final int LOOKS = 1000;

	/** Without anybody's help. */
	private static final Duration SOON = Duration.ofSeconds(5);

	@TempDir
	Path directory;

	private final List<ChildJvm> children = new ArrayList<>();

	private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0, 0", "1, 1, 100", "5, 2, 0", "5, 5, 62", "64, 9, 100" })
	void whenAProducerDiesInAClaimTheOthersGoOn(int claimed, int filled, int before) throws Exception {
		try (Ring ring = open(Producers.MULTI)) {
			CompletableFuture<Void> running = runConsumer(ring);
			ChildJvm victim = producer();
			ChildJvm survivor = producer();
			take(survivor, before);
			assertThat(victim.ask("claim " + claimed + " " + filled)).isEqualTo("claimed " + before);
			survivor.say("events 0 " + EVENTS);
			Await.until(() -> ring.snapshot().remaining() == 0, ring::snapshot);
			assertThat(this.taken).isEmpty();
			assertThat(ring.snapshot().repaired()).isZero();
			long tookMs = killAndTakeAll(ring, victim);
			assertThat(survivor.line()).isEqualTo("published " + EVENTS);
			checkTaken(ring, running, claimed);
			System.out.printf("DeadProducerIT: %d slots claimed, %d filled: all went on after %d ms%n", claimed, filled,
					tookMs);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 0, 0", "5, 2, 100", "64, 9, 62" })
	void whenTheSingleProducerDiesInAClaimTheNextOneGoesOn(int claimed, int filled, int before) throws Exception {
		try (Ring ring = open(Producers.SINGLE)) {
			CompletableFuture<Void> running = runConsumer(ring);
			ChildJvm victim = producer();
			take(victim, before);
			assertThat(victim.ask("claim " + claimed + " " + filled)).isEqualTo("claimed " + before);
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(ring::producer)
				.withMessageContaining("owner=process " + victim.pid());
			ChildJvm successor = start();
			successor.say("events 0 " + EVENTS);
			long tookMs = killAndTakeAll(ring, victim);
			assertThat(successor.line()).isEqualTo("producing");
			assertThat(successor.line()).isEqualTo("published " + EVENTS);
			checkTaken(ring, running, claimed);
			System.out.printf("DeadProducerIT: single, %d slots claimed, %d filled: the next one went on after %d ms%n",
					claimed, filled, tookMs);
		}
	}

	@Test
	void whenAProducerDiesWaitingForRoomItLeavesNothing() throws Exception {
		try (Ring ring = open(Producers.MULTI); Consumer consumer = ring.consumer(GROUP)) {
			ChildJvm victim = producer();
			assertThat(victim.ask("events 0 " + SLOTS)).isEqualTo("published " + SLOTS);
			victim.say("claim 5 5");
			// it waits for room, unless the answer comes
			AtomicInteger looks = new AtomicInteger();
			Await.until(() -> !victim.unread().isEmpty() || looks.incrementAndGet() == LOOKS, ring::snapshot);
			assertThat(victim.unread()).isEmpty();
			victim.kill();
			ChildJvm survivor = producer();
			survivor.say("events " + SLOTS + " " + SLOTS);
			Await.until(SOON, () -> takenAll(consumer, 2 * SLOTS), ring::snapshot);
			assertThat(survivor.line()).isEqualTo("published " + SLOTS);
			assertThat(this.taken).isEqualTo(LongStream.range(0, 2 * SLOTS).boxed().toList());
			assertThat(ring.snapshot().repaired()).isZero();
			assertThat(ring.snapshot().tail()).isEqualTo(2 * SLOTS);
		}
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenAProducerIsStoppedItsClaimIsKept(Producers producers) throws Exception {
		try (Ring ring = open(producers); Consumer consumer = ring.consumer(GROUP)) {
			ChildJvm paused = producer();
			assertThat(paused.ask("claim 2 1")).isEqualTo("claimed 0");
			ChildJvm.signal("STOP", paused.pid());
			ChildJvm other = start();
			other.say("events 10 3");
			AtomicInteger polls = new AtomicInteger();
			Await.until(() -> takenAll(consumer, 1) || polls.incrementAndGet() == FRUITLESS_POLLS, ring::snapshot);
			assertThat(this.taken).isEmpty();
			assertThat(ring.snapshot().repaired()).isZero();
			ClaimSnapshot waitsFor = ring.snapshot().group(GROUP).orElseThrow().waitsFor();
			assertThat(waitsFor).isNotNull();
			assertThat(waitsFor.owner().pid()).isEqualTo(paused.pid());
			ChildJvm.signal("CONT", paused.pid());
			assertThat(paused.ask("publish 7")).isEqualTo("published 0");
			if (producers == Producers.SINGLE) {
				paused.kill();
			}
			Await.until(SOON, () -> takenAll(consumer, 5), ring::snapshot);
			assertThat(this.taken).containsExactly(ProducerMain.UNFINISHED, 7L, 10L, 11L, 12L);
			assertThat(ring.snapshot().repaired()).isZero();
		}
	}

	/** With everything as it is by default. */
	private CompletableFuture<Void> runConsumer(Ring ring) {
		Consumer consumer = ring.consumer(GROUP);
		return CompletableFuture.runAsync(() -> {
			try {
				consumer.run(this::take);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private long killAndTakeAll(Ring ring, ChildJvm victim) {
		long killedNs = System.nanoTime();
		victim.kill();
		Await.until(SOON, () -> this.taken.size() >= EVENTS, ring::snapshot);
		return (System.nanoTime() - killedNs) / 1_000_000;
	}

	private void checkTaken(Ring ring, CompletableFuture<Void> running, int claimed) {
		Await.until(() -> ring.snapshot().group(GROUP).orElseThrow().lag() == 0, ring::snapshot);
		assertThat(this.taken).isEqualTo(LongStream.range(0, EVENTS).boxed().toList());
		assertThat(ring.snapshot().repaired()).isEqualTo(claimed);
		ring.close();
		running.join();
	}

	/** Let events pass, so that what follows is not in the first lap. */
	private void take(ChildJvm producer, int events) {
		assertThat(producer.ask("events 0 " + events)).isEqualTo("published " + events);
		Await.until(() -> this.taken.size() == events, () -> this.taken);
		this.taken.clear();
	}

	private boolean takenAll(Consumer consumer, int events) {
		try {
			consumer.poll(this::take, SLOTS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return this.taken.size() >= events;
	}

	private void take(EventView event, long sequence, boolean endOfBatch) {
		this.taken.add(event.payload().getLong(0));
	}

	private Ring open(Producers producers) {
		return Ring.builder("dead")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.producers(producers)
			.group(GROUP)
			.open();
	}

	private ChildJvm producer() throws IOException {
		ChildJvm child = start();
		assertThat(child.line()).isEqualTo("producing");
		return child;
	}

	private ChildJvm start() throws IOException {
		ChildJvm child = ChildJvm.start(ProducerMain.class, this.directory);
		this.children.add(child);
		assertThat(child.line()).isEqualTo("ready");
		return child;
	}

}
