package io.mmapring.spring.observation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.codec.DeadLetter;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of events that could not be handled. */
class ObservedErrorTests {

	private static final String LISTENER = "ring.listener";

	private static final String LETTERS = "dead-letter-ring=letters";

	@TempDir
	Path directory;

	private final Observed observed = new Observed();

	@Test
	void whenAMethodThrowsTheObservationHasTheErrorAndWhatFollows() {
		runner().withBean(Failing.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 2);
			List<Context> handled = this.observed.await(LISTENER, 2);
			assertThat(handled.get(0).getError()).isInstanceOf(ArithmeticException.class);
			assertThat(Observed.events(handled.get(0))).containsExactly("ring.skip");
			assertThat(handled.get(1).getError()).isNull();
		});
	}

	@Test
	void allAttemptsAreOneObservation() {
		runner("max-attempts=3", "back-off=1ms").withBean(Failing.class).run((context) -> {
			context.getBean(Failing.class).failures = 2;
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(handled.getError()).isNull();
			assertThat(Observed.events(handled)).containsExactly("ring.retry", "ring.retry");
			assertThat(context.getBean(Failing.class).calls.get()).isEqualTo(3);
			assertThat(this.observed.named(LISTENER)).hasSize(1);
		});
	}

	@Test
	void whenTheListenerStopsTheObservationEnds() {
		runner("policy=stop").withBean(Failing.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(Observed.events(handled)).containsExactly("ring.stop");
			assertThat(handled.getError()).isInstanceOf(ArithmeticException.class);
		});
	}

	@Test
	void aDeadLetterIsSentWithinTheObservation() {
		runner(LETTERS).withBean(Failing.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(Observed.events(handled)).containsExactly("ring.dead.letter");
			assertThat(this.observed.sentTo("letters")).satisfies((sent) -> {
				assertThat(Observed.parent(sent)).isSameAs(handled);
				assertThat(Observed.text(sent)).contains(DeadLetter.class.getSimpleName());
			});
		});
	}

	@Test
	void deadLettersOfABatchAreObservedEachByItself() {
		runner(LETTERS).withBean("batch", Batched.Batch.class).run((context) -> {
			context.getBean(Batched.class).failures = 1;
			context.getBean(RingTemplate.class).sendAll("orders", List.of(OrderPlaced.of(1), OrderPlaced.of(2)));
			List<Context> handled = this.observed.await(LISTENER, 3);
			assertThat(handled.stream().map(Observed::text)).satisfiesExactly(
					(one) -> assertThat(one).contains("events=2", "sequence=0"),
					(one) -> assertThat(one).contains("events=1", "sequence=0"),
					(one) -> assertThat(one).contains("events=1", "sequence=1"));
			assertThat(handled).allSatisfy((one) -> {
				assertThat(one.getError()).isInstanceOf(ArithmeticException.class);
				assertThat(Observed.events(one)).containsExactly("ring.dead.letter");
			});
			assertThat(Observed.parent(this.observed.sentTo("letters"))).isSameAs(handled.get(1));
		});
	}

	private ApplicationContextRunner runner(String... errors) {
		return this.observed.in(this.directory)
			.withPropertyValues(
					Arrays.stream(errors).map((one) -> "ring.listener.error." + one).toArray(String[]::new));
	}

	static class Failing {

		final AtomicInteger calls = new AtomicInteger();

		volatile int failures = 1;

		@RingListener(ring = "orders", id = "failing")
		void on(OrderPlaced order) {
			if (this.calls.incrementAndGet() <= this.failures) {
				throw new ArithmeticException(order.toString());
			}
		}

	}

}
