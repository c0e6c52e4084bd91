package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Each change of state is logged once, with ring, listener, group and process. */
@ExtendWith(OutputCaptureExtension.class)
class StateLogTests {

	private static final String PID = "pid " + ProcessHandle.current().pid();

	private static final String LISTENER = "Listener 'clerk' of ring 'orders' (group 'shop.clerk', " + PID + ") ";

	private static final String RING = "Ring 'orders' (" + PID + ") ";

	@TempDir
	Path directory;

	@Test
	void whatAListenerIsToldToDo(CapturedOutput output) {
		runner().withBean(Clerk.class).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			RingContexts.until(() -> registry.get("clerk").delivered() == 3 && registry.get("clerk").position() == 3);
			registry.pause("clerk");
			registry.pause("clerk");
			registry.resume("clerk");
			registry.resume("clerk");
			registry.stop("clerk");
			registry.stop("clerk");
			registry.start("clerk");
			RingContexts.until(() -> logged(output, "takes events from sequence 3").size() == 1);
		});
		assertThat(lines(output, LISTENER)).containsExactly("INFO takes events from sequence 0",
				"INFO is paused at sequence 3", "INFO is resumed at sequence 3", "INFO is stopped at sequence 3",
				"INFO takes events from sequence 3", "INFO is stopped at sequence 3");
	}

	@Test
	void aRingIsCreatedFoundAndClosed(CapturedOutput output) {
		runner().run((first) -> runner().run((second) -> assertThat(second).hasNotFailed()));
		assertThat(lines(output, RING)).hasSize(4)
			.satisfiesExactly(
					(line) -> assertThat(line).startsWith("INFO is open: created by this process, file=")
						.contains("slots=64, slot-size=64B, tail=0; others that use it: none"),
					(line) -> assertThat(line).startsWith("INFO is open: found, not created by this process, file=")
						.containsPattern("others that use it: \\[process \\d+ \\(application 'shop', participant 1, "),
					(line) -> assertThat(line).isEqualTo("INFO is closed"),
					(line) -> assertThat(line).isEqualTo("INFO is closed"));
	}

	@Test
	void whatComesLateIsSaidTwice(CapturedOutput output) {
		runner()
			.withPropertyValues("ring.rings.orders.create=never",
					"ring.rings.orders.startup-failure=retry-in-background")
			.withBean(Clerk.class)
			.run((context) -> {
				RingContexts.until(() -> logged(output, LISTENER + "cannot start, and tries again: ").size() == 1);
				runner().run((creator) -> RingContexts.until(() -> state(context) == RingListenerState.RUNNING
						&& !logged(output, LISTENER + "takes events from sequence 0, after ").isEmpty()));
			});
		assertThat(logged(output, RING + "cannot be opened; the application starts without it")).hasSize(1);
		assertThat(logged(output, RING + "is open, after ")).singleElement()
			.asString()
			.containsPattern("is open, after \\d+\\.\\d s: found, not");
		assertThat(logged(output, "it could not start before: ")).hasSize(1);
	}

	@Test
	void whoStandsByAndTakesOverIsSaid(CapturedOutput output) {
		ApplicationContextRunner standby = runner().withPropertyValues("ring.listener.mode=standby")
			.withBean(Clerk.class);
		standby.run((first) -> {
			RingContexts.until(() -> state(first) == RingListenerState.RUNNING);
			standby.run((second) -> {
				RingContexts.until(() -> logged(output, "stands by: its group is run by process ").size() == 1);
				first.getBean(RingListenerRegistry.class).stop("clerk");
				RingContexts.until(() -> logged(output, "standing in for process ").size() == 1);
			});
		});
		assertThat(logged(output, "standing in for process ").get(0)).contains(
				LISTENER + "takes events from sequence 0", PID.replace("pid", "process"), "participant 1", " after ");
	}

	@Test
	void anErrorThatStopsAListenerIsLoggedOnce(CapturedOutput output) {
		runner().withPropertyValues("ring.listener.error.policy=stop").withBean(Failing.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			RingContexts.until(() -> state(context) == RingListenerState.FAILED);
		});
		assertThat(lines(output, LISTENER)).containsExactly("INFO takes events from sequence 0",
				"ERROR is stopped by an error at sequence 0; errors so far: 1");
	}

	@Test
	void whenTheRingIsFullItIsSaidBecauseOfWhomAndWhenThereIsRoomAgain(CapturedOutput output) {
		CountDownLatch go = new CountDownLatch(1);
		runner()
			.withPropertyValues("ring.health.blocked-producer-timeout=300ms", "ring.health.stall-timeout=300ms",
					"ring.rings.orders.block-timeout=60s")
			.withBean(Hanging.class, () -> new Hanging(go))
			.run((context) -> {
				Thread sender = new Thread(() -> RingContexts.send(context.getBean(RingTemplate.class), 65), "sender");
				sender.start();
				RingContexts.until(() -> logged(output, RING + "is full for ").size() == 1
						&& logged(output, LISTENER + "is stalled").size() == 1);
				go.countDown();
				sender.join();
				RingContexts.until(() -> logged(output, RING + "has room again, after ").size() == 1
						&& logged(output, LISTENER + "gets on again, after ").size() == 1);
			});
		assertThat(logged(output, "is full for")).singleElement()
			.asString()
			.contains("WARN", "group 'shop.clerk'")
			.containsPattern("is full for \\d+\\.\\d s, and producers of this application wait");
		assertThat(logged(output, RING + "has room again").get(0)).containsPattern("again, after \\d+\\.\\d s");
	}

	@Test
	void whatBlocksOthersIsSaidWhenItBeginsAndWhenItIsOver(CapturedOutput output) {
		runner()
			.withPropertyValues("ring.health.blocked-producer-timeout=200ms", "ring.health.stall-timeout=200ms",
					"ring.rings.orders.groups=other")
			.run((context) -> {
				try (Ring ring = other(); Producer producer = ring.producer()) {
					long published = 0;
					while (producer.tryPublish(0, 8, (payload, id) -> payload.putLong(0, id), 1L) >= 0) {
						published++;
					}
					assertThat(published).isEqualTo(64);
					RingContexts.until(() -> logged(output, "group 'other'").size() == 1);
					try (Consumer consumer = ring.consumer(ConsumerOptions.of("other"))) {
						consumer.poll((event, sequence, endOfBatch) -> {
						}, 64);
						RingContexts.until(() -> logged(output, RING + "is over after ").size() == 1);
					}
				}
			});
		assertThat(logged(output, "group 'other'").get(0)).contains("WARN", RING, "(blocks: producers)");
		assertThat(logged(output, "group 'other'")).hasSize(2);
	}

	private Ring other() {
		return Ring.builder("orders").directory(this.directory).create(CreateMode.NEVER).open();
	}

	private static RingListenerState state(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("clerk").state();
	}

	private static List<String> logged(CapturedOutput output, String text) {
		return output.toString().lines().filter((line) -> line.contains(text)).toList();
	}

	/** Level and rest of the lines that begin so. */
	private static List<String> lines(CapturedOutput output, String beginning) {
		Pattern line = Pattern.compile(".*?(INFO|WARN|ERROR).*? " + Pattern.quote(beginning) + "(.*)");
		return output.toString()
			.lines()
			.map(line::matcher)
			.filter((matcher) -> matcher.matches())
			.map((matcher) -> matcher.group(1) + " " + matcher.group(2))
			.toList();
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	static class Clerk {

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) {
			assertThat(order.id()).isNotNegative();
		}

	}

	static class Failing {

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) {
			throw new ArithmeticException(order.toString());
		}

	}

	static class Hanging {

		private final CountDownLatch go;

		Hanging(CountDownLatch go) {
			this.go = go;
		}

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) throws InterruptedException {
			assertThat(order.id()).isNotNegative();
			this.go.await();
		}

	}

}
