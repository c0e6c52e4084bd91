package io.mmapring.spring.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mmapring.error.RingFullException;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.SendTo;
import io.mmapring.spring.producer.RingProducerFactoryBean;
import io.mmapring.spring.producer.Views;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is told of events that are sent and handled. */
class ObservationTests {

	private static final String PRODUCER = "ring.producer";

	private static final String LISTENER = "ring.listener";

	@TempDir
	Path directory;

	private final Observed observed = new Observed();

	@Test
	void whatIsSentAndHandledIsObserved() {
		runner().withBean(Plain.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			Context sent = this.observed.await(PRODUCER, 1).get(0);
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(Observed.text(sent))
				.isEqualTo("event.type=" + OrderPlaced.class.getName() + " events=1 ring=orders sequence=0");
			assertThat(Observed.text(handled)).isEqualTo("event.type=" + OrderPlaced.class.getName()
					+ " events=1 group=shop.plain listener=plain ring=orders sequence=0");
			assertThat(sent.getContextualName()).isEqualTo("orders send");
			assertThat(handled.getContextualName()).isEqualTo("orders receive");
			assertThat(List.of(sent, handled)).allSatisfy((one) -> {
				assertThat(one.getError()).isNull();
				assertThat(Observed.events(one)).isEmpty();
			});
			assertThat(context.getBean(Plain.class).current.get()).isOne();
		});
	}

	@Test
	void sequenceAndNumberOfEventsAreOfHighCardinality() {
		runner().withBean(Plain.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			assertThat(keys(this.observed.await(PRODUCER, 1).get(0).getHighCardinalityKeyValues()))
				.containsExactly("events", "sequence");
			assertThat(keys(this.observed.await(LISTENER, 1).get(0).getHighCardinalityKeyValues()))
				.containsExactly("events", "sequence");
		});
	}

	private static List<String> keys(KeyValues values) {
		return values.stream().map((value) -> value.getKey()).toList();
	}

	@Test
	void aBatchIsSentAsOne() {
		runner().run((context) -> {
			context.getBean(RingTemplate.class).sendAll("orders", List.of(OrderPlaced.of(1), OrderPlaced.of(2)));
			assertThat(this.observed.named(PRODUCER)).singleElement()
				.satisfies((sent) -> assertThat(Observed.text(sent)).contains("events=2", "sequence=0"));
			context.getBean(RingTemplate.class).sendAll("orders", List.of());
			assertThat(this.observed.named(PRODUCER)).hasSize(1);
		});
	}

	@Test
	void aClaimIsObservedUntilItIsPublishedOrGivenUp() {
		runner().run((context) -> {
			RingSender<View> views = context.getBean(RingTemplate.class).sender("orders", View.class);
			try (RingClaim<View> claim = views.claim()) {
				claim.event().id(7);
				assertThat(this.observed.named(PRODUCER)).isEmpty();
				claim.publish();
			}
			assertThat(views.claim()).satisfies(RingClaim::close).satisfies(RingClaim::close);
			assertThat(this.observed.named(PRODUCER)).hasSize(2)
				.satisfiesExactly((sent) -> assertThat(Observed.value(sent, "sequence")).isEqualTo("0"),
						(sent) -> assertThat(Observed.events(sent)).containsExactly("ring.given.up"));
		});
	}

	@Test
	void whenTheRingIsFullItIsSaid() {
		runner().withPropertyValues("ring.rings.orders.groups=other").run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingContexts.send(template, 64);
			assertThat(template.trySend("orders", OrderPlaced.of(64))).isFalse();
			assertThat(last(this.observed.named(PRODUCER))).satisfies((sent) -> {
				assertThat(Observed.events(sent)).containsExactly("ring.full");
				assertThat(Observed.value(sent, "sequence")).isNull();
				assertThat(sent.getError()).isNull();
			});
			assertThatExceptionOfType(RingFullException.class).isThrownBy(
					() -> template.newEvent("orders", OrderPlaced.of(64)).withTimeout(Duration.ofMillis(1)).send());
			assertThat(last(this.observed.named(PRODUCER)).getError()).isInstanceOf(RingFullException.class);
		});
	}

	@Test
	void whenTheRingIsFullAClaimSaysSo() {
		runner().withPropertyValues("ring.rings.orders.groups=other").run((context) -> {
			RingSender<View> views = context.getBean(RingTemplate.class).sender("orders", View.class);
			for (int i = 0; i < 64; i++) {
				views.write(i + 1L, View::id);
			}
			assertThat(views.tryClaim()).isNull();
			assertThat(Observed.events(last(this.observed.named(PRODUCER)))).containsExactly("ring.full");
		});
	}

	@Test
	void aMethodThatTakesComponentsIsObservedAsAClaim() {
		runner().withBean(RingProducerFactoryBean.class, Views.class)
			.withPropertyValues("ring.rings.orders.types.1=" + View.class.getName(), "ring.rings.orders.groups=other")
			.run((context) -> {
				Views views = context.getBean(Views.class);
				for (int i = 0; i < 64; i++) {
					views.view(i);
				}
				assertThat(Observed.value(last(this.observed.named(PRODUCER)), "sequence")).isEqualTo("63");
				assertThat(views.tried(64)).isFalse();
				assertThat(Observed.events(last(this.observed.named(PRODUCER)))).containsExactly("ring.full");
			});
	}

	private static Context last(List<Context> contexts) {
		return contexts.get(contexts.size() - 1);
	}

	@Test
	void whatAMethodForwardsIsSentWithinTheObservation() {
		runner().withBean(Forwarding.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(Observed.parent(this.observed.sentTo("forwarded"))).isSameAs(handled);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Batched.Batch.class, Batched.Staged.class })
	void aBatchIsHandledAsOne(Class<? extends Batched> type) {
		runner().withBean("batch", type).run((context) -> {
			context.getBean(RingTemplate.class)
				.sendAll("orders", List.of(OrderPlaced.of(1), OrderPlaced.of(2), OrderPlaced.of(3)));
			Context handled = this.observed.await(LISTENER, 1).get(0);
			assertThat(Observed.text(handled)).contains("events=3", "listener=batch", "sequence=0");
			assertThat(context.getBean(Batched.class).events.get()).isEqualTo(3);
		});
	}

	@Test
	void beansOfConventionsNameAndDescribe() {
		runner().withBean(Plain.class).withBean(OwnProducers.class).withBean(OwnListeners.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			assertThat(Observed.text(this.observed.await("shop.sends", 1).get(0))).contains("tenant=blue");
			assertThat(Observed.text(this.observed.await("shop.takes", 1).get(0))).doesNotContain("listener");
			assertThat(this.observed.named(PRODUCER)).isEmpty();
			assertThat(this.observed.named(LISTENER)).isEmpty();
		});
	}

	@Test
	void nothingIsObservedUnlessItIsAskedFor() {
		runner().withPropertyValues("ring.observation.enabled=false").withBean(Plain.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			RingContexts.until(() -> context.getBean(Plain.class).taken.get() == 1);
			assertThat(this.observed.named(PRODUCER)).isEmpty();
			assertThat(this.observed.named(LISTENER)).isEmpty();
		});
	}

	@Test
	void aListenerMayBeLeftOutAndARingToo() {
		runner()
			.withPropertyValues("ring.listeners.plain.observation-enabled=false",
					"ring.rings.quiet.observation-enabled=false")
			.withBean(Plain.class)
			.run((context) -> {
				RingTemplate template = context.getBean(RingTemplate.class);
				template.send("quiet", OrderPlaced.of(1));
				template.send("orders", OrderPlaced.of(1));
				RingContexts.until(() -> context.getBean(Plain.class).taken.get() == 1);
				assertThat(this.observed.named(PRODUCER)).hasSize(1);
				assertThat(this.observed.named(LISTENER)).isEmpty();
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whereNoTracerIsOnTheClassPathThereAreTimersOnly(CapturedOutput output) {
		runner().withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.withBean(Plain.class)
			.run((context) -> {
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
				assertThat(this.observed.await(LISTENER, 1)).hasSize(1);
				assertThat(output).containsOnlyOnce("There is no tracer");
			});
	}

	@Test
	void withoutARegistryTheStartFailsWithTheKey() {
		RingContexts.in(this.directory)
			.withPropertyValues("ring.observation.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class, (ex) -> {
					assertThat(ex.key()).isEqualTo("ring.rings.orders.observation-enabled");
					assertThat(ex.expected()).contains("ObservationRegistry", "ring.observation.enabled");
				}));
	}

	@Test
	void withoutARegistryAListenerThatIsToBeObservedFailsTheStart() {
		RingContexts.in(this.directory)
			.withPropertyValues("ring.listener.observation-enabled=true")
			.withBean(Plain.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class, (ex) -> {
					assertThat(ex.key()).isEqualTo("ring.listeners.plain.observation-enabled");
					assertThat(ex.expected()).contains("ObservationRegistry");
				}));
	}

	private ApplicationContextRunner runner() {
		return this.observed.in(this.directory);
	}

	static class Plain {

		final AtomicInteger taken = new AtomicInteger();

		final AtomicInteger current = new AtomicInteger();

		@Autowired(required = false)
		ObservationRegistry registry;

		@RingListener(ring = "orders", id = "plain")
		void on(OrderPlaced order) {
			if (this.registry != null && this.registry.getCurrentObservation() != null) {
				this.current.incrementAndGet();
			}
			this.taken.incrementAndGet();
		}

	}

	static class Forwarding {

		@RingListener(ring = "orders", id = "forwarding")
		@SendTo("forwarded")
		OrderPlaced on(OrderPlaced order) {
			return OrderPlaced.of(order.id() + 1);
		}

	}

	static class OwnProducers extends DefaultRingProducerObservationConvention {

		@Override
		public String getName() {
			return "shop.sends";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(RingProducerContext context) {
			return super.getLowCardinalityKeyValues(context).and("tenant", "blue");
		}

	}

	static class OwnListeners implements RingListenerObservationConvention {

		@Override
		public String getName() {
			return "shop.takes";
		}

	}

}
