package io.mmapring.spring.json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingJsonAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Events that have no layout of their own. */
class JsonEventsTests {

	@TempDir
	Path directory;

	@Test
	void whenARecordHasNoFixedLayoutItIsJson() {
		runner().withBean(Baskets.class).run((context) -> {
			Basket basket = new Basket("ä", List.of("apple", "pear"), Map.of("x", 1));
			context.getBean(RingTemplate.class).send("baskets", basket);
			Baskets listener = context.getBean(Baskets.class);
			RingContexts.until(() -> listener.taken.size() == 1);
			assertThat(listener.taken).containsExactly(basket);
		});
	}

	@Test
	void whenTheTypeIsMarkedItMustHaveALayout() {
		runner().withBean(Marked.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("component items=java.util.List<java.lang.String>"));
	}

	@Test
	void whenJacksonIsNotThereOrOffTheStartFailsAndNamesIt() {
		runner().withBean(Baskets.class)
			.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("component owner=a String without a limit"));
		runner().withBean(Things.class)
			.withPropertyValues("ring.json.enabled=false")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("no codec for events of type " + Thing.class.getName())
				.hasMessageContaining("or Jackson for JSON"));
	}

	@Test
	void whenJacksonCannotWriteTheSenderIsTold() {
		runner().withBean(Things.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			assertThatExceptionOfType(EventEncodingException.class)
				.isThrownBy(() -> template.send("things", new Thing()))
				.withMessageContaining("cannot encode " + Thing.class.getName() + ": Jackson cannot write it: ");
		});
	}

	@Test
	void whenJacksonCannotReadTheErrorPolicyDecides() {
		runner().withBean(Baskets.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("baskets", "no JSON".getBytes(StandardCharsets.UTF_8));
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			RingContexts.until(() -> registry.get("baskets").errors() == 1);
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingJsonAutoConfiguration.class))
			.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.withPropertyValues("ring.rings.baskets.slot-size=256B");
	}

	record Basket(String owner, List<String> items, Map<String, Integer> counts) {

	}

	static class Baskets {

		final List<Basket> taken = new CopyOnWriteArrayList<>();

		@RingListener(ring = "baskets", id = "baskets")
		void take(Basket basket) {
			this.taken.add(basket);
		}

	}

	@RingEvent
	record Strict(List<String> items) {

	}

	static class Marked {

		@RingListener(ring = "strict")
		void take(Strict event) {
			throw new IllegalStateException("nobody publishes " + event);
		}

	}

	public static class Thing {

		public Thing getItself() {
			throw new IllegalStateException("cannot be read");
		}

	}

	static class Things {

		@RingListener(ring = "things")
		void take(Thing thing) {
			throw new IllegalStateException("nobody publishes " + thing);
		}

	}

}
