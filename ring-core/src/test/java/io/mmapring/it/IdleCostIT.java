package io.mmapring.it;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
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
			double percent = percentOfACore(thread, second);
			System.out.printf("IdleCostIT: an idle consumer takes %.3f %% of a core%n", percent);
			assertThat(percent).isGreaterThan(0).isLessThan(1);
			assertThat(running.isDone()).isFalse();
		}
	}

	private static double percentOfACore(Thread thread, CountDownLatch event) throws InterruptedException {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long startNs = System.nanoTime();
		long cpuNs = threads.getThreadCpuTime(thread.getId());
		assertThat(event.await(MEASURED_MS, TimeUnit.MILLISECONDS)).isFalse();
		return 100.0 * (threads.getThreadCpuTime(thread.getId()) - cpuNs) / (System.nanoTime() - startNs);
	}

}
