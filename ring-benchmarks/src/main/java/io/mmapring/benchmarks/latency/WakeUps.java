package io.mmapring.benchmarks.latency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import org.agrona.concurrent.IdleStrategy;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.wait.WaitStrategy;

/**
 * How long it takes to wake a consumer that blocks, and to be woken by its answer: a ring
 * between two processes, beside the Disruptor between two threads. In turns, so that both
 * see the same machine.
 */
public final class WakeUps {

	/** First argument of the JVM that answers. */
	public static final String ECHO = "--echo";

	/** Long enough for the other side to fall asleep again. */
	private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final int DISRUPTOR_SLOTS = 64;

	private final int runs;

	private final int trips;

	/**
	 * Measure.
	 * @param runs how many runs of each
	 * @param trips how many trips a run has
	 */
	public WakeUps(int runs, int trips) {
		this.runs = runs;
		this.trips = trips;
	}

	/**
	 * Measure both in turns.
	 * @return what came of it, in words and figures
	 * @throws Exception if a side fails
	 */
	public String run() throws Exception {
		return "%n## There and back, both sides blocking%n%nMedian of %d trips, median (least to most) of %d runs.%n"
			.formatted(this.trips, this.runs)
				+ run("Asked %d us after the last answer, so that both sides sleep".formatted(PAUSE_NS / 1000),
						PAUSE_NS)
				+ run("Asked as soon as there is an answer, so that a side may still be on its way to sleep", 0);
	}

	private String run(String when, long pauseNs) throws Exception {
		double[] ring = new double[this.runs];
		double[] disruptor = new double[this.runs];
		for (int i = 0; i < this.runs; i++) {
			ring[i] = ofRing(pauseNs);
			disruptor[i] = ofDisruptor(pauseNs);
			System.out.printf(Locale.ROOT, "%d/%d ring %.1f us, Disruptor %.1f us, pause %d us%n", i + 1, this.runs,
					ring[i], disruptor[i], pauseNs / 1000);
		}
		return String.format(Locale.ROOT, "%n%s:%n%n%s%s%nRing to Disruptor: %.2f (goal: at most 1.0)%n", when,
				row("ring, `block`, two processes", ring),
				row("LMAX Disruptor, `BlockingWaitStrategy`, two threads", disruptor),
				median(ring) / median(disruptor));
	}

	private static String row(String name, double[] us) {
		double[] sorted = us.clone();
		Arrays.sort(sorted);
		return String.format(Locale.ROOT, "- %s: %.1f us (%.1f to %.1f)%n", name, median(us), sorted[0],
				sorted[sorted.length - 1]);
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/** Measure the ring, with the other side in another process. */
	private double ofRing(long pauseNs) throws Exception {
		Path directory = Processes.directory();
		Process echo = null;
		try (Ring there = ring(directory, "there", "echo");
				Ring back = ring(directory, "back", "answers");
				Producer producer = there.producer();
				Consumer consumer = back.consumer(blocking("answers"))) {
			echo = new ProcessBuilder(
					Processes.java("io.mmapring.benchmarks.Benchmarks", List.of(), ECHO, directory.toString()))
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			if (echo.inputReader(StandardCharsets.UTF_8).readLine() == null) {
				throw new IOException("the process that answers has ended");
			}
			IdleStrategy idle = consumer.idleStrategy();
			return median(pauseNs, () -> {
				publish(producer);
				await(consumer, idle);
			});
		}
		finally {
			if (echo != null) {
				echo.destroyForcibly().waitFor();
			}
			Processes.delete(directory);
		}
	}

	/**
	 * Answer, until the process is killed.
	 * @param directory where the rings are
	 * @throws Exception if that fails
	 */
	public static void echo(Path directory) throws Exception {
		try (Ring there = ring(directory, "there", "echo");
				Ring back = ring(directory, "back", "answers");
				Producer producer = back.producer();
				Consumer consumer = there.consumer(blocking("echo"))) {
			System.out.println("ready");
			consumer.run((event, sequence, endOfBatch) -> publish(producer));
		}
	}

	private static Ring ring(Path directory, String name, String group) {
		return Ring.builder(name).directory(directory).group(group).open();
	}

	private static ConsumerOptions blocking(String group) {
		return ConsumerOptions.of(group).withWaitStrategy(WaitStrategy.BLOCK);
	}

	private static void publish(Producer producer) {
		producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, source), 1L);
	}

	private static void await(Consumer consumer, IdleStrategy idle) throws Exception {
		int taken = 0;
		while (taken == 0) {
			taken = consumer.poll((event, sequence, endOfBatch) -> {
			}, 1);
			idle.idle(taken);
		}
	}

	/** Measure the Disruptor, with the other side in another thread. */
	private double ofDisruptor(long pauseNs) throws Exception {
		RingBuffer<long[]> there = disruptor();
		RingBuffer<long[]> back = disruptor();
		SequenceBarrier asked = there.newBarrier();
		SequenceBarrier answered = back.newBarrier();
		Thread echo = new Thread(() -> {
			try {
				for (long next = 0;; next++) {
					asked.waitFor(next);
					back.publish(back.next());
				}
			}
			catch (Exception ex) {
				// alerted or interrupted: the end
				Thread.currentThread().interrupt();
			}
		}, "echo");
		echo.start();
		try {
			return median(pauseNs, () -> {
				long sequence = there.next();
				there.publish(sequence);
				answered.waitFor(sequence);
			});
		}
		finally {
			echo.interrupt();
			echo.join();
		}
	}

	/** Nobody gates it: there is never more than one event under way. */
	private static RingBuffer<long[]> disruptor() {
		return RingBuffer.createSingleProducer(() -> new long[1], DISRUPTOR_SLOTS, new BlockingWaitStrategy());
	}

	/** In microseconds, after as many trips for the compiler. */
	private double median(long pauseNs, Trip trip) throws Exception {
		long[] ns = new long[this.trips];
		for (int i = -this.trips; i < this.trips; i++) {
			long endNs = System.nanoTime() + pauseNs;
			while (System.nanoTime() - endNs < 0) {
				Thread.onSpinWait();
			}
			long startNs = System.nanoTime();
			trip.run();
			ns[Math.max(0, i)] = System.nanoTime() - startNs;
		}
		Arrays.sort(ns);
		return ns[this.trips / 2] / 1000.0;
	}

	/** There and back. */
	private interface Trip {

		void run() throws Exception;

	}

}
