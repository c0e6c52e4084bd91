package io.mmapring.spring.messaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingEventId;
import io.mmapring.spring.RingHeaders;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingMessagingAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners that ask for messages of Spring Messaging. */
class MessagingListenerTests {

	@TempDir
	Path directory;

	@Test
	void payloadHeadersAndMessagesAreThoseOfTheEvent() {
		runner().withPropertyValues("ring.rings.orders.headers=publish-time").withBean(All.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(5));
			All all = context.getBean(All.class);
			RingContexts.until(() -> all.calls.size() == 3 && all.texts.size() == 1);
			assertThat(all.calls).contains("5 orders 0 0 true", "message 5 of " + OrderPlaced.class.getName(),
					"1 orders from 0");
			assertThat(all.headers).containsEntry(RingHeaders.LISTENER, "parts")
				.containsEntry(RingHeaders.GROUP, "shop.parts")
				.containsEntry(RingHeaders.ATTEMPT, 1)
				.containsKeys(RingHeaders.EVENT_ID, RingHeaders.PUBLISH_TIME, MessageHeaders.ID);
			assertThat(all.headers.get(RingHeaders.EVENT_ID)).isInstanceOfSatisfying(RingEventId.class,
					(id) -> assertThat(id.sequence()).isZero());
			assertThat(all.texts).containsExactly("order 5");
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theLogSaysWhichListenersAreCalledSo(CapturedOutput output) {
		runner().withBean(All.class)
			.run((context) -> RingContexts.untilAsserted(() -> assertThat(output).containsPattern(
					"Listener 'list' of .* takes events from sequence 0, in messages of Spring Messaging, which are made for each event")
				.containsPattern("Listener 'texts' of .* takes events from sequence 0\\R")));
	}

	@Test
	void aPayloadThatIsNotValidIsAnErrorOfTheListener() {
		runner().withBean(Validating.class).withBean(NotNegative.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("orders", OrderPlaced.of(-1));
			template.send("orders", OrderPlaced.of(1));
			Validating validating = context.getBean(Validating.class);
			RingContexts.until(() -> validating.ids.size() == 1);
			assertThat(validating.ids).containsExactly(1L);
			assertThat(context.getBean(RingListenerRegistry.class).get("validating").lastError()).isNotNull()
				.satisfies((error) -> assertThat(error.exception()).contains("MethodArgumentNotValidException"));
		});
	}

	@Test
	void whenNothingCanValidateTheStartFails() {
		runner().withBean(Validating.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("there is no Validator")
				.hasMessageContaining("spring-boot-starter-validation"));
	}

	@Test
	void whenSpringMessagingIsNotThereTheStartFails() {
		runner().withClassLoader(new FilteredClassLoader("org.springframework.messaging"))
			.withBean(All.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("Spring Messaging is not there")
				.hasMessageContaining("org.springframework:spring-messaging"));
	}

	@Test
	void whenThereAreTwoPayloadsTheStartFails() {
		runner().withBean(TwoPayloads.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("payloads=2 or more (expected: at most one)"));
	}

	@Test
	void whenThereIsNoPayloadTheStartFails() {
		runner().withBean(NoPayload.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("payloads=0 (expected: one, or types in the annotation)"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingMessagingAutoConfiguration.class));
	}

	static class All {

		final List<String> calls = new CopyOnWriteArrayList<>();

		final List<String> texts = new CopyOnWriteArrayList<>();

		volatile Map<String, Object> headers = Map.of();

		@RingListener(ring = "orders", id = "parts")
		void parts(@Header(RingHeaders.RING) String ring, @Payload OrderPlaced order, long sequence,
				RingMetadata metadata, boolean endOfBatch, @Headers Map<String, Object> headers) {
			this.headers = headers;
			this.calls.add(order.id() + " " + ring + " " + sequence + " " + metadata.sequence() + " " + endOfBatch);
		}

		@RingListener(ring = "orders", id = "message")
		@SendTo("texts")
		String message(Message<OrderPlaced> message) {
			this.calls.add("message " + message.getPayload().id() + " of " + message.getHeaders().get("ring_type"));
			return "order " + message.getPayload().id();
		}

		@RingListener(ring = "orders", id = "list")
		void list(@Payload List<OrderPlaced> orders, @Header(RingHeaders.SEQUENCE) long first) {
			this.calls.add(orders.size() + " orders from " + first);
		}

		@RingListener(ring = "texts", id = "texts")
		void text(String text) {
			this.texts.add(text);
		}

	}

	static class Validating {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "validating")
		void on(@Validated OrderPlaced order) {
			this.ids.add(order.id());
		}

	}

	static class NotNegative implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == OrderPlaced.class;
		}

		@Override
		public void validate(@Nullable Object target, Errors errors) {
			if (target instanceof OrderPlaced order && order.id() < 0) {
				errors.reject("negative");
			}
		}

	}

	static class TwoPayloads {

		@RingListener("orders")
		void on(@Payload OrderPlaced order, @Payload String text) {
			// never called
		}

	}

	static class NoPayload {

		@RingListener("orders")
		void on(@Header("x") String text) {
			// never called
		}

	}

}
