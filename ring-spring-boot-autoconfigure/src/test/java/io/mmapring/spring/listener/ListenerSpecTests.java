package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingStartException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.actuate.RingMeters;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Listeners without an annotation. */
class ListenerSpecTests {

	@TempDir
	Path directory;

	private final List<String> seen = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aBeanIsAListener(boolean lazy) {
		ApplicationContextRunner runner = runner();
		if (lazy) {
			runner = runner.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
		}
		runner.withBean(RingListenerSpec.class, this::each)
			.withPropertyValues("ring.listeners.audit.max-batch-size=3", "first=risk")
			.run((context) -> {
				RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("audit");
				assertThat(container.group()).isEqualTo("the-audit");
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(7));
				RingContexts.until(() -> this.seen.size() == 1);
				assertThat(this.seen).containsExactly("7 at 0 of audit");
			});
	}

	@Test
	void aListenerComesAndGoesWhileTheApplicationRuns() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			MeterRegistry meters = new SimpleMeterRegistry();
			new RingMeters(context.getBean(ManagedRings.class), context.getBean(ListenerRegistry.class),
					context.getBean(RingWatch.class))
				.bindTo(meters);
			RingListenerContainer container = registry.register(each());
			assertThat(meters.get("ring.listener.events").tag("listener", "audit").meter()).isNotNull();
			template.send("orders", OrderPlaced.of(1));
			RingContexts.until(() -> this.seen.size() == 1);
			registry.unregister("audit");
			assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
			assertThat(registry.all()).isEmpty();
			assertThat(meters.getMeters()).noneMatch((meter) -> meter.getId().getName().startsWith("ring.listener"));
			template.send("orders", OrderPlaced.of(2));
			registry.register(each());
			RingContexts.until(() -> this.seen.size() == 2);
			assertThat(this.seen).containsExactly("1 at 0 of audit", "2 at 1 of audit");
		});
	}

	@Test
	void batchesAreTakenToo() {
		runner().run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.register(RingListenerSpec.batches("orders", "batches", OrderPlaced.class,
					(orders, metadata) -> orders.forEach((order) -> this.seen.add("batch " + order.id()))));
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			RingContexts.until(() -> this.seen.size() == 1);
			assertThat(this.seen).containsExactly("batch 1");
		});
	}

	@Test
	void whenItsIdIsTakenItIsRefused() {
		runner().withBean(RingListenerSpec.class, this::each).run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			assertThatExceptionOfType(RingSignatureException.class).isThrownBy(() -> registry.register(each()))
				.withMessageContaining("RingListenerSpec 'audit' cannot work: id='audit' is also that of another");
			assertThat(registry.all()).hasSize(1);
		});
	}

	@Test
	void whenItsGroupCannotBeTakenItIsNotAdded() {
		runner().run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			assertThatExceptionOfType(RingStartException.class)
				.isThrownBy(() -> registry.register(each().after("nobody")))
				.withMessageContaining("listener 'audit' (group 'the-audit')");
			assertThat(registry.all()).isEmpty();
			registry.register(each());
			assertThat(registry.get("audit").state()).isEqualTo(RingListenerState.RUNNING);
		});
	}

	@Test
	void whenItsMethodHasNotReturnedItIsNotForgotten() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		runner().withPropertyValues("ring.listener.shutdown.timeout=50ms").run((context) -> {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.register(RingListenerSpec.each("orders", "slow", OrderPlaced.class, (order, metadata) -> {
				entered.countDown();
				awaitUninterrupted(release);
			}));
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			entered.await();
			assertThatIllegalStateException().isThrownBy(() -> registry.unregister("slow"))
				.withMessageContaining("cannot unregister listener 'slow' of ring 'orders': state=stopping");
			release.countDown();
			RingContexts.until(() -> registry.get("slow").state() == RingListenerState.STOPPED);
			registry.unregister("slow");
			assertThat(registry.find("slow")).isEmpty();
		});
	}

	@Test
	void whatTheAnnotationDoesNotHaveIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> each().with("colour", "red"))
			.withMessage("attribute=colour (expected: one of @RingListener)");
		assertThatIllegalArgumentException().isThrownBy(() -> each().with("group", "a", "b"))
			.withMessage("group=[a, b] (expected: one value)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RingListenerSpec.each("", "id", OrderPlaced.class, (order, metadata) -> {
			}))
			.withMessage("ring='', id='id' (expected: two names)");
	}

	private RingListenerSpec each() {
		return RingListenerSpec
			.each("orders", "audit", OrderPlaced.class,
					(order, metadata) -> this.seen
						.add(order.id() + " at " + metadata.sequence() + " of " + metadata.listener()))
			.group("${group:the-audit}")
			.with("maxBatchSize", "10");
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		boolean released = false;
		while (!released) {
			try {
				latch.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// stopped: the method goes on all the same
			}
		}
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

}
