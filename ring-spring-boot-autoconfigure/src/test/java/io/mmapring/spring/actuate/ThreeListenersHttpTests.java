package io.mmapring.spring.actuate;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One listener throws, one hangs, one is fine: health, metrics and log tell the same
 * story of each, and none hinders another.
 */
@ExtendWith(OutputCaptureExtension.class)
class ThreeListenersHttpTests {

	private static final int ORDERS = 20;

	@TempDir
	Path directory;

	@Test
	void healthMetricsAndLogTellTheSameStory(CapturedOutput output) {
		ConfigurableApplicationContext context = SpringApplication.run(Application.class, "--server.port=0",
				"--spring.application.name=shop", "--ring.directory=" + this.directory,
				"--ring.health.stall-timeout=300ms", "--ring.listener.shutdown.timeout=1s",
				"--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,metrics");
		try {
			for (int i = 0; i < ORDERS; i++) {
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(i));
			}
			RingContexts.untilAsserted(() -> {
				fineIsFine(context, output);
				throwingGoesOn(context, output);
				hangingIsStalled(context, output);
			});
			assertThat(HttpLook.get(context, "/actuator/health/ring")).contains("\"status\":\"DOWN\"");
			context.getBean(Listeners.class).go.countDown();
			RingContexts.untilAsserted(() -> {
				assertThat(health(context, "hanging")).contains("\"status\":\"UP\"", "\"lag\":0");
				assertThat(output).containsPattern(
						"Listener 'hanging' of ring 'orders' \\(group 'shop.hanging', pid \\d+\\) gets on again");
			});
		}
		finally {
			context.getBean(Listeners.class).go.countDown();
			context.close();
		}
	}

	private static void fineIsFine(ConfigurableApplicationContext context, CapturedOutput output) {
		assertThat(health(context, "fine")).contains("\"status\":\"UP\"", "\"lag\":0", "\"delivered\":20",
				"\"errors\":0");
		assertThat(metric(context, "events", "fine")).contains("\"value\":20.0");
		assertThat(metric(context, "lag", "fine")).contains("\"value\":0.0");
		assertThat(output).doesNotContainPattern("Listener 'fine' .* (failed|is stalled)");
	}

	/** It skips what fails: each is counted, nothing is behind. */
	private static void throwingGoesOn(ConfigurableApplicationContext context, CapturedOutput output) {
		assertThat(health(context, "throwing")).contains("\"status\":\"UP\"", "\"lag\":0", "\"errors\":10",
				"odd order");
		assertThat(metric(context, "errors", "throwing")).contains("\"value\":10.0");
		assertThat(metric(context, "lag", "throwing")).contains("\"value\":0.0");
		assertThat(output).contains("Listener 'throwing' of ring 'orders'", "odd order 1");
	}

	private static void hangingIsStalled(ConfigurableApplicationContext context, CapturedOutput output) {
		assertThat(health(context, "hanging")).contains("\"status\":\"DOWN\"", "\"lag\":20", "\"delivered\":0",
				"listener 'hanging' of ring 'orders' is stalled");
		assertThat(metric(context, "events", "hanging")).contains("\"value\":0.0");
		assertThat(metric(context, "lag", "hanging")).contains("\"value\":20.0");
		assertThat(output)
			.containsPattern("Listener 'hanging' of ring 'orders' \\(group 'shop.hanging', pid \\d+\\) is stalled");
	}

	private static String health(ConfigurableApplicationContext context, String listener) {
		return HttpLook.get(context, "/actuator/health/ring/orders/" + listener);
	}

	private static String metric(ConfigurableApplicationContext context, String name, String listener) {
		return HttpLook.get(context, "/actuator/metrics/ring.listener." + name + "?tag=listener:" + listener);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

	}

	static class Listeners {

		final CountDownLatch go = new CountDownLatch(1);

		@RingListener(ring = "orders", id = "fine")
		void fine(OrderPlaced order) {
			// nothing to do, and nothing goes wrong
		}

		@RingListener(ring = "orders", id = "throwing")
		void fail(OrderPlaced order) {
			if (order.id() % 2 == 1) {
				throw new IllegalArgumentException("odd order " + order.id());
			}
		}

		@RingListener(ring = "orders", id = "hanging")
		void hang(OrderPlaced order) throws InterruptedException {
			this.go.await();
		}

	}

}
