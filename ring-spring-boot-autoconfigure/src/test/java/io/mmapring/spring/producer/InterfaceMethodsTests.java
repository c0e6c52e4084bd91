package io.mmapring.spring.producer;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import io.mmapring.error.RingFullException;
import io.mmapring.event.KeyHash;
import io.mmapring.event.RingKey;
import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What methods of producer interfaces can be. */
class InterfaceMethodsTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final int SLOTS = 64;

	@TempDir
	Path directory;

	@Test
	void argumentsAreHeadersKeyAndTrace() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			ticks.from(Tick.of(1), "desk 7", Side.BUY, 4);
			ticks.from(Tick.of(2), null, null, 5);
			ticks.with("k", Map.of("a", "b", "c", 1), Tick.of(3));
			ticks.keyed(Tick.of(4), new UUID(1, 2), TRACE);
			ticks.plain(Tick.of(5));
			long abc = KeyHash.of("ABC");
			assertThat(Published.on(context, "orders")).containsExactly(
					new Published(1, abc, "", Map.of("source", "desk 7", "side", "BUY", "attempt", "4")),
					new Published(2, abc, "", Map.of("attempt", "5")),
					new Published(3, KeyHash.of("k"), "", Map.of("a", "b", "c", "1")),
					new Published(4, 3, TRACE, Map.of()), new Published(5, abc, "", Map.of()));
		});
	}

	@Test
	void theAnnotationOfSpringMessagingIsAHeaderToo() {
		run((context) -> {
			context.getBean(Ticks.class).fromMessaging(Tick.of(1), "desk 7");
			assertThat(Published.on(context, "orders")).singleElement()
				.satisfies((event) -> assertThat(event.headers()).containsExactly(Map.entry("source", "desk 7")));
		});
	}

	@Test
	void aMethodHasARingOfItsOwn() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			ticks.audit(new byte[] { 7 });
			ticks.auditByBean(new byte[] { 8 });
			assertThat(Published.numbers(context, "audit")).containsExactly(7L, 8L);
			assertThat(Published.numbers(context, "orders")).isEmpty();
		});
	}

	@Test
	void aMethodHasAPolicyOfItsOwn() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			for (int i = 0; i < SLOTS; i++) {
				assertThat(ticks.tried(Tick.of(i))).hasValue(i);
			}
			assertThat(ticks.tried(Tick.of(9))).isEmpty();
			assertThat(ticks.dropping(Tick.of(9))).isNegative();
			assertThat(ticks.waitsALittle(Tick.of(9))).isFalse();
			assertThat(ticks.all(Tick.of(8), Tick.of(9))).isFalse();
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> ticks.failing(Tick.of(9)));
			assertThat(Published.numbers(context, "orders")).hasSize(SLOTS);
			assertThat(ticks.waitsALittle(Tick.of(9))).isTrue();
		});
	}

	@Test
	void batchesAreListsCollectionsAndArrays() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			assertThat(ticks.all(Tick.of(1), Tick.of(2))).isTrue();
			assertThat(ticks.all()).isTrue();
			assertThat(ticks.collection(List.of(Tick.of(3)))).isEqualTo(2);
			ticks.iterable(List.of(Tick.of(4)));
			assertThat(Published.numbers(context, "orders")).containsExactly(1L, 2L, 3L, 4L);
		});
	}

	@Test
	void extendedInterfacesSayWhatTheirVariablesStandFor() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			ticks.put(Tick.of(1));
			ticks.putAll(List.of(Tick.of(2)));
			Sink<Tick> sink = ticks;
			sink.overridden(Tick.of(3));
			ticks.twice(Tick.of(4));
			assertThat(Ticks.of(5).id()).isEqualTo(5);
			assertThat(Published.numbers(context, "orders")).containsExactly(1L, 2L, 3L, 4L, 4L);
		});
	}

	@Test
	void methodsOfObjectThatAreDeclaredAgainAreNoProducers() {
		run((context) -> {
			Ticks ticks = context.getBean(Ticks.class);
			assertThat(ticks.toString()).isEqualTo(Ticks.class.getName() + " on ring 'orders'");
			assertThat(new HashSet<Object>(List.of(ticks, "ticks"))).contains(ticks).hasSize(2);
		});
	}

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		ApplicationContextRunner runner = RingContexts.in(this.directory)
			.withUserConfiguration(Producers.class)
			.withPropertyValues("ring.rings.orders.slot-size=256B", "ring.rings.orders.headers=key-hash,trace",
					"ring.rings.orders.user-header-size=64B", "ring.rings.orders.groups=test",
					"ring.rings.audit.groups=test", "audit.ring=audit", "audit.full=drop");
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	enum Side {

		SELL, BUY

	}

	/** Generic, and found through another one. */
	interface Sink<E> {

		void put(E event);

		long putAll(List<? extends E> events);

		void overridden(E event);

		default void twice(E event) {
			put(event);
			put(event);
		}

	}

	@RingProducer("${orders.ring:orders}")
	interface Ticks extends Sink<Tick> {

		@Override
		void overridden(Tick tick);

		void plain(Tick tick);

		void from(Tick tick, @RingHeader("source") @Nullable String source, @RingHeader("side") @Nullable Side side,
				@RingHeader int attempt);

		void fromMessaging(Tick tick, @Header("source") String source);

		void with(@RingKey String key, @RingHeader Map<String, Object> headers, Tick tick);

		void keyed(Tick tick, @RingKey UUID key, @RingHeader(RingHeader.TRACEPARENT) String trace);

		@RingSend(ring = "${audit.ring}", onFull = "${audit.full}")
		void audit(byte[] line);

		@RingSend("#{@auditRing}")
		void auditByBean(byte[] line);

		OptionalLong tried(Tick tick);

		@RingSend(onFull = "drop")
		long dropping(Tick tick);

		@RingSend(onFull = "fail")
		void failing(Tick tick);

		@RingSend(timeout = "2ms")
		boolean waitsALittle(Tick tick);

		boolean all(Tick... ticks);

		long collection(Collection<Tick> ticks);

		void iterable(Iterable<? extends Tick> ticks);

		static Tick of(long id) {
			return Tick.of(id);
		}

		@Override
		boolean equals(@Nullable Object other);

		@Override
		int hashCode();

		@Override
		String toString();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Ticks.class)
	static class Producers {

		@Bean
		String auditRing() {
			return "audit";
		}

	}

}
