package io.mmapring.spring.producer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.annotation.PostConstruct;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Senders that are injected. */
class SenderInjectionTests {

	@TempDir
	Path directory;

	@Test
	void aSenderIsInjectedIntoAConstructor() {
		runner().withBean(ByConstructor.class).run((context) -> {
			RingSender<OrderPlaced> sender = context.getBean(ByConstructor.class).orders;
			assertThat(sender.ring()).isEqualTo("orders");
			assertThat(sender.send(OrderPlaced.of(1))).isZero();
			assertThat(sender.trySend(OrderPlaced.of(2))).isTrue();
			assertThat(sender.sendAll(List.of(OrderPlaced.of(3), OrderPlaced.of(4)))).isEqualTo(2);
		});
	}

	@Test
	void aSenderIsInjectedIntoAField() {
		runner().withBean(ByField.class)
			.run((context) -> assertThat(context.getBean(ByField.class).orders.ring()).isEqualTo("orders"));
	}

	@Test
	void aSenderIsInjectedIntoAParameterOfABeanMethod() {
		runner().withUserConfiguration(ByParameter.class)
			.run((context) -> assertThat(context.getBean(StringBuilder.class)).hasToString("orders audit"));
	}

	@Test
	void sendersOfDifferentRingsAndTypesAreDifferent() {
		runner().withBean(TwoSenders.class)
			.withPropertyValues("ring.rings.orders.types.1=" + OrderPlaced.class.getName(),
					"ring.rings.orders.types.2=" + OrderCancelled.class.getName())
			.run((context) -> {
				TwoSenders senders = context.getBean(TwoSenders.class);
				assertThat(senders.placed.send(OrderPlaced.of(1))).isZero();
				assertThat(senders.cancelled.send(new OrderCancelled(1))).isOne();
			});
	}

	@Test
	void whenARingHasTwoTypesWithoutNumbersTheStartFails() {
		runner().withBean(TwoSenders.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingPropertyException.class)
				.hasMessageContaining("ring.rings.orders.types={}")
				.hasMessageContaining(OrderPlaced.class.getName())
				.hasMessageContaining(OrderCancelled.class.getName()));
	}

	@Test
	void whenAnEventTypeHasNoCodecTheStartFails() {
		runner().withBean(NoCodec.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("no codec for events of type java.lang.Thread"));
	}

	@Test
	void whenASenderIsUsedTooEarlyItSaysWhenToUseIt() {
		runner().withBean(Early.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ring 'orders' is not open")
				.hasMessageContaining("ApplicationRunner"));
	}

	@Test
	void whenTheContextIsClosedASenderSaysSo() {
		List<RingSender<OrderPlaced>> sender = new ArrayList<>();
		runner().withBean(ByConstructor.class)
			.run((context) -> sender.add(context.getBean(ByConstructor.class).orders));
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> sender.get(0).send(OrderPlaced.of(1)));
	}

	@Test
	void whenTheRingIsFullAndThePolicyIsFailASenderFails() {
		full("fail", (sender) -> {
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> sender.send(OrderPlaced.of(9)));
			assertThat(sender.trySend(OrderPlaced.of(9))).isFalse();
		});
	}

	@Test
	void whenTheRingIsFullAndThePolicyIsDropTheEventIsDropped() {
		full("drop", (sender) -> assertThat(sender.send(OrderPlaced.of(9))).isNegative());
	}

	@Test
	void manyThreadsSendOnARingForManyProducers() {
		manyThreadsSend("multi");
	}

	@Test
	void manyThreadsSendOnARingForASingleProducer() {
		manyThreadsSend("single");
	}

	@Test
	void bytesGoAsTheyAre() {
		runner().withBean(BytesSender.class).withBean(Anything.class).run((context) -> {
			context.getBean(BytesSender.class).bytes.send(new byte[] { 1, 2, 3 });
			Anything anything = context.getBean(Anything.class);
			RingContexts.untilAsserted(() -> {
				assertThat(anything.bytes).singleElement().isEqualTo(new byte[] { 1, 2, 3 });
				assertThat(anything.lengths).containsExactly(3);
			});
		});
	}

	private void full(String onFull, Consumer<RingSender<OrderPlaced>> check) {
		runner().withBean(ByConstructor.class)
			.withPropertyValues("ring.rings.orders.on-full=" + onFull, "ring.rings.orders.groups=other")
			.run((context) -> {
				RingSender<OrderPlaced> sender = context.getBean(ByConstructor.class).orders;
				for (int i = 0; i < 64; i++) {
					sender.send(OrderPlaced.of(i));
				}
				check.accept(sender);
			});
	}

	private void manyThreadsSend(String producers) {
		runner().withBean(ByConstructor.class)
			.withBean(Count.class)
			.withPropertyValues("ring.rings.orders.producers=" + producers)
			.run((context) -> {
				RingSender<OrderPlaced> sender = context.getBean(ByConstructor.class).orders;
				List<Thread> threads = new ArrayList<>();
				for (int t = 0; t < 8; t++) {
					long first = t * 1000L;
					Thread thread = new Thread(() -> {
						for (int i = 0; i < 1000; i++) {
							sender.send(OrderPlaced.of(first + i));
						}
					});
					thread.start();
					threads.add(thread);
				}
				for (Thread thread : threads) {
					thread.join();
				}
				Count count = context.getBean(Count.class);
				RingContexts.until(() -> count.ids.size() == 8000);
				assertThat(count.ids).doesNotHaveDuplicates();
			});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	static class ByConstructor {

		final RingSender<OrderPlaced> orders;

		ByConstructor(@RingProducer("orders") RingSender<OrderPlaced> orders) {
			this.orders = orders;
		}

	}

	static class ByField {

		@Autowired
		@RingProducer("orders")
		RingSender<OrderPlaced> orders;

	}

	@Configuration(proxyBeanMethods = false)
	static class ByParameter {

		@Bean
		StringBuilder rings(@RingProducer("${no.such.key:orders}") RingSender<OrderPlaced> orders,
				@RingProducer("audit") ObjectProvider<RingSender<String>> audit) {
			return new StringBuilder(orders.ring() + " " + audit.getObject().ring());
		}

	}

	static class TwoSenders {

		final RingSender<OrderPlaced> placed;

		final RingSender<OrderCancelled> cancelled;

		TwoSenders(@RingProducer("orders") RingSender<OrderPlaced> placed,
				@RingProducer("orders") RingSender<OrderCancelled> cancelled) {
			this.placed = placed;
			this.cancelled = cancelled;
		}

	}

	static class NoCodec {

		NoCodec(@RingProducer("orders") RingSender<Thread> threads) {
			assertThat(threads).isNotNull();
		}

	}

	static class Early {

		@Autowired
		@RingProducer("orders")
		RingSender<OrderPlaced> orders;

		@PostConstruct
		void send() {
			this.orders.send(OrderPlaced.of(1));
		}

	}

	static class BytesSender {

		@Autowired
		@RingProducer("orders")
		RingSender<byte[]> bytes;

	}

	static class Anything {

		final List<byte[]> bytes = new CopyOnWriteArrayList<>();

		final List<Integer> lengths = new CopyOnWriteArrayList<>();

		@RingListener("orders")
		void onBytes(byte[] event) {
			this.bytes.add(event);
		}

		@RingListener("orders")
		void onBuffer(DirectBuffer event) {
			this.lengths.add(event.capacity());
		}

	}

	static class Count {

		final List<Long> ids = Collections.synchronizedList(new ArrayList<>());

		@RingListener("orders")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

	}

}
