package io.mmapring.it;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.wait.WaitStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/** What a consumer costs that has nothing to do. */
class IdleCostIT {

	private static final long WARM_UP_MS = 500;

	private static final long MEASURED_MS = 3000;

	private static final int MEASUREMENTS = 6;

	private static final int BLOCKING = 20;

	/** Until they look ten times a second only. */
	private static final long BLOCKING_WARM_UP_MS = 5000;

	private static final long BLOCKING_MEASURED_MS = Long.getLong("ring.idle.ms", 10_000);

	@TempDir
	Path directory;

	@Test
	void anIdleConsumerThatBacksOffTakesLessThanOnePerCentOfACore() throws Exception {
		try (Ring ring = Ring.builder("idle").directory(this.directory).group("g").open();
				Producer producer = ring.producer()) {
			CountDownLatch second = new CountDownLatch(2);
			Consumer consumer = ring.consumer(ConsumerOptions.of("g").withWaitStrategy(WaitStrategy.BACKOFF));
			FutureTask<Void> running = new FutureTask<>(() -> {
				consumer.run((event, sequence, endOfBatch) -> second.countDown());
				return null;
			});
			Thread thread = new Thread(running, "idle consumer");
			thread.start();
			producer.publish(1, 0, (payload, source) -> {
			}, "");
			// the latch ends the time early only if an event comes that nobody published
			assertThat(second.await(WARM_UP_MS, TimeUnit.MILLISECONDS)).isFalse();
			assertThat(consumer.position()).isEqualTo(1);
			double percent = leastPercentOfACore(List.of(thread), second, MEASURED_MS);
			System.out.printf("IdleCostIT: an idle consumer takes %.3f %% of a core%n", percent);
			assertThat(percent).isGreaterThan(0).isLessThan(1);
			assertThat(running.isDone()).isFalse();
		}
	}

	@Test
	void twentyIdleConsumersThatBlockTakeLessThanOnePerCentOfACoreTogether() throws Exception {
		try (Ring first = Ring.builder("first").directory(this.directory).open();
				Ring second = Ring.builder("second").directory(this.directory).open()) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < BLOCKING; i++) {
				Consumer consumer = ((i % 2 == 0) ? first : second)
					.consumer(ConsumerOptions.of("g" + i).withWaitStrategy(WaitStrategy.BLOCK));
				FutureTask<Void> running = new FutureTask<>(() -> {
					consumer.run((event, sequence, endOfBatch) -> {
					});
					return null;
				});
				threads.add(new Thread(running, "idle consumer " + i));
			}
			threads.forEach(Thread::start);
			CountDownLatch never = new CountDownLatch(1);
			assertThat(never.await(BLOCKING_WARM_UP_MS, TimeUnit.MILLISECONDS)).isFalse();
			double percent = leastPercentOfACore(threads, never, BLOCKING_MEASURED_MS);
			System.out.printf("IdleCostIT: %d idle consumers that block take %.3f %% of a core%n", BLOCKING, percent);
			assertThat(percent).isGreaterThan(0).isLessThan(1);
			assertThat(threads).allMatch(Thread::isAlive);
		}
	}

	private static long cpuNs(List<Thread> threads) {
		ThreadMXBean bean = ManagementFactory.getThreadMXBean();
		return threads.stream().mapToLong((thread) -> bean.getThreadCpuTime(thread.getId())).sum();
	}

	/**
	 * What threads take while nothing happens. What else runs on the machine takes their
	 * lines out of the caches, so that each wake-up costs more: the least of some
	 * measurements counts, and the first that is good enough is enough.
	 */
	private static double leastPercentOfACore(List<Thread> threads, CountDownLatch never, long measuredMs)
			throws InterruptedException {
		double least = Double.MAX_VALUE;
		for (int i = 0; i < MEASUREMENTS && least >= 1; i++) {
			long startNs = System.nanoTime();
			long cpuNs = cpuNs(threads);
			assertThat(never.await(measuredMs, TimeUnit.MILLISECONDS)).isFalse();
			least = Math.min(least, 100.0 * (cpuNs(threads) - cpuNs) / (System.nanoTime() - startNs));
		}
		return least;
	}

}
