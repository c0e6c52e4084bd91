package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.Ring;
import io.mmapring.error.RingMissingException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.actuate.RingHealthContributor;
import io.mmapring.spring.autoconfigure.RingHealthContributorAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Applications whose ring is not there yet, or whose group somebody else runs. */
class StartupFailureTests {

	@TempDir
	Path directory;

	@Test
	void withoutItTheStartFails() {
		absent().withPropertyValues("ring.rings.orders.startup-failure=fail", "ring.rings.orders.attach-timeout=50ms")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(RingMissingException.class));
	}

	@Test
	void aRingThatIsNotThereYetIsWaitedForInTheBackground() {
		absent().run((context) -> {
			RingListenerContainer container = container(context);
			RingContexts.until(() -> container.state() == RingListenerState.STARTING);
			assertThat(health(context, "ring").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health(context, "ring").getDetails()).containsEntry("state", "starting")
				.hasEntrySatisfying("problem",
						(problem) -> assertThat(problem.toString()).contains("ring 'orders'", "create"));
			assertThat(health(context, "journal").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health(context, "journal").getDetails())
				.hasEntrySatisfying("problem", (problem) -> assertThat(problem).isEqualTo(
						"listener 'journal' of ring 'orders' has not started, and tries again: its ring is not open"));
			assertThatIllegalStateException().isThrownBy(() -> send(context, 0))
				.withMessageContaining("state=starting (expected: started); cannot start the use of ring 'orders'");
			try (Ring ring = create()) {
				assertThat(ring.slots()).isEqualTo(64);
				RingContexts.until(() -> container.state() == RingListenerState.RUNNING);
				assertThat(health(context, "ring").getStatus()).isEqualTo(Status.UP);
				send(context, 1);
				RingContexts.until(() -> container.delivered() == 1);
			}
		});
	}

	@Test
	void whatIsWaitedForCanBeStoppedAndStarted() {
		absent().run((context) -> {
			RingListenerContainer container = container(context);
			for (int i = 0; i < 2; i++) {
				container.stop();
				assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
				container.start();
				assertThat(container.state()).isEqualTo(RingListenerState.STARTING);
			}
		});
	}

	@Test
	void aGroupThatAnotherOneRunsIsTriedAgainInTheBackground() {
		runner().run((first) -> runner().withPropertyValues("ring.listener.startup-failure=retry-in-background")
			.run((second) -> {
				RingListenerContainer container = container(second);
				assertThat(container.state()).isEqualTo(RingListenerState.STARTING);
				assertThat(health(second, "journal").getDetails()).hasEntrySatisfying("problem",
						(problem) -> assertThat(problem.toString())
							.contains("has not started, and tries again: io.mmapring.error.RingOwnedException"));
				assertThat(health(second, "ring").getStatus()).isEqualTo(Status.UP);
				container(first).stop();
				RingContexts.until(() -> container.state() == RingListenerState.RUNNING);
				send(first, 7);
				RingContexts.until(() -> second.getBean(Journal.class).ids.equals(List.of(7L)));
			}));
	}

	@Test
	void aListenerThatStandsByIsUp() {
		runner().run((first) -> runner().withPropertyValues("ring.listener.mode=standby").run((second) -> {
			RingContexts.until(() -> container(second).state() == RingListenerState.STANDBY);
			send(first, 1);
			assertThat(health(second, "journal").getStatus()).isEqualTo(Status.UP);
			assertThat(health(second, "journal").getDetails()).containsEntry("state", "standby")
				.containsEntry("delivered", 0L);
		}));
	}

	private ApplicationContextRunner absent() {
		return runner().withPropertyValues("ring.rings.orders.create=never",
				"ring.rings.orders.startup-failure=retry-in-background");
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
					RingHealthContributorAutoConfiguration.class))
			.withBean(Journal.class);
	}

	private Ring create() {
		return Ring.builder("orders").directory(this.directory).slots(64).slotSizeBytes(64).open();
	}

	private static RingListenerContainer container(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("journal");
	}

	private static Health health(ApplicationContext context, String component) {
		CompositeHealthContributor ring = (CompositeHealthContributor) context.getBean(RingHealthContributor.class)
			.getContributor("orders");
		assertThat(ring).isNotNull();
		HealthIndicator indicator = (HealthIndicator) ring.getContributor(component);
		assertThat(indicator).isNotNull();
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

	private static void send(ApplicationContext context, long id) {
		context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(id));
	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

	}

}
