package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Logs;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.wait.WaitStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/** Consumers that block are woken by other processes, and nobody suffers from them. */
class DoorbellIT {

	private static final int ROUNDS = 501;

	/** Half of what it would take if nobody rang: two processes wait in turn. */
	private static final long WOKEN_NS = TimeUnit.MILLISECONDS.toNanos(10);

	/** The long bound, and half a second for a machine that is busy. */
	private static final long BOUND_NS = TimeUnit.MILLISECONDS.toNanos(600);

	@TempDir
	Path directory;

	@Test
	void twoProcessesWakeEachOther() throws Exception {
		try (Ring there = ring("there", "echo");
				Ring back = ring("back", "answers");
				Producer producer = there.producer();
				Consumer consumer = back.consumer(blocking("answers"));
				ChildJvm echo = ChildJvm.startFast(EchoMain.class, this.directory)) {
			assertThat(echo.line()).isEqualTo("ready");
			AtomicLong answers = new AtomicLong();
			FutureTask<Void> running = run(consumer, answers);
			long[] ns = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				long startNs = System.nanoTime();
				publish(producer);
				long expected = round + 1L;
				Await.until(() -> answers.get() >= expected, back::snapshot);
				ns[round] = System.nanoTime() - startNs;
			}
			Arrays.sort(ns);
			System.out.printf("DoorbellIT: there and back between two processes takes %d us, 99 %% below %d us%n",
					ns[ROUNDS / 2] / 1000, ns[ROUNDS - 1 - ROUNDS / 100] / 1000);
			assertThat(ns[ROUNDS / 2]).isLessThan(WOKEN_NS);
			assertThat(running.isDone()).isFalse();
			assertThat(echo.log()).isEmpty();
		}
	}

	@Test
	void whenThePublisherIsKilledBeforeItRingsTheConsumerGoesOn() throws Exception {
		try (Ring ring = ring("there", "g");
				Consumer consumer = ring.consumer(blocking("g"));
				ChildJvm publisher = ChildJvm.start(HaltBeforeBellMain.class, this.directory)) {
			AtomicLong taken = new AtomicLong();
			FutureTask<Void> running = run(consumer, taken);
			assertThat(publisher.line()).isEqualTo("ready");
			publisher.say("go");
			Await.until(() -> ring.snapshot().tail() == 1, ring::snapshot);
			long startNs = System.nanoTime();
			Await.until(() -> taken.get() == 1, ring::snapshot);
			assertThat(System.nanoTime() - startNs).isLessThan(BOUND_NS);
			assertThat(publisher.exit()).isEqualTo(HaltBeforeBellMain.KILLED);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenABlockedConsumerIsStoppedProducersGoOn() throws Exception {
		try (Ring there = ring("there", "echo");
				Ring back = ring("back", "answers");
				Producer producer = there.producer();
				Consumer answers = back.consumer("answers");
				ChildJvm echo = ChildJvm.start(EchoMain.class, this.directory)) {
			assertThat(echo.line()).isEqualTo("ready");
			ChildJvm.signal("STOP", echo.pid());
			for (int i = 0; i < there.slots(); i++) {
				publish(producer);
			}
			assertThat(there.snapshot().tail()).isEqualTo(there.slots());
			ChildJvm.signal("CONT", echo.pid());
			AtomicLong taken = new AtomicLong();
			FutureTask<Void> running = run(answers, taken);
			Await.until(() -> taken.get() == there.slots(), there::snapshot);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void whenABlockedConsumerIsKilledItsSocketIsSweptAndNothingIsSaid() throws Exception {
		try (Logs logs = new Logs();
				Ring there = ring("there", "echo");
				Ring back = ring("back", "answers");
				Producer producer = there.producer();
				ChildJvm echo = ChildJvm.start(EchoMain.class, this.directory)) {
			assertThat(echo.line()).isEqualTo("ready");
			Path socket = there.path().resolveSibling("p-002.bell");
			Await.until(() -> Files.exists(socket), there::snapshot);
			publish(producer);
			echo.kill();
			publish(producer);
			Await.until(() -> Files.notExists(socket), there::snapshot);
			assertThat(logs.with("doorbell")).isEmpty();
			assertThat(back.isClosed()).isFalse();
		}
	}

	private Ring ring(String name, String group) throws IOException {
		return Ring.builder(name).directory(this.directory).group(group).open();
	}

	private static ConsumerOptions blocking(String group) {
		return ConsumerOptions.of(group).withWaitStrategy(WaitStrategy.BLOCK);
	}

	private static FutureTask<Void> run(Consumer consumer, AtomicLong count) {
		FutureTask<Void> running = new FutureTask<>(() -> {
			consumer.run((event, sequence, endOfBatch) -> count.incrementAndGet());
			return null;
		});
		new Thread(running, "consumer").start();
		return running;
	}

	private static void publish(Producer producer) {
		producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, source), 1L);
	}

}
