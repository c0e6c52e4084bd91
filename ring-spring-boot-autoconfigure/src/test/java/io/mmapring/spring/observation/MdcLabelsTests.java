package io.mmapring.spring.observation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingLoggingAutoConfiguration;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys of log lines. */
class MdcLabelsTests {

	private static final Map<String, String> THREAD = Map.of("ring", "orders", "listener", "clerk", "group",
			"shop.clerk");

	@TempDir
	Path directory;

	@Test
	void aThreadHasRingListenerAndGroup() {
		assertThat(seen("listener", Clerk.class)).containsExactly(THREAD, THREAD);
	}

	@Test
	void eachEventHasItsSequenceIfWanted() {
		assertThat(seen("event", Clerk.class)).extracting((keys) -> keys.get("sequence")).containsExactly("0", "1");
	}

	@ParameterizedTest
	@CsvSource({ "listener, none, none", "event, 0, 1" })
	void whoDealsWithAnErrorSeesTheSequence(String mode, String first, String second) {
		List<Map<String, String>> seen = seen(mode, Failing.class);
		assertThat(seen).extracting((keys) -> keys.getOrDefault("sequence", "none"))
			.containsExactly(first, "0", second, "1");
		assertThat(seen).extracting((keys) -> keys.get("listener")).containsOnly("clerk");
	}

	@Test
	void thereAreNoKeysUnlessAskedFor() {
		assertThat(seen("none", Clerk.class)).containsExactly(Map.of(), Map.of());
	}

	@Test
	void whatAThreadHadBeforeComesBack() {
		MDC.put("user", "ann");
		try {
			Runnable before = new MdcLabels(false).put("orders", "clerk", "shop.clerk");
			assertThat(MDC.get("listener")).isEqualTo("clerk");
			assertThat(MDC.get("user")).isEqualTo("ann");
			before.run();
			assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "ann"));
		}
		finally {
			MDC.clear();
		}
	}

	@Test
	void withoutSlf4jTheStartFailsWithTheKey() {
		runner("listener").withClassLoader(new FilteredClassLoader(MDC.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(RingPropertyException.class,
						(ex) -> assertThat(ex.key()).isEqualTo("ring.logging.mdc")));
	}

	private List<Map<String, String>> seen(String mode, Class<? extends Seen> type) {
		List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
		runner(mode).withBean("clerk", type).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 2);
			int lines = (type == Clerk.class) ? 2 : 4;
			RingContexts.until(() -> context.getBean(Seen.class).all.size() == lines);
			seen.addAll(context.getBean(Seen.class).all);
		});
		return seen;
	}

	private ApplicationContextRunner runner(String mode) {
		return RingContexts.in(this.directory)
			.withConfiguration(AutoConfigurations.of(RingLoggingAutoConfiguration.class))
			.withPropertyValues("ring.logging.mdc=" + mode);
	}

	/** Remembers the keys that it has seen. */
	abstract static class Seen {

		final List<Map<String, String>> all = new CopyOnWriteArrayList<>();

		void see() {
			Map<String, String> keys = MDC.getCopyOfContextMap();
			this.all.add((keys != null) ? keys : Map.of());
		}

	}

	static class Clerk extends Seen {

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) {
			assertThat(order.id()).isNotNegative();
			see();
		}

	}

	static class Failing extends Seen implements RingErrorHandler {

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) {
			see();
			throw new ArithmeticException(order.toString());
		}

		@Override
		public RingErrorAction onError(Exception exception, RingMetadata metadata, @Nullable Object event) {
			see();
			return RingErrorAction.SKIP;
		}

	}

}
