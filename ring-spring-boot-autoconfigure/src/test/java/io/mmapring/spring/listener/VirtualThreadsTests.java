package io.mmapring.spring.listener;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners on virtual threads. */
class VirtualThreadsTests {

	/** Before Java 21 there are none: who asks for them in so many words is told. */
	private static final boolean THERE = Runtime.version().feature() >= 21;

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "spring.threads.virtual.enabled=true, backoff, true",
			"ring.listener.virtual-threads=true, sleep, true",
			"ring.listeners.journal.virtual-threads=true, backoff, true",
			"spring.threads.virtual.enabled=true, busy-spin, false",
			"spring.threads.virtual.enabled=true, yield, false",
			"spring.threads.virtual.enabled=false, backoff, false" })
	void whatParksRunsOnAVirtualThreadIfWantedAndThere(String property, String waitStrategy, boolean virtual) {
		RingContexts.in(this.directory)
			.withBean(Journal.class)
			.withPropertyValues(property, "ring.listener.wait-strategy=" + waitStrategy)
			.run((context) -> {
				if (!THERE && property.startsWith("ring.")) {
					assertThat(context).getFailure()
						.rootCause()
						.hasMessageContaining("virtual-threads=true (expected: false before Java 21)");
				}
				else {
					runs(context, virtual && THERE);
				}
			});
	}

	private static void runs(ApplicationContext context, boolean virtual) {
		RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("journal");
		context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
		RingContexts.until(() -> container.delivered() == 1);
		Thread thread = context.getBean(Journal.class).thread;
		assertThat(thread).isNotNull();
		assertThat(thread.getName()).isEqualTo("journal");
		assertThat(thread.toString().startsWith("VirtualThread[")).isEqualTo(virtual);
		container.stop();
		assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
		assertThat(thread.isAlive()).isFalse();
		container.start();
		context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(2));
		RingContexts.until(() -> container.delivered() == 2);
	}

	static class Journal {

		volatile @Nullable Thread thread;

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			this.thread = Thread.currentThread();
		}

	}

}
