package io.mmapring.benchmarks.spring;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.spring.actuate.RingHealthContributor;

/**
 * A listener of Spring Boot whose metrics and health are read each second, as a scrape
 * and a probe do. Beside the same listener without them it shows what they cost.
 */
public final class ObservedScenario implements Scenario {

	private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

	private final SpringScenario listener;

	private volatile @Nullable Thread reader;

	/**
	 * Read them.
	 * @param listener the listener
	 */
	public ObservedScenario(SpringScenario listener) {
		this.listener = listener;
	}

	@Override
	public String name() {
		return this.listener.name() + ", health and metrics read each second";
	}

	@Override
	public boolean betweenProcesses() {
		return this.listener.betweenProcesses();
	}

	@Override
	public void open(Path directory) {
		this.listener.open(directory);
	}

	@Override
	public Sender sender(int producer) {
		return this.listener.sender(producer);
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		Receiver receiver = this.listener.receiver(consumer, checksum);
		ConfigurableApplicationContext context = this.listener.context();
		read(context);
		Thread reader = new Thread(() -> readEachSecond(context), "reader");
		reader.setDaemon(true);
		this.reader = reader;
		reader.start();
		return receiver;
	}

	private void readEachSecond(ConfigurableApplicationContext context) {
		LockSupport.parkNanos(PERIOD_NS);
		while (this.reader == Thread.currentThread()) {
			read(context);
			LockSupport.parkNanos(PERIOD_NS);
		}
	}

	private static void read(ConfigurableApplicationContext context) {
		String scrape = context.getBean(PrometheusMeterRegistry.class).scrape();
		if (!scrape.contains("ring_listener_lag_age_seconds{")) {
			throw new IllegalStateException("scrape=%s (expected: meters of rings)".formatted(scrape));
		}
		int looks = look(context.getBean(RingHealthContributor.class));
		if (looks != 2) {
			throw new IllegalStateException("looks=%d (expected: 2, at the ring and its listener)".formatted(looks));
		}
	}

	private static int look(@Nullable HealthContributor contributor) {
		if (contributor instanceof CompositeHealthContributor all) {
			return all.stream().mapToInt((entry) -> look(entry.contributor())).sum();
		}
		return (contributor instanceof HealthIndicator one && one.health() != null) ? 1 : 0;
	}

	@Override
	public void close() {
		Thread reader = this.reader;
		this.reader = null;
		LockSupport.unpark(reader);
		if (reader != null) {
			try {
				reader.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.listener.close();
	}

}
