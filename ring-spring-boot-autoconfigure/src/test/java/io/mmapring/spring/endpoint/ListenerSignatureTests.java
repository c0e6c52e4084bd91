package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.spring.RingEventId;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Which methods can be listeners, and how they are called. */
class ListenerSignatureTests {

	private static final UUID RING_ID = UUID.randomUUID();

	private final Good good = new Good();

	private final DeliveryContext context = new DeliveryContext("orders", "audit", "shop.audit",
			(type) -> "type" + type, () -> RING_ID);

	@ParameterizedTest
	@CsvSource({ "event, 5", "sequence, 5 7", "everything, 5 7 true", "anyOrder, 5 7 true",
			"metadata, 5 7 true orders audit shop.audit 3 type3 1" })
	void aMethodWithAnEventIsCalledWithWhatItAsksFor(String name, String call) throws Throwable {
		ListenerSignature signature = signature(this.good, name);
		assertThat(signature.eventTypes()).containsExactly(OrderPlaced.class);
		assertThat(signature.batch()).isFalse();
		this.context.at(3, 7, true);
		assertThat((Object) signature.invoker().invokeExact((Object) OrderPlaced.of(5), this.context)).isNull();
		assertThat(this.good.calls).containsExactly(call);
	}

	@Test
	void aMethodWithAListTakesBatches() throws Throwable {
		ListenerSignature signature = signature(this.good, "batch");
		assertThat(signature.eventTypes()).containsExactly(OrderPlaced.class);
		assertThat(signature.batch()).isTrue();
		this.context.at(3, 7, true);
		Object orders = List.of(OrderPlaced.of(1), OrderPlaced.of(2));
		assertThat((Object) signature.invoker().invokeExact(orders, this.context)).isNull();
		assertThat(this.good.calls).containsExactly("2 from 7");
	}

	@Test
	void anEventHasAnIdThatSurvivesAsText() {
		this.context.at(3, 7, true);
		RingEventId id = this.context.eventId();
		assertThat(id).isEqualTo(new RingEventId(RING_ID, 7)).hasToString(RING_ID + ":7");
		assertThat(RingEventId.parse(id.toString())).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000:x",
			"00000000-0000-0000-0000-000000000000:-1", "zzzzzzzz-0000-0000-0000-000000000000:1" })
	void whenATextIsNotAnIdItIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RingEventId.parse(text))
			.withMessage("eventId='%s' (expected: <id of the ring>:<sequence>)", text);
	}

	@Test
	void headersOfAWholeBatchAreRefused() {
		this.context.at(3, 7, true);
		assertThatIllegalStateException().isThrownBy(this.context::headers)
			.withMessageContaining("ring 'orders'")
			.withMessageContaining("batch=whole (expected: events one by one)");
	}

	@Test
	void aTypeVariableIsWhatTheBeansClassSays() {
		assertThat(signature(new Typed(), "on").eventTypes()).containsExactly(OrderPlaced.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "twoEvents", "twoSequences", "intSequence", "statically", "object",
			"listAndEnd", "rawList", "bufferList", "mutableBuffer", "boxedSequence" })
	void aMethodThatCannotWorkIsRefused(String name) {
		assertThatExceptionOfType(RingSignatureException.class).isThrownBy(() -> signature(new Bad(), name))
			.withMessageContaining("@RingListener " + name + " cannot work");
	}

	private static ListenerSignature signature(Object bean, String name) {
		Method method = Arrays.stream(bean.getClass().getMethods())
			.filter((candidate) -> candidate.getName().equals(name) && !candidate.isBridge())
			.findFirst()
			.orElseThrow();
		return SignatureReader.read("@RingListener " + name, bean, method, bean.getClass(), List.of());
	}

	public static class Good {

		final List<String> calls = new ArrayList<>();

		public void event(OrderPlaced order) {
			this.calls.add("" + order.id());
		}

		public void sequence(OrderPlaced order, long sequence) {
			this.calls.add(order.id() + " " + sequence);
		}

		public void everything(OrderPlaced order, long sequence, boolean endOfBatch) {
			this.calls.add(order.id() + " " + sequence + " " + endOfBatch);
		}

		public void anyOrder(boolean endOfBatch, long sequence, OrderPlaced order) {
			this.calls.add(order.id() + " " + sequence + " " + endOfBatch);
		}

		public void metadata(RingMetadata metadata, OrderPlaced order) {
			this.calls.add(order.id() + " " + metadata.sequence() + " " + metadata.endOfBatch() + " " + metadata.ring()
					+ " " + metadata.listener() + " " + metadata.group() + " " + metadata.type() + " "
					+ metadata.typeName() + " " + metadata.attempt());
		}

		public void batch(long first, List<OrderPlaced> orders) {
			this.calls.add(orders.size() + " from " + first);
		}

	}

	public static class Bad {

		public void nothing(long sequence) {
		}

		public void twoEvents(OrderPlaced one, String two) {
		}

		public void twoSequences(OrderPlaced order, long one, long two) {
		}

		public void intSequence(OrderPlaced order, int sequence) {
		}

		public void boxedSequence(Long sequence) {
		}

		public static void statically(OrderPlaced order) {
		}

		public void object(Object order) {
		}

		public void listAndEnd(List<OrderPlaced> orders, boolean endOfBatch) {
		}

		@SuppressWarnings("rawtypes")
		public void rawList(List orders) {
		}

		public void bufferList(List<DirectBuffer> buffers) {
		}

		public void mutableBuffer(MutableDirectBuffer buffer) {
		}

	}

	public abstract static class Generic<T> {

		public void on(T event) {
		}

	}

	public static class Typed extends Generic<OrderPlaced> {

	}

}
