package io.mmapring.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.autoconfigure.RingAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

/** Application contexts with rings in a folder of their own, and how tests wait. */
public final class RingContexts {

	/** How long tests wait at most. */
	public static final Duration DEADLINE = Duration.ofSeconds(30);

	private RingContexts() {
	}

	/** Ahead of time where all tests run that way. */
	public static ApplicationContextRunner in(Path directory) {
		return AotDetector.useGeneratedArtifacts() ? aheadOfTime(directory)
				: in(directory, new ApplicationContextRunner());
	}

	/** Contexts whose beans are made by generated code. */
	public static ApplicationContextRunner aheadOfTime(Path directory) {
		return in(directory, new ApplicationContextRunner(AheadOfTimeContext::new));
	}

	private static ApplicationContextRunner in(Path directory, ApplicationContextRunner runner) {
		return runner.withConfiguration(AutoConfigurations.of(RingAutoConfiguration.class))
			.withPropertyValues("spring.application.name=shop", "ring.directory=" + directory,
					"ring.rings.orders.slots=64", "ring.rings.orders.slot-size=64B");
	}

	/** Send orders with the ids from 0. */
	public static void send(RingTemplate template, int count) {
		send(template, 0, count);
	}

	/** Send orders with the ids from the first on. */
	public static void send(RingTemplate template, int first, int count) {
		for (int i = 0; i < count; i++) {
			template.send("orders", OrderPlaced.of(first + i));
		}
	}

	public static void until(Callable<Boolean> condition) {
		until(DEADLINE, condition);
	}

	public static void until(Duration deadline, Callable<Boolean> condition) {
		Awaitility.await().atMost(deadline).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	public static void untilAsserted(ThrowingRunnable assertion) {
		Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
	}

}
