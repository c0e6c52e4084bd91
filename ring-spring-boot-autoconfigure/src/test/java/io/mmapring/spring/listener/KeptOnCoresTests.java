package io.mmapring.spring.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.process.Cores;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners whose threads are kept on cores. */
@EnabledOnOs(OS.LINUX)
class KeptOnCoresTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ring.listener.auto-startup=true | ",
			"ring.listeners.journal.cores=%2$s | ring.listener.cores=%1$s" })
	void aThreadIsKeptOnItsCoreAlsoWhenItIsStartedAgain(String one, String all) {
		String core = usable()[usable().length - 1];
		String other = usable()[0];
		runner(Journal.class)
			.withPropertyValues("core=" + core, one.formatted(other, core), String.valueOf(all).formatted(other, core))
			.run((context) -> {
				Journal journal = context.getBean(Journal.class);
				RingListenerContainer container = container(context);
				for (int start = 0; start < 2; start++) {
					int events = start + 1;
					RingContexts.send(context.getBean(RingTemplate.class), start, 1);
					RingContexts.until(() -> container.delivered() == events);
					assertThat(journal.cores).containsExactly(Map.entry("journal", core));
					journal.cores.clear();
					container.stop();
					container.start();
				}
			});
	}

	@Test
	void eachThreadOfAListenerHasACoreOfItsOwn() {
		String[] usable = usable();
		String last = usable[usable.length - 1];
		runner(Shared.class).withPropertyValues("threads=" + usable.length, "core=" + String.join(",", usable))
			.run((context) -> {
				Shared shared = context.getBean(Shared.class);
				for (int i = 0; shared.cores.size() < usable.length && i < 1000; i++) {
					RingContexts.send(context.getBean(RingTemplate.class), i, 1);
				}
				RingContexts.until(() -> shared.cores.size() == usable.length);
				assertThat(shared.cores).containsEntry("journal-0", usable[0])
					.containsEntry("journal-" + (usable.length - 1), last);
			});
	}

	@Test
	void aCoreThatTheProcessMayNotUseFailsTheStart() {
		runner(Journal.class).withPropertyValues("core=4711")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContainingAll("@RingListener", "Journal.on(", "cores=4711 (expected: some of",
						"which this process may use)", "ring.listeners.journal.cores"));
	}

	@Test
	void aListenerThatIsStartedLaterIsRefusedThen() {
		runner(Journal.class).withPropertyValues("core=4711", "ring.listener.auto-startup=false").run((context) -> {
			assertThat(context).hasNotFailed();
			RingListenerContainer container = container(context);
			org.assertj.core.api.Assertions.assertThatThrownBy(container::start)
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("cores=4711");
			assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
		});
	}

	@Test
	void fewerCoresThanThreadsAreRefused() {
		runner(Shared.class).withPropertyValues("threads=3", "core=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("cores=0 with concurrency=3 (expected: one core for each thread)"));
	}

	@Test
	void whatIsNoListOfCoresIsRefused() {
		runner(Journal.class).withPropertyValues("core=first")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("cores='first' (expected: different numbers or ranges"));
	}

	@Test
	void aVirtualThreadIsRefused() {
		String core = usable()[0];
		runner(Journal.class).withPropertyValues("core=" + core, "spring.threads.virtual.enabled=true")
			.run((context) -> {
				if (Runtime.version().feature() >= 21) {
					assertThat(context).getFailure()
						.rootCause()
						.hasMessageContaining("cores=" + core + " with virtual-threads=true (expected: false");
				}
				else {
					// there are none that could be used
					assertThat(context).hasNotFailed();
				}
			});
	}

	private ApplicationContextRunner runner(Class<?> bean) {
		return RingContexts.in(this.directory).withBean(bean);
	}

	private static RingListenerContainer container(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("journal");
	}

	private static String[] usable() {
		return Cores.of(cores("self")).numbers().stream().map(String::valueOf).toArray(String[]::new);
	}

	private static String cores(String of) {
		try {
			Path process = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc", of)));
			return Arrays.stream(Files.readString(process.resolve("status")).split("\n"))
				.filter((line) -> line.startsWith("Cpus_allowed_list:"))
				.map((line) -> line.substring(line.indexOf('\t') + 1))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static class Journal {

		/** The core of each thread, by its name. */
		final Map<String, String> cores = new ConcurrentHashMap<>();

		@RingListener(ring = "orders", id = "journal", cores = "${core}")
		void on(OrderPlaced order) {
			this.cores.put(Thread.currentThread().getName(), cores("thread-self"));
		}

	}

	static class Shared {

		/** The core of each thread, by its name. */
		final Map<String, String> cores = new ConcurrentHashMap<>();

		@RingListener(ring = "orders", id = "journal", concurrency = "${threads}", cores = "${core}")
		void on(OrderPlaced order) {
			this.cores.put(Thread.currentThread().getName(), cores("thread-self"));
		}

	}

}
