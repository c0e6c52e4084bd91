package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.error.RingFailedException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.delivery.Deliveries;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ring file that can no longer be used is not the listener's fault: by its policy it
 * would go on.
 */
class ListenerFailedRingTests {

	private static final String FAULT = "a fault occurred in an unsafe memory access operation";

	@TempDir
	Path directory;

	@Test
	void whenTheFileWasRemovedTheListenerStopsWithTheReason() {
		runner().run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("clerk");
			remove();
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertStoppedByTheRing(container);
		});
	}

	@Test
	void whenTheMethodMeetsThatTheFileIsGoneItsPolicyIsNotAsked() {
		runner().run((context) -> {
			Clerk clerk = context.getBean(Clerk.class);
			clerk.duty.set(() -> {
				remove();
				throw new InternalError(FAULT);
			});
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("clerk");
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertStoppedByTheRing(container);
			assertThat(lastError(container).sequence()).isEqualTo(-1);
		});
	}

	@Test
	void whenTheMethodSendsToItsOwnFailedRingItsPolicyIsNotAsked() {
		runner().run((context) -> {
			Clerk clerk = context.getBean(Clerk.class);
			RingTemplate template = context.getBean(RingTemplate.class);
			clerk.duty.set(() -> {
				remove();
				while (true) {
					template.trySend("orders", OrderPlaced.of(2));
				}
			});
			template.send("orders", OrderPlaced.of(1));
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("clerk");
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertStoppedByTheRing(container);
		});
	}

	@Test
	void whenTheMethodItselfFailsWithAnInternalErrorItIsTheMethods() {
		runner().run((context) -> {
			Clerk clerk = context.getBean(Clerk.class);
			clerk.duty.set(() -> {
				throw new InternalError("the clerk's own");
			});
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("clerk");
			RingContexts.until(() -> container.state() == RingListenerState.FAILED);
			assertThat(container.errors()).isOne();
			assertThat(lastError(container).exception()).isEqualTo("java.lang.InternalError: the clerk's own");
			assertThat(lastError(container).sequence()).isZero();
			clerk.duty.set(() -> {
			});
			context.getBean(RingListenerRegistry.class).start("clerk");
			RingContexts.until(() -> container.delivered() == 1);
		});
	}

	@Test
	void whenTheErrorComesWhileTheListenerEndsItEndsAllTheSame() {
		LateError late = new LateError();
		runner().run((context) -> {
			context.getBean(Clerk.class).duty.set(() -> {
				throw new InternalError("the clerk's own");
			});
			late.start();
			try {
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(1));
				RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("clerk");
				RingContexts.until(() -> container.state() == RingListenerState.FAILED);
				assertThat(late.thrown).isTrue();
				assertThat(lastError(container).exception()).contains("the clerk's own");
			}
			finally {
				late.stop();
			}
		});
	}

	private void assertStoppedByTheRing(RingListenerContainer container) {
		assertThat(container.errors()).isZero();
		assertThat(lastError(container).exception()).startsWith(RingFailedException.class.getName())
			.contains("ring 'orders' can no longer be used: file=none (expected: ");
	}

	private static RingListenerError lastError(RingListenerContainer container) {
		return Objects.requireNonNull(container.lastError());
	}

	private void remove() throws IOException {
		Files.delete(this.directory.resolve("orders/ring.dat"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withBean(Clerk.class);
	}

	static class Clerk {

		final AtomicReference<Duty> duty = new AtomicReference<>(() -> {
		});

		@RingListener(ring = "orders", id = "clerk")
		void take(OrderPlaced order) throws Exception {
			this.duty.get().perform();
		}

	}

	/**
	 * What Java 17 does to a thread that has touched a file that was cut: it throws
	 * later, here while the listener's end is logged.
	 */
	private static final class LateError extends AppenderBase<ILoggingEvent> {

		private final Logger logger = (Logger) LoggerFactory.getLogger(Deliveries.class);

		volatile boolean thrown;

		@Override
		public void start() {
			super.start();
			this.logger.addAppender(this);
		}

		@Override
		public void stop() {
			this.logger.detachAppender(this);
			super.stop();
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (!this.thrown) {
				this.thrown = true;
				throw new InternalError(FAULT);
			}
		}

	}

	/** What a listener does with an event. */
	interface Duty {

		void perform() throws Exception;

	}

}
