package io.mmapring.spring.observation;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingObservationAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces of events, by a tracer of OpenTelemetry. */
@ExtendWith(OutputCaptureExtension.class)
class TracesTests {

	private static final String RECEIVE = "orders receive";

	private static final String SEND = "orders send";

	private static final String ELSEWHERE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	@TempDir
	Path directory;

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	@Test
	void aListenersSpanIsAChildOfTheProducers() {
		runner().withBean(Single.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 2);
			List<SpanData> received = await(RECEIVE, 2);
			List<SpanData> sent = await(SEND, 2);
			for (int i = 0; i < 2; i++) {
				assertThat(received.get(i).getTraceId()).isEqualTo(sent.get(i).getTraceId());
				assertThat(received.get(i).getParentSpanId()).isEqualTo(sent.get(i).getSpanId());
			}
			assertThat(sent).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
			assertThat(sent).extracting(SpanData::getKind).containsOnly(SpanKind.PRODUCER);
			assertThat(received).extracting(SpanData::getKind).containsOnly(SpanKind.CONSUMER);
			assertThat(received.get(1).getAttributes().asMap().toString()).contains("group=shop.single",
					"listener=single", "ring=orders", "sequence=1");
		});
	}

	@Test
	void aListenerReadsTheTraceWithoutATracer() {
		runner().withBean(Single.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			SpanData sent = await(SEND, 1).get(0);
			await(RECEIVE, 1);
			assertThat(context.getBean(Single.class).traces).singleElement()
				.asString()
				.startsWith("00-" + sent.getTraceId() + "-" + sent.getSpanId() + "-");
		});
	}

	@Test
	void aTraceThatTheSenderSaysGoesBeforeItsOwn() {
		runner().withBean(Single.class).run((context) -> {
			context.getBean(RingTemplate.class).newEvent("orders", OrderPlaced.of(1)).withTraceparent(ELSEWHERE).send();
			assertThat(await(RECEIVE, 1).get(0).getParentSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331");
		});
	}

	@Test
	void aBatchHasOneSpanWithLinksToTheProducers() {
		runner().withPropertyValues("ring.listener.auto-startup=false").withBean(Batch.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			context.getBean(RingListenerRegistry.class).start("batch");
			SpanData received = await(RECEIVE, 1).get(0);
			List<SpanData> sent = await(SEND, 3);
			assertThat(received.getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
				.containsExactlyElementsOf(sent.stream().map(SpanData::getSpanId).toList());
			assertThat(received.getLinks()).extracting((link) -> link.getSpanContext().getTraceId())
				.containsExactlyElementsOf(sent.stream().map(SpanData::getTraceId).toList());
			assertThat(received.getParentSpanContext().isValid()).isFalse();
			assertThat(sent).extracting(SpanData::getTraceId).doesNotContain(received.getTraceId());
			assertThat(received.getKind()).isEqualTo(SpanKind.CONSUMER);
		});
	}

	@Test
	void springsOwnHandlersOfTracesAreThereToo() {
		runner().run((context) -> assertThat(context).hasSingleBean(PropagatingReceiverTracingObservationHandler.class)
			.hasSingleBean(LinkedBatches.class));
	}

	@Test
	void whenAMethodThrowsTheSpanHasTheErrorAndWhatFollows() {
		runner().withPropertyValues("ring.listener.error.max-attempts=2", "ring.listener.error.back-off=1ms")
			.withBean(Failing.class)
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 1);
				SpanData received = await(RECEIVE, 1).get(0);
				assertThat(received.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
				assertThat(received.getEvents()).extracting(EventData::getName)
					.containsExactly("ring.retry", "ring.skip", "exception");
			});
	}

	@Test
	void whenEventsHaveNoHeaderForTracesTheStartFails() {
		runner().withPropertyValues("ring.rings.orders.headers=none")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class, (ex) -> {
					assertThat(ex.key()).isEqualTo("ring.rings.orders.observation-enabled");
					assertThat(ex.expected()).contains("ring.rings.orders.headers=trace");
				}));
	}

	@Test
	void whenEventsHaveNoHeaderForTracesAListenerIsNotObserved() {
		runner()
			.withPropertyValues("ring.rings.orders.headers=none", "ring.observation.enabled=false",
					"ring.listener.observation-enabled=true")
			.withBean(Single.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class,
						(ex) -> assertThat(ex.key()).isEqualTo("ring.listeners.single.observation-enabled")));
	}

	@Test
	void whenTheTraceIsPropagatedInAnotherWayThatIsLoggedOnce(CapturedOutput output) {
		runner().withPropertyValues("management.tracing.propagation.type=b3").withBean(Single.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 3);
			assertThat(await(RECEIVE, 3)).noneMatch((span) -> span.getParentSpanContext().isValid());
			assertThat(output).containsOnlyOnce("Events of ring 'orders' do not carry their trace")
				.contains("management.tracing.propagation.produce");
		});
	}

	@Test
	void whatIsNotObservedGoesOnInTheTraceOfItsEvent() {
		runner().withPropertyValues("ring.listener.observation-enabled=false").withBean(Single.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 1);
			SpanData sent = await(SEND, 1).get(0);
			RingContexts.until(() -> !context.getBean(Single.class).traces.isEmpty());
			assertThat(context.getBean(Single.class).traces.get(0)).contains(sent.getTraceId());
			assertThat(named(RECEIVE)).isEmpty();
		});
	}

	private List<SpanData> named(String name) {
		return this.spans.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

	private List<SpanData> await(String name, int count) {
		RingContexts.until(() -> named(name).size() >= count);
		return named(name);
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class,
					OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class,
					MicrometerTracingAutoConfiguration.class, RingObservationAutoConfiguration.class))
			.withBean(SpanProcessor.class, () -> SimpleSpanProcessor.create(this.spans))
			.withPropertyValues("management.tracing.sampling.probability=1", "ring.observation.enabled=true",
					"ring.rings.orders.headers=trace", "ring.rings.orders.slot-size=128B");
	}

	static class Single {

		final List<String> traces = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "single")
		void on(OrderPlaced order, RingMetadata metadata) {
			if (order.id() >= 0) {
				this.traces.add(String.valueOf(metadata.headers().traceparent()));
			}
		}

	}

	static class Batch {

		@RingListener(ring = "orders", id = "batch")
		void on(List<OrderPlaced> orders) {
			assertThat(orders).hasSize(3);
		}

	}

	static class Failing {

		@RingListener(ring = "orders", id = "failing")
		void on(OrderPlaced order) {
			throw new ArithmeticException(order.toString());
		}

	}

}
