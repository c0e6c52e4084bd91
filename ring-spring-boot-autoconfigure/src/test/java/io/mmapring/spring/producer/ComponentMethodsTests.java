package io.mmapring.spring.producer;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Configuration;

import io.mmapring.error.EventEncodingException;
import io.mmapring.error.RingFullException;
import io.mmapring.event.KeyHash;
import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;
import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSend;
import io.mmapring.spring.RingSignatureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Methods of producer interfaces whose arguments are the components of an event. */
class ComponentMethodsTests {

	private static final int SLOTS = 64;

	private static final String TICK = "io.mmapring.spring.producer.Tick";

	@TempDir
	Path directory;

	@Test
	void theArgumentsAreTheEvent() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			ticks.tick(1, "ABC");
			assertThat(ticks.sequence("DEF", 2)).isEqualTo(1);
			assertThat(ticks.tried(3, null)).isTrue();
			assertThat(ticks.optional(4, "GHI")).hasValue(3);
			ticks.whole(Tick.of(5));
			ticks.twice(6);
			assertThat(Published.on(context, "orders")).containsExactly(
					new Published(1, KeyHash.of("ABC"), "", Map.of()),
					new Published(2, KeyHash.of("DEF"), "", Map.of()), new Published(3, 0, "", Map.of()),
					new Published(4, KeyHash.of("GHI"), "", Map.of()),
					new Published(5, KeyHash.of("ABC"), "", Map.of()), new Published(6, KeyHash.of("X"), "", Map.of()),
					new Published(6, KeyHash.of("Y"), "", Map.of()));
			assertThat(ticks).hasToString(Ticks.class.getName() + " on ring 'orders'").isEqualTo(ticks);
		});
	}

	@Test
	void headersAndKeyGoBesideThem() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			ticks.from(1, "desk 7", "ABC", 4);
			ticks.keyed(9L, 2, "ABC");
			ticks.keyedById(3, "ABC");
			assertThat(Published.on(context, "orders")).containsExactly(
					new Published(1, KeyHash.of("ABC"), "", Map.of("source", "desk 7", "attempt", "4")),
					new Published(2, 9, "", Map.of()), new Published(3, 3, "", Map.of()));
		});
	}

	@Test
	void theTypeOfTheEventIsTheOnlyOneOfTheRingOrSaid() {
		RingContexts.in(this.directory)
			.withUserConfiguration(OtherProducers.class)
			.withPropertyValues("ring.rings.orders.types.1=" + TICK, "ring.rings.quotes.types.1=" + TICK,
					"ring.rings.quotes.types.2=" + Quote.class.getName(), "ring.rings.orders.groups=test",
					"ring.rings.quotes.groups=test", "quote.type=" + Quote.class.getName())
			.run((context) -> {
				context.getBean(OnlyComponents.class).tick(7, "ABC");
				context.getBean(Quotes.class).quote(1.5, 8);
				assertThat(Published.numbers(context, "orders")).containsExactly(7L);
				assertThat(Published.numbers(context, "quotes")).containsExactly(8L);
			});
	}

	@Test
	void whatFollowsAFullRingIsAsForOtherMethods() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			for (int i = 0; i < SLOTS; i++) {
				assertThat(ticks.dropping(i, "ABC")).isEqualTo(i);
			}
			assertThat(ticks.tried(9, "ABC")).isFalse();
			assertThat(ticks.optional(9, "ABC")).isEmpty();
			assertThat(ticks.waitsALittle(9, "ABC")).isFalse();
			assertThat(ticks.dropping(9, "ABC")).isNegative();
			assertThat(ticks.dropping(9, "ABC")).isNegative();
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> ticks.failing(9, "ABC"));
			assertThat(Published.numbers(context, "orders")).hasSize(SLOTS);
			assertThat(ticks.waitsALittle(9, "ABC")).isTrue();
		});
	}

	@Test
	void whatHasNoRoomInTheLayoutIsGivenUp() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			assertThatExceptionOfType(EventEncodingException.class)
				.isThrownBy(() -> ticks.tick(1, "far too long a symbol"))
				.withMessageContaining("symbol");
			ticks.tick(2, "ABC");
			assertThat(Published.numbers(context, "orders")).containsExactly(2L);
		});
	}

	@Test
	void aProducerMayBeProxied() {
		AtomicInteger calls = new AtomicInteger();
		MethodInterceptor counting = (invocation) -> {
			calls.incrementAndGet();
			return invocation.proceed();
		};
		runner().withInitializer((context) -> {
			RootBeanDefinition proxies = new RootBeanDefinition(DefaultAdvisorAutoProxyCreator.class);
			proxies.getPropertyValues().add("proxyTargetClass", true);
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("proxies", proxies);
		}).withBean(NameMatchMethodPointcutAdvisor.class, () -> {
			NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor(counting);
			advisor.addMethodName("tick");
			return advisor;
		}).run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			assertThat(Proxy.isProxyClass(ticks.getClass())).isTrue();
			ticks.tick(1, "ABC");
			assertThat(calls).hasValue(1);
			assertThat(Published.numbers(context, "orders")).containsExactly(1L);
		});
	}

	static Stream<Arguments> wrong() {
		String components = "long id, String symbol, the components of " + TICK;
		return Stream.of(Arguments.of(WrongName.class, "arguments=long number, String symbol (expected: " + components),
				Arguments.of(Missing.class, "arguments=long id (expected: " + components),
				Arguments.of(Extra.class, "arguments=long id, String symbol, double price (expected: " + components),
				Arguments.of(WrongType.class, "arguments=Long id, String symbol (expected: " + components),
				Arguments.of(NoNames.class,
						"names of the arguments=none (expected: those of the components of " + TICK
								+ ": long id, String symbol)"),
				Arguments.of(NoType.class, "or components of one of the events [] (expected: one type of event"),
				Arguments.of(TwoTypes.class, "or components of one of the events [" + Quote.class.getName() + ", "),
				Arguments.of(OddType.class, "type=Nowhere (expected: a class of events)"),
				Arguments.of(NotDivisible.class, "java.lang.String has a codec of its own"),
				Arguments.of(WholeToo.class, "arguments=Tick tick (expected: " + components));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void whatCannotWorkFailsTheStart(Class<?> type, String problem) {
		RingContexts.in(this.directory)
			.withBean(RingProducerFactoryBean.class, type)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingSignatureException.class, (ex) -> {
					assertThat(ex.place()).startsWith("@RingProducer " + type.getName() + ".");
					assertThat(ex.problem()).contains(problem);
				}));
	}

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withUserConfiguration(Producers.class)
			.withPropertyValues("ring.rings.orders.slot-size=256B", "ring.rings.orders.headers=key-hash,trace",
					"ring.rings.orders.user-header-size=64B", "ring.rings.orders.groups=test");
	}

	@RingEvent
	interface Quote {

		long id();

		double price();

	}

	@RingProducer("orders")
	interface Ticks {

		void whole(Tick tick);

		void tick(long id, @Nullable String symbol);

		long sequence(String symbol, long id);

		boolean tried(long id, @Nullable String symbol);

		OptionalLong optional(long id, String symbol);

		void from(long id, @RingHeader("source") String source, String symbol, @RingHeader int attempt);

		void keyed(@RingKey long customer, long id, String symbol);

		@RingSend(type = TICK)
		void keyedById(@RingKey long id, String symbol);

		@RingSend(onFull = "drop")
		long dropping(long id, String symbol);

		@RingSend(onFull = "fail")
		void failing(long id, String symbol);

		@RingSend(timeout = "2ms")
		boolean waitsALittle(long id, String symbol);

		default void twice(long id) {
			tick(id, "X");
			tick(id, "Y");
		}

	}

	@RingProducer("orders")
	interface OnlyComponents {

		void tick(long id, String symbol);

	}

	@RingProducer("quotes")
	interface Quotes {

		@RingSend(type = "${quote.type}")
		void quote(double price, long id);

	}

	@RingProducer("orders")
	interface WrongName {

		void whole(Tick tick);

		void send(long number, String symbol);

	}

	@RingProducer("orders")
	interface Missing {

		void whole(Tick tick);

		void send(long id);

	}

	@RingProducer("orders")
	interface Extra {

		void all(List<Tick> ticks);

		void send(long id, String symbol, double price);

	}

	@RingProducer("orders")
	interface WrongType {

		void whole(Tick tick);

		void send(Long id, String symbol);

	}

	/** Classes of the JDK do not tell the names of their arguments. */
	@RingProducer("orders")
	interface NoNames extends LongBinaryOperator {

		void whole(Tick tick);

	}

	@RingProducer("orders")
	interface NoType {

		void send(long id, String symbol);

	}

	@RingProducer("orders")
	interface TwoTypes {

		void tick(Tick tick);

		void quote(Quote quote);

		void send(long id, String symbol);

	}

	@RingProducer("orders")
	interface OddType {

		@RingSend(type = "Nowhere")
		void send(long id, String symbol);

	}

	@RingProducer("orders")
	interface NotDivisible {

		@RingSend(type = "java.lang.String")
		void send(long id, String symbol);

	}

	@RingProducer("orders")
	interface WholeToo {

		@RingSend(type = TICK)
		void send(Tick tick);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Ticks.class)
	static class Producers {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = { OnlyComponents.class, Quotes.class })
	static class OtherProducers {

	}

}
