package io.mmapring.spring.producer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;
import io.mmapring.spring.ImportedRingProducers;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSend;
import io.mmapring.spring.RingSignatureException;

import static org.assertj.core.api.Assertions.assertThat;

/** Interfaces that cannot work as producers: the start fails and says where. */
class ProducerSignatureTests {

	@TempDir
	Path directory;

	static Stream<Arguments> wrong() {
		return Stream.of(Arguments.of(NoArgument.class, ".send()", "arguments=0 (expected: one of them an event)"),
				Arguments.of(TwoEvents.class, ".send(Tick, String)", "arguments 1 and 2 are events (expected: one)"),
				Arguments.of(HeaderOnly.class, ".send(String)", "arguments=1 (expected: one of them an event)"),
				Arguments.of(UnknownResult.class, ".send(Tick)", "result=java.lang.String (expected: void, long"),
				Arguments.of(NoHeaders.class, ".send(Tick, String)",
						"ring 'orders' has no room for headers of the application's own"),
				Arguments.of(NoTrace.class, ".send(Tick, String)", "ring 'orders' has no header trace"),
				Arguments.of(NoKeyHash.class, ".send(Tick, String)", "ring 'orders' has no header key-hash"),
				Arguments.of(OddHeader.class, ".send(Tick, Thread)",
						"header 'by' is a java.lang.Thread (expected: a text"),
				Arguments.of(OddKey.class, ".send(Tick, double)", "@RingKey is a double (expected: a whole number"),
				Arguments.of(TwoKeys.class, ".send(Tick, long, long)", "argument 3 is a second @RingKey"),
				Arguments.of(BatchWithHeader.class, ".send(List, String)", "arguments=a batch and headers"),
				Arguments.of(BatchOfBytes.class, ".send(List)", "expected: an event type with a number, in the list"),
				Arguments.of(NoPlaceholder.class, "@RingProducer ", "ring='${no.such.key}'"),
				Arguments.of(NoExpression.class, "@RingProducer ", "ring='#{noSuchBean.name}' cannot be resolved"),
				Arguments.of(NoRing.class, "@RingProducer ", "ring=''"),
				Arguments.of(NoCodec.class, ".send(Thread)", "no codec for events of type java.lang.Thread"),
				Arguments.of(Unresolved.class, ".send(Object)", "argument=E (expected: an event type)"),
				Arguments.of(TwoRings.class, "@RingProducer ", "rings={orders="),
				Arguments.of(OddPolicy.class, ".send(Tick)", "onFull=panic (expected: one of block, fail, drop)"),
				Arguments.of(OddTimeout.class, ".send(Tick)", "timeout=soon (expected: a time of zero or more"),
				Arguments.of(NegativeTimeout.class, ".send(Tick)", "timeout=-1s (expected: a time of zero or more"),
				Arguments.of(PolicyAndBoolean.class, ".send(Tick)", "onFull=DROP and result=boolean"),
				Arguments.of(KeyedTwice.class, ".send(TwoKeyed)", "on one component only, it is also on a"),
				Arguments.of(KeyedOddly.class, ".send(OddlyKeyed)", "=price, a double"));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void whatCannotWorkFailsTheStart(Class<?> type, String place, String problem) {
		RingContexts.in(this.directory)
			.withInitializer((context) -> context.getBeanFactory()
				.registerSingleton("imported", new ImportedRingProducers(new String[0], new Class<?>[] { type })))
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(RingSignatureException.class, (ex) -> {
					assertThat(ex.place()).startsWith("@RingProducer " + type.getName()).contains(place);
					assertThat(ex.problem()).contains(problem);
					assertThat(ex.action()).isNotEmpty();
					FailureAnalysis analysis = analyze(ex);
					assertThat(analysis.getDescription()).contains(ex.place()).contains(problem);
				}));
	}

	@Test
	void aLazyProducerThatCannotWorkFailsWhenItIsUsed() {
		RingContexts.in(this.directory)
			.withPropertyValues("spring.main.lazy-initialization=true")
			.withBean(RingProducerFactoryBean.class, NoHeaders.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ring.rings.orders.user-header-size"));
	}

	private static FailureAnalysis analyze(Throwable ex) {
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
			});
		return analyzers.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.mmapring"))
			.map((analyzer) -> analyzer.analyze(ex))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	@RingProducer("orders")
	interface NoArgument {

		void send();

	}

	@RingProducer("orders")
	interface TwoEvents {

		void send(Tick tick, String text);

	}

	@RingProducer("orders")
	interface HeaderOnly {

		void send(@RingHeader("by") String by);

	}

	@RingProducer("orders")
	interface UnknownResult {

		String send(Tick tick);

	}

	@RingProducer("orders")
	interface NoHeaders {

		void send(Tick tick, @RingHeader("by") String by);

	}

	@RingProducer("orders")
	interface NoTrace {

		void send(Tick tick, @RingHeader(RingHeader.TRACEPARENT) String trace);

	}

	@RingProducer("orders")
	interface NoKeyHash {

		void send(Tick tick, @RingKey String key);

	}

	@RingProducer("orders")
	interface OddHeader {

		void send(Tick tick, @RingHeader("by") Thread by);

	}

	@RingProducer("orders")
	interface OddKey {

		void send(Tick tick, @RingKey double key);

	}

	@RingProducer("orders")
	interface TwoKeys {

		void send(Tick tick, @RingKey long one, @RingKey long two);

	}

	@RingProducer("orders")
	interface BatchWithHeader {

		void send(List<Tick> ticks, @RingHeader("by") String by);

	}

	@RingProducer("orders")
	interface BatchOfBytes {

		void send(List<byte[]> ticks);

	}

	@RingProducer("${no.such.key}")
	interface NoPlaceholder {

		void send(Tick tick);

	}

	@RingProducer("#{noSuchBean.name}")
	interface NoExpression {

		void send(Tick tick);

	}

	@RingProducer("${no.such.key:}")
	interface NoRing {

		void send(Tick tick);

	}

	@RingProducer("orders")
	interface NoCodec {

		void send(Thread thread);

	}

	@RingProducer("orders")
	interface Unresolved<E> {

		void send(E event);

	}

	@RingProducer("audit")
	interface OtherRing {

	}

	@RingProducer("orders")
	interface TwoRings extends OtherRing {

		void send(Tick tick);

	}

	@RingProducer("orders")
	interface OddPolicy {

		@RingSend(onFull = "panic")
		void send(Tick tick);

	}

	@RingProducer("orders")
	interface OddTimeout {

		@RingSend(timeout = "soon")
		void send(Tick tick);

	}

	@RingProducer("orders")
	interface NegativeTimeout {

		@RingSend(timeout = "-1s")
		void send(Tick tick);

	}

	@RingProducer("orders")
	interface PolicyAndBoolean {

		@RingSend(onFull = "drop")
		boolean send(Tick tick);

	}

	@RingProducer("orders")
	interface KeyedTwice {

		void send(TwoKeyed event);

	}

	@RingProducer("orders")
	interface KeyedOddly {

		void send(OddlyKeyed event);

	}

	@RingEvent
	record TwoKeyed(@RingKey long a, @RingKey long b) {
	}

	@RingEvent
	record OddlyKeyed(@RingKey double price) {
	}

}
