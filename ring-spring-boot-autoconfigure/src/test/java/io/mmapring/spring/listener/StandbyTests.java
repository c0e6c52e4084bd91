package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.error.RingOwnedException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners that wait for a group which another application runs. */
class StandbyTests {

	@TempDir
	Path directory;

	@Test
	void anExclusiveListenerIsRefusedAndToldWhoRunsTheGroup() {
		standby().run((first) -> standby().withPropertyValues("ring.listeners.journal.mode=exclusive")
			.run((second) -> assertThat(second).getFailure()
				.rootCause()
				.isInstanceOf(RingOwnedException.class)
				.hasMessageContaining("process " + ProcessHandle.current().pid())
				.hasMessageContaining("'shop'")));
	}

	@Test
	void whenTheOwnerStopsOneOfThoseThatStandByGoesOn() {
		standby().run((first) -> standby().run((second) -> standby().run((third) -> {
			assertThat(state(first)).isEqualTo(RingListenerState.RUNNING);
			RingContexts.until(() -> state(second) == RingListenerState.STANDBY);
			RingContexts.until(() -> state(third) == RingListenerState.STANDBY);
			send(first, 0, 10);
			RingContexts.until(() -> ids(first).size() == 10);
			container(first).stop();
			send(first, 10, 20);
			RingContexts.until(() -> ids(second).size() + ids(third).size() == 10);
			ApplicationContext successor = ids(second).isEmpty() ? third : second;
			ApplicationContext other = (successor == second) ? third : second;
			assertThat(ids(successor)).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
			assertThat(state(successor)).isEqualTo(RingListenerState.RUNNING);
			assertThat(state(other)).isEqualTo(RingListenerState.STANDBY);
			container(first).start();
			RingContexts.until(() -> state(first) == RingListenerState.STANDBY);
		})));
	}

	@Test
	void aListenerThatStandsByCanBeStoppedStartedAndPaused() {
		standby().run((first) -> standby().run((second) -> {
			RingListenerContainer container = container(second);
			for (int i = 0; i < 3; i++) {
				assertThat(container.state()).isEqualTo(RingListenerState.STANDBY);
				container.stop();
				assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
				assertThat(container.lastError()).isNull();
				container.start();
			}
			container.pause();
			container(first).stop();
			RingContexts.until(() -> container.state() == RingListenerState.PAUSED);
			send(first, 0, 3);
			assertThat(ids(second)).isEmpty();
			container.resume();
			RingContexts.until(() -> ids(second).size() == 3);
			assertThat(container.withoutProgress()).isLessThan(RingContexts.DEADLINE);
		}));
	}

	private ApplicationContextRunner standby() {
		return RingContexts.in(this.directory).withBean(Journal.class);
	}

	private static RingListenerContainer container(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("journal");
	}

	private static RingListenerState state(ApplicationContext context) {
		return container(context).state();
	}

	private static List<Long> ids(ApplicationContext context) {
		return context.getBean(Journal.class).ids;
	}

	private static void send(ApplicationContext context, int from, int to) {
		for (int id = from; id < to; id++) {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(id));
		}
	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "journal", mode = "standby")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

	}

}
