package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Payload;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingHandler;
import io.mmapring.spring.RingHeader;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingMessagingAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments of listeners that come from headers. */
class HeaderArgumentTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final UUID ID = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

	@TempDir
	Path directory;

	@Test
	void headersAreArgumentsByTheirNames() {
		runner(Named.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.newEvent("orders", OrderPlaced.of(1))
				.withHeader("source", "web")
				.withHeader("priority", "7")
				.withHeader("level", "HIGH")
				.withHeader("request", ID.toString())
				.withHeader("since", "2026-01-02T03:04:05Z")
				.withTraceparent(TRACE)
				.send();
			template.send("orders", OrderPlaced.of(2));
			Named named = context.getBean(Named.class);
			RingContexts.until(() -> named.seen.size() == 2);
			List<@Nullable Object> none = new ArrayList<>();
			none.add(2L);
			for (int i = 0; i < 6; i++) {
				none.add(null);
			}
			assertThat(named.seen).containsExactly(
					List.of(1L, "web", 7, Level.HIGH, ID, Instant.parse("2026-01-02T03:04:05Z"), TRACE), none);
		});
	}

	@Test
	void aMapHasAllThatAreTheApplicationsOwn() {
		runner(All.class).run((context) -> {
			context.getBean(RingTemplate.class)
				.newEvent("orders", OrderPlaced.of(1))
				.withHeader("a", "1")
				.withHeader("b", "2")
				.withTraceparent(TRACE)
				.send();
			All all = context.getBean(All.class);
			RingContexts.until(() -> all.seen.equals(List.of("1 {a=1, b=2}", "components 1 1", "handler 2")));
		});
	}

	@Test
	void whatCannotBeConvertedIsAnErrorOfItsEvent() {
		runner(Named.class).run((context) -> {
			context.getBean(RingTemplate.class)
				.newEvent("orders", OrderPlaced.of(1))
				.withHeader("priority", "urgent")
				.send();
			var container = context.getBean(RingListenerRegistry.class).get("named");
			RingContexts.until(() -> container.skipped() == 1);
			assertThat(container.retries()).isZero();
		});
	}

	static List<Arguments> cannotWork() {
		return List.of(Arguments.of(Primitive.class, "header 'priority' is a int (expected: a text, boxed number"),
				Arguments.of(Message.class, "@RingHeader and what asks for Spring Messaging (expected: one of them"),
				Arguments.of(End.class,
						"arguments=@RingHeader and boolean, the end of the batch (expected: one of them"));
	}

	@ParameterizedTest
	@MethodSource("cannotWork")
	void whatCannotWorkFailsTheStart(Class<?> bean, String problem) {
		runner(bean).run(RefusedBeans.refused(bean, problem));
	}

	@Test
	void aRingWithoutTheHeaderFailsTheStart() {
		RingContexts.in(this.directory)
			.withBean(Named.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("ring 'orders' has no"));
	}

	private ApplicationContextRunner runner(Class<?> bean) {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingMessagingAutoConfiguration.class))
			.withBean(bean)
			.withPropertyValues("ring.rings.orders.slot-size=512B", "ring.rings.orders.headers=trace",
					"ring.rings.orders.user-header-size=256B");
	}

	enum Level {

		HIGH

	}

	static class Named {

		final List<List<?>> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "named")
		void on(@RingHeader("source") @Nullable String from, OrderPlaced order, @RingHeader @Nullable Integer priority,
				@RingHeader @Nullable Level level, @RingHeader("request") @Nullable UUID id,
				@RingHeader @Nullable Instant since, @RingHeader(RingHeader.TRACEPARENT) @Nullable String trace) {
			List<@Nullable Object> arguments = new ArrayList<>();
			arguments.add(order.id());
			arguments.add(from);
			arguments.add(priority);
			arguments.add(level);
			arguments.add(id);
			arguments.add(since);
			arguments.add(trace);
			this.seen.add(arguments);
		}

	}

	@RingListener(ring = "orders", id = "handlers", after = "components")
	static class All {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "map")
		void map(OrderPlaced order, @RingHeader Map<String, String> headers) {
			this.seen.add(order.id() + " " + headers);
		}

		@RingListener(ring = "orders", id = "components", after = "map", types = "io.mmapring.spring.shop.OrderPlaced")
		void components(long id, @RingHeader("a") @Nullable String quantity) {
			this.seen.add("components " + id + " " + quantity);
		}

		@RingHandler
		void handler(OrderPlaced order, @RingHeader("b") @Nullable String other) {
			this.seen.add("handler " + other);
		}

	}

	static class Primitive {

		@RingListener("orders")
		void on(OrderPlaced order, @RingHeader int priority) {
			// never asked
		}

	}

	static class Message {

		@RingListener("orders")
		void on(@Payload OrderPlaced order, @RingHeader @Nullable String source) {
			// never asked
		}

	}

	static class End {

		@RingListener(ring = "orders", filter = "id > 10")
		void on(OrderPlaced order, boolean endOfBatch, @RingHeader @Nullable String source) {
			// never asked
		}

	}

}
