package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.SendTo;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each form of a method that cannot work, and what is said of it. */
class SignatureRefusalTests {

	private static final String PLACED = "io.mmapring.spring.shop.OrderPlaced";

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					nothing | arguments=1 (expected: one of them an event)
					twoEvents | arguments 1 and 2 (expected: at most one event)
					twoSequences | arguments 2 and 3 (expected: at most one long, the sequence)
					twoEnds | arguments 2 and 3 (expected: at most one boolean, the end of the batch)
					twoMetadata | arguments 1 and 3 (expected: at most one RingMetadata)
					oneInt | arguments=1 ints (expected: none, or offset and length of a DirectBuffer)
					threeInts | arguments=3 ints (expected: none, or offset and length of a DirectBuffer)
					boxedSequence | argument=java.lang.Long (expected: an event, or several types in the attribute types)
					object | argument=java.lang.Object (expected: an event, or several types in the attribute types)
					rawList | argument=java.util.List<?> (expected: an event, or several types in the attribute types)
					rawBatch | argument=io.mmapring.spring.RingBatch<?> (expected: an event, or several types
					listAndEnd | arguments=batch and boolean (expected: no boolean, it is the batch)
					batchAndEnd | arguments=batch and boolean (expected: no boolean, it is the batch)
					bufferList | (expected: a type whose events can be kept, or a RingBatch)
					mutableBuffer | (expected: DirectBuffer, since events must not be changed)
					mappedBuffer | (expected: ByteBuffer, which is a slot and not an array)
					result | result=java.lang.String without @SendTo (expected: void)
					sendsNothing | result=void with @SendTo (expected: what to send)
					sendsNowhere | @SendTo=[] (expected: the name of one ring)
					sendsToItself | @SendTo=orders (expected: another ring, since the listener would wait for itself
					sendsLater | result=java.util.concurrent.CompletableFuture<java.lang.String> (expected: an event that is there
					sendsNumber | result=long (expected: an event)
					noSuchType | types=com.acme.Missing (expected: classes of events)
					otherType | types=io.mmapring.spring.shop.OrderPlaced (expected: kinds of the argument io.mmapring.spring.shop.OrderCancelled)
					otherComponent | argument price (expected: a component of io.mmapring.spring.shop.OrderPlaced)
					wideComponent | argument quantity=long (expected: int, as in io.mmapring.spring.shop.OrderPlaced)
					noComponent | arguments=1 (expected: one of them an event)
					filterOfWrongBean | filter=wrong is a bean of java.lang.String (expected: a java.util.function.Predicate)
					filterNoExpression | filter=(( (expected: the name of a Predicate bean, or an expression over the event)
					noRing | ring=''
					badId | id='a/b'
					reservedId | id='ring'
					""")
	void aMethodThatCannotWorkIsRefusedWithTheReason(String name, String problem) {
		Method method = Arrays.stream(Bad.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		RingListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, RingListener.class);
		assertThat(annotation).isNotNull();
		RingContexts.in(this.directory)
			.withBean("wrong", String.class, () -> "a text")
			.run((context) -> assertThatExceptionOfType(RingSignatureException.class)
				.isThrownBy(() -> new EndpointFactory(context.getBeanFactory(), new Bad(), "bad", Bad.class)
					.endpoint(method, annotation))
				.satisfies((ex) -> assertThat(ex.problem()).contains(problem))
				.satisfies((ex) -> assertThat(ex.place())
					.startsWith("@RingListener " + Bad.class.getName() + "." + name)));
	}

	@Test
	void theStartFails() {
		RingContexts.in(this.directory)
			.withBean(Refused.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("result=java.lang.String without @SendTo"));
	}

	static class Refused {

		@RingListener("orders")
		String on(OrderPlaced order) {
			return "";
		}

	}

	static class Bad {

		@RingListener("orders")
		void nothing(long sequence) {
		}

		@RingListener("orders")
		void twoEvents(OrderPlaced one, String two) {
		}

		@RingListener("orders")
		void twoSequences(OrderPlaced order, long one, long two) {
		}

		@RingListener("orders")
		void twoEnds(OrderPlaced order, boolean one, boolean two) {
		}

		@RingListener("orders")
		void twoMetadata(RingMetadata one, OrderPlaced order, RingMetadata two) {
		}

		@RingListener("orders")
		void oneInt(OrderPlaced order, int sequence) {
		}

		@RingListener("orders")
		void threeInts(DirectBuffer buffer, int offset, int length, int more) {
		}

		@RingListener("orders")
		void boxedSequence(Long sequence) {
		}

		@RingListener("orders")
		void object(Object order) {
		}

		@SuppressWarnings("rawtypes")
		@RingListener("orders")
		void rawList(List orders) {
		}

		@SuppressWarnings("rawtypes")
		@RingListener("orders")
		void rawBatch(RingBatch orders) {
		}

		@RingListener("orders")
		void listAndEnd(List<OrderPlaced> orders, boolean endOfBatch) {
		}

		@RingListener("orders")
		void batchAndEnd(RingBatch<OrderPlaced> orders, boolean endOfBatch) {
		}

		@RingListener("orders")
		void bufferList(List<ByteBuffer> buffers) {
		}

		@RingListener("orders")
		void mutableBuffer(MutableDirectBuffer buffer) {
		}

		@RingListener("orders")
		void mappedBuffer(MappedByteBuffer buffer) {
		}

		@RingListener("orders")
		String result(OrderPlaced order) {
			return "";
		}

		@RingListener("orders")
		@SendTo("other")
		void sendsNothing(OrderPlaced order) {
		}

		@RingListener("orders")
		@SendTo("")
		String sendsNowhere(OrderPlaced order) {
			return "";
		}

		@RingListener("orders")
		@SendTo("orders")
		String sendsToItself(OrderPlaced order) {
			return "";
		}

		@RingListener("orders")
		@SendTo("other")
		CompletableFuture<String> sendsLater(OrderPlaced order) {
			return CompletableFuture.completedFuture("");
		}

		@RingListener("orders")
		@SendTo("other")
		long sendsNumber(OrderPlaced order) {
			return order.id();
		}

		@RingListener(ring = "orders", types = "com.acme.Missing")
		void noSuchType(Record order) {
		}

		@RingListener(ring = "orders", types = PLACED)
		void otherType(OrderCancelled order) {
		}

		@RingListener(ring = "orders", types = PLACED)
		void otherComponent(long id, double price) {
		}

		@RingListener(ring = "orders", types = PLACED)
		void wideComponent(long id, long quantity) {
		}

		@RingListener(ring = "orders", types = PLACED)
		void noComponent(long sequence) {
		}

		@RingListener(ring = "orders", filter = "wrong")
		void filterOfWrongBean(OrderPlaced order) {
		}

		@RingListener(ring = "orders", filter = "((")
		void filterNoExpression(OrderPlaced order) {
		}

		@RingListener
		void noRing(OrderPlaced order) {
		}

		@RingListener(ring = "orders", id = "a/b")
		void badId(OrderPlaced order) {
		}

		@RingListener(ring = "orders", id = "ring")
		void reservedId(OrderPlaced order) {
		}

	}

}
