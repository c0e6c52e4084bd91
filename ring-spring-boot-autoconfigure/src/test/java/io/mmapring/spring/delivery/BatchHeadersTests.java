package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

import io.mmapring.event.EventHeaders;
import io.mmapring.event.KeyHash;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingBatchException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingHeaders;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingMessagingAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Listeners that take batches, and a list of something of each event beside them. */
class BatchHeadersTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	@TempDir
	Path directory;

	@Test
	void headersOfABatchAreLists() {
		run(Lists.class, (lists) -> {
			RingContexts.until(() -> lists.seen.size() == 2);
			assertThat(lists.seen).containsExactlyInAnyOrder(
					"list [1, 2] [web, null] [7, null] [{source=web, priority=7}, {}]",
					"batch [1, 2] [" + TRACE + ", null]");
		});
	}

	@Test
	void metadataOfEachEventMayBeKept() {
		run(Metadata.class, (listener) -> {
			RingContexts.until(() -> listener.kept.size() == 2);
			RingMetadata first = listener.kept.get(0);
			RingMetadata second = listener.kept.get(1);
			assertThat(List.of(first.sequence(), second.sequence())).containsExactly(0L, 1L);
			assertThat(first.ring() + " " + first.listener() + " " + first.group() + " " + first.typeName())
				.isEqualTo("orders metadata shop.metadata " + OrderPlaced.class.getName());
			assertThat(first.eventId().sequence()).isZero();
			assertThat(first.attempt()).isOne();
			assertThat(first.endOfBatch()).isTrue();
			assertThat(first).hasToString("event 0 of ring 'orders' for listener 'metadata'");
			EventHeaders headers = first.headers();
			assertThat(headers.user("source")).isEqualTo("web");
			assertThat(headers.traceparent()).isEqualTo(TRACE);
			byte[] trace = new byte[EventHeaders.TRACE_BYTES + 1];
			assertThat(headers.trace(trace, 1)).isTrue();
			assertThat(trace).startsWith(0, 0, 0x0a, 0xf7).endsWith(0x31, 1);
			assertThat(headers.keyHash()).isEqualTo(KeyHash.of("k"));
			assertThatIllegalStateException().isThrownBy(headers::publishTimeNs)
				.withMessageContaining("event 0 of ring 'orders' for listener 'metadata' has no header PUBLISH_TIME");
			assertThat(second.headers().trace(trace, 0)).isFalse();
			assertThat(second.headers().user("source")).isNull();
		});
	}

	@Test
	void aListOfMessagesHasTheHeadersOfEach() {
		run(Messages.class, (listener) -> {
			RingContexts.until(() -> listener.seen.size() == 3);
			assertThat(listener.seen).containsExactlyInAnyOrder("messages 1 web 0 false, 2 null 1 true",
					"headers 2 [0, 1] [web, null]", "first 0 of 2");
		});
	}

	@Test
	void whatComesAgainComesWithItsHeaders() {
		run(Failing.class, (listener) -> {
			RingContexts.until(() -> listener.seen.size() == 2);
			assertThat(listener.seen).containsExactly("[1, 2] [web, null]", "[2] [null]");
		});
	}

	@Test
	void aHeaderThatCannotBeConvertedIsAnErrorOfItsEvent() {
		runner(Lists.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			registry.pause("list");
			template.newEvent("orders", OrderPlaced.of(1)).withHeader("priority", "urgent").send();
			template.send("orders", OrderPlaced.of(2));
			registry.resume("list");
			Lists lists = context.getBean(Lists.class);
			RingContexts.until(() -> lists.seen.contains("list [2] [null] [null] [{}]"));
			assertThat(registry.get("list").skipped()).isEqualTo(1);
		});
	}

	static List<Arguments> cannotWork() {
		return List.of(
				Arguments.of(One.class, "arguments=batch and @RingHeader of one event (expected: a List of the header"),
				Arguments.of(ListOfOne.class,
						"arguments=event and a List that is @RingHeader (expected: the header itself, or a batch)"),
				Arguments.of(MetadataOfOne.class,
						"arguments=event and List of RingMetadata (expected: RingMetadata, or a batch)"),
				Arguments.of(Odd.class, "header 'source' is a java.lang.Thread (expected: a text"));
	}

	@ParameterizedTest
	@MethodSource("cannotWork")
	void whatCannotWorkFailsTheStart(Class<?> bean, String problem) {
		runner(bean).run(RefusedBeans.refused(bean, problem));
	}

	private <B> void run(Class<B> bean, Seeing<B> test) {
		runner(bean).run((context) -> {
			assertThat(context).hasNotFailed();
			RingTemplate template = context.getBean(RingTemplate.class);
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			// so that both are in one batch
			registry.all().forEach((listener) -> registry.pause(listener.id()));
			template.newEvent("orders", OrderPlaced.of(1))
				.withHeader("source", "web")
				.withHeader("priority", "7")
				.withTraceparent(TRACE)
				.withKey("k")
				.send();
			template.send("orders", OrderPlaced.of(2));
			registry.all().forEach((listener) -> registry.resume(listener.id()));
			test.run(context.getBean(bean));
		});
	}

	private ApplicationContextRunner runner(Class<?> bean) {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingMessagingAutoConfiguration.class))
			.withBean(bean)
			.withPropertyValues("ring.rings.orders.slot-size=512B", "ring.rings.orders.headers=trace,key-hash",
					"ring.rings.orders.user-header-size=256B");
	}

	/**
	 * What is to be seen of a listener.
	 *
	 * @param <B> the listener
	 */
	private interface Seeing<B> {

		void run(B listener);

	}

	static class Lists {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "list")
		void list(@RingHeader("source") List<@Nullable String> sources, List<OrderPlaced> orders,
				@RingHeader List<@Nullable Integer> priority, @RingHeader List<Map<String, String>> headers) {
			this.seen.add("list %s %s %s %s".formatted(orders.stream().map(OrderPlaced::id).toList(), sources, priority,
					headers));
		}

		@RingListener(ring = "orders", id = "batch")
		void batch(RingBatch<OrderPlaced> batch, @RingHeader(RingHeader.TRACEPARENT) List<@Nullable String> traces) {
			List<Long> ids = new ArrayList<>();
			batch.forEach((order) -> ids.add(order.id()));
			this.seen.add("batch %s %s".formatted(ids, traces));
		}

	}

	static class Metadata {

		final List<RingMetadata> kept = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "metadata")
		void on(List<OrderPlaced> orders, List<RingMetadata> metadata) {
			this.kept.addAll(metadata);
		}

	}

	static class Messages {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "messages")
		void messages(List<Message<OrderPlaced>> messages) {
			this.seen.add("messages " + String.join(", ",
					messages.stream()
						.map((message) -> "%d %s %s %s".formatted(message.getPayload().id(),
								message.getHeaders().get("source"), message.getHeaders().get(RingHeaders.SEQUENCE),
								message.getHeaders().get(RingHeaders.END_OF_BATCH)))
						.toList()));
		}

		@RingListener(ring = "orders", id = "headers")
		void headers(List<OrderPlaced> orders, @Header(RingHeaders.SEQUENCE) List<Long> sequences,
				@Header("source") List<@Nullable String> sources) {
			this.seen.add("headers %d %s %s".formatted(orders.size(), sequences, sources));
		}

		@RingListener(ring = "orders", id = "first")
		void first(Message<List<OrderPlaced>> message, @Header(RingHeaders.SEQUENCE) long first) {
			this.seen.add("first %d of %d".formatted(first, message.getPayload().size()));
		}

	}

	static class Failing {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "failing")
		void on(List<OrderPlaced> orders, @RingHeader("source") List<@Nullable String> sources) {
			this.seen.add(Arrays.toString(orders.stream().map(OrderPlaced::id).toArray()) + " " + sources);
			if (orders.size() == 2) {
				throw new RingBatchException(0, new IllegalStateException("the first one"));
			}
		}

	}

	static class One {

		@RingListener("orders")
		void on(List<OrderPlaced> orders, @RingHeader @Nullable String source) {
			// never asked
		}

	}

	static class ListOfOne {

		@RingListener("orders")
		void on(OrderPlaced order, @RingHeader List<@Nullable String> source) {
			// never asked
		}

	}

	static class MetadataOfOne {

		@RingListener("orders")
		void on(OrderPlaced order, List<RingMetadata> metadata) {
			// never asked
		}

	}

	static class Odd {

		@RingListener("orders")
		void on(List<OrderPlaced> orders, @RingHeader List<Thread> source) {
			// never asked
		}

	}

}
